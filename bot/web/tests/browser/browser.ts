/** Debian's chromium, and a person in front of it. */
import { existsSync } from "node:fs";
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from "playwright-core";

const EXECUTABLE = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** Whether the tests can run here; in continuous integration they must. */
export function hasBrowser(): boolean {
  if (existsSync(EXECUTABLE)) return true;
  if (process.env["CI"] === "true") throw new Error(`no browser at ${EXECUTABLE}: install Debian's chromium, or set CHROMIUM`);
  console.warn(`skipped: no browser at ${EXECUTABLE} (apt-get install chromium, or set CHROMIUM)`);
  return false;
}

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: EXECUTABLE, args: FLAGS });
}

export interface Visit {
  readonly page: Page;
  /** What the page complained of: errors, refused styles and scripts. */
  readonly complaints: string[];
  readonly close: () => Promise<void>;
}

export async function visit(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 390, height: 780 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    const isNetwork = /Failed to load resource|net::ERR_/.test(message.text());
    if (message.type() === "error" && !isNetwork) complaints.push(message.text());
  });
  await page.goto(url);
  await page.locator("ivig-triage-chat .frame, ivig-triage-chat .launcher").first().waitFor();
  return { page, complaints, close: () => context.close() };
}

/** Types a message and sends it with Enter. */
export async function say(page: Page, text: string): Promise<void> {
  await page.locator("#words").fill(text);
  await page.locator("#words").press("Enter");
}

export const button = (page: Page, name: string | RegExp): Locator => page.locator("ivig-triage-chat").getByRole("button", { name });
export const answersTo = (page: Page): Locator => page.locator(".answers");

/** Waits until nothing is on its way. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const root = document.querySelector("ivig-triage-chat")?.shadowRoot;
    return root !== null && root !== undefined && root.querySelector(".dots") === null;
  });
}
