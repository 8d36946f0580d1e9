/** The nurse's page in Debian's chromium, before a server of the reference alone (no model, up in seconds). */
import { spawn, type ChildProcess } from "node:child_process";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { launch } from "../browser";

const ROOT = resolve(import.meta.dirname, "../../../../..");
const PYTHON = resolve(ROOT, ".venv/bin/python");

export class Bench {
  private constructor(
    readonly url: string,
    readonly browser: Browser,
    private readonly server: ChildProcess,
  ) {}

  static #shared: Promise<Bench> | undefined;

  /** One server and one browser for all tests of the page: starting them takes longer than most tests. */
  static shared(): Promise<Bench> {
    return (Bench.#shared ??= Bench.#start());
  }

  static async #start(): Promise<Bench> {
    const server = spawn(PYTHON, ["-m", "tests.channels.reference_server"], { cwd: ROOT, stdio: ["pipe", "pipe", "ignore"] });
    const url = await new Promise<string>((ready, failed) => {
      createInterface(server.stdout!).once("line", ready);
      server.once("exit", (code) => failed(new Error(`the server ended with ${code}`)));
    });
    return new Bench(url, await launch(), server);
  }

  /** Returns an empty page in English; whatever its policy forbids, and every error in it, is gathered in `wrong`. */
  async page(options: BrowserContextOptions = {}): Promise<{ page: Page; wrong: string[] }> {
    const context = await this.browser.newContext({ locale: "en-US", reducedMotion: "reduce", ...options });
    await context.addInitScript("window.prints = 0; window.print = () => { window.prints += 1; };");
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const wrong: string[] = [];
    page.on("pageerror", (error) => wrong.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) wrong.push(message.text());
    });
    return { page, wrong };
  }

  async stop(): Promise<void> {
    await this.browser.close();
    this.server.stdin!.end();
    await new Promise((ended) => this.server.once("exit", ended));
  }
}

/** The states of the page; each goes there from the loaded page, or from another state. */
export const STATES: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  start: async (page) => go(page, "", "nav.index, main"),
  card: async (page) => go(page, "#anaphylaxis", "article.card"),
  "card with both sides": async (page) => go(page, "#disagreements", "article.card .differ"),
  levels: async (page) => go(page, "#levels", "article.levels"),
  "no such card": async (page) => go(page, "#nothing", ".lost"),
  "empty calculator": async (page) => go(page, "#calc-start_rate", "ivig-calculator input"),
  "calculator with a result": async (page) => {
    await go(page, "#calc-rate", "#rate");
    await page.fill("#weight", "154");
    await page.getByRole("radio", { name: "lb" }).check({ force: true });
    await page.fill("#rate", "140");
    await page.fill("#concentration", "10");
    await page.getByText("3.34 mg/kg/min").first().waitFor();
    await page.getByText("Show the formula").click();
  },
  "calculator with mistakes": async (page) => {
    await go(page, "#calc-dose_volume", "#dose");
    await page.fill("#dose", "1,250");
    await page.fill("#concentration", "50");
    await page.locator("#concentration").blur();
    await page.locator("#concentration-problem").waitFor();
  },
  results: async (page) => search(page, "premed timing", ".search-results .go"),
  "not held": async (page) => search(page, "dose of ibuprofen", ".search-results .decline"),
  display: async (page) => {
    await go(page, "", "nav.index, main");
    if (await page.locator("#reading").isHidden()) await page.getByRole("button", { name: "Display" }).click();
    await page.locator("#reading").waitFor();
  },
};

/** What reaches beyond the right edge of the window, so that one would have to scroll sideways. */
export const beyond = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    const found: string[] = [];
    const look = (root: ParentNode): void => {
      for (const element of root.querySelectorAll("*")) {
        if (element.getBoundingClientRect().right > innerWidth + 0.5) found.push(`${element.tagName} ${element.className} ${element.textContent?.slice(0, 30)}`);
        if (element.shadowRoot) look(element.shadowRoot);
      }
    };
    look(document);
    return found.length > 0 ? found : ["something"];
  });

export async function open(bench: Bench, page: Page, hash = ""): Promise<void> {
  await page.goto(`${bench.url}/nurse${hash}`);
  await page.locator(".columns").waitFor();
}

async function go(page: Page, hash: string, wanted: string): Promise<void> {
  await page.evaluate((to) => (location.hash = to), hash);
  await page.locator("#search").fill("");
  await page.locator(wanted).first().waitFor();
}

async function search(page: Page, query: string, wanted: string): Promise<void> {
  await go(page, "", "#search");
  await page.locator("#search").fill(query);
  await page.locator(wanted).first().waitFor();
  await page.waitForFunction((words) => (document.querySelector("ivig-nurse-page") as unknown as { shadowRoot: ShadowRoot }).shadowRoot.querySelector<HTMLInputElement>("#search")?.value === words, query);
}
