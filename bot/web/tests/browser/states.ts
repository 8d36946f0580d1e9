/** Every state of the page that a person can be in, and how one gets there. */
import type { Page } from "playwright-core";
import type { FakeServer } from "../fake-server";
import { answersTo, button, say } from "./browser";

export interface PageState {
  readonly name: string;
  /** Served in place of the patients' page. */
  readonly html?: string;
  readonly reach: (page: Page, server: FakeServer) => Promise<void>;
}

const embedded = (attributes: string): string => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A hospital</title>
  <meta name="viewport" content="width=device-width, initial-scale=1"><script src="/widget.js" defer></script></head>
  <body><main><h1>A hospital’s page</h1><p>Words of the hospital.</p><ivig-triage-chat ${attributes}></ivig-triage-chat></main></body></html>`;

async function begin(page: Page): Promise<void> {
  await say(page, "I had my IVIG yesterday and today my lower back is sore");
  await answersTo(page).waitFor();
}
async function neck(page: Page): Promise<void> {
  await begin(page);
  await button(page, "None of these").click();
  await button(page, "Yes").waitFor();
}
async function severity(page: Page): Promise<void> {
  await neck(page);
  await page.getByRole("button", { name: "No", exact: true }).click();
  await page.locator(".scale").waitFor();
}
async function home(page: Page): Promise<void> {
  await severity(page);
  await page.getByRole("radio", { name: "3", exact: true }).check();
  await button(page, "Send 3 out of 10").click();
  await button(page, "Yesterday").click();
  await page.locator(".card").waitFor();
}
async function emergency(page: Page): Promise<void> {
  await say(page, "my throat feels like a tight throat and I can not breathe");
  await page.locator(".alarm").waitFor();
}
async function options(page: Page): Promise<void> {
  await button(page, "Options").click();
  await page.locator("#panel-title").waitFor();
}

export const STATES: readonly PageState[] = [
  { name: "start", reach: async () => undefined },
  { name: "question-list", reach: begin },
  {
    name: "question-list-marked",
    reach: async (page) => {
      await begin(page);
      await page.getByRole("radio", { name: "Not sure" }).nth(3).check();
      await page.getByRole("radio", { name: "No", exact: true }).nth(4).check();
    },
  },
  { name: "question-yes-no", reach: neck },
  {
    name: "scale",
    reach: async (page) => {
      await severity(page);
      await page.getByRole("radio", { name: "3", exact: true }).check();
    },
  },
  { name: "home", reach: home },
  {
    name: "home-why",
    reach: async (page) => {
      await home(page);
      await page.locator(".why summary").click();
      await page.locator(".why").scrollIntoViewIfNeeded();
    },
  },
  { name: "emergency", reach: emergency },
  {
    name: "urgent",
    reach: async (page) => {
      await neck(page);
      await button(page, "Yes").click();
      await page.locator(".card").waitFor();
    },
  },
  {
    name: "tell-nurse",
    reach: async (page) => {
      await say(page, "nurse");
      await page.locator(".card").waitFor();
    },
  },
  {
    name: "same-day",
    reach: async (page) => {
      await say(page, "today");
      await page.locator(".card").waitFor();
    },
  },
  {
    name: "no-answer",
    reach: async (page, server) => {
      await begin(page);
      await server.stop();
      await page.clock.install();
      await say(page, "I feel worse");
      await page.locator(".lost").waitFor();
      await page.clock.fastForward(8_000);
      await page.locator(".safety").waitFor();
    },
  },
  { name: "options", reach: options },
  {
    name: "summary",
    reach: async (page) => {
      await begin(page);
      await options(page);
      await button(page, "Summary for your nurse").click();
      await page.locator(".sheet").waitFor();
    },
  },
  {
    name: "erase",
    reach: async (page) => {
      await begin(page);
      await options(page);
      await button(page, "Erase my conversation").click();
    },
  },
  {
    name: "erased",
    reach: async (page) => {
      await begin(page);
      await options(page);
      await button(page, "Erase my conversation").click();
      await button(page, "Yes, erase it").click();
      await page.locator(".done svg").waitFor();
    },
  },
  { name: "embedded", html: embedded(""), reach: begin },
  { name: "bubble-closed", html: embedded('mode="bubble"'), reach: async () => undefined },
  {
    name: "bubble-open",
    html: embedded('mode="bubble"'),
    reach: async (page) => {
      await page.locator(".launcher").click();
      await begin(page);
    },
  },
  { name: "spanish", html: embedded('mode="page" lang="es"'), reach: async () => undefined },
];
