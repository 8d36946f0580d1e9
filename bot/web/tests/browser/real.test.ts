/** Whole conversations with the assistant itself, by the keyboard alone; the server dies and comes back in one of them. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasAssistant, RealServer } from "../real-server";
import { hasBrowser, launch, visit, type Visit } from "./browser";

const WAIT_MS = 20_000;
const MOST_STEPS = 60;

/** What has the focus, wherever it is: its role and name as a person would tell it. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let element: Element | null = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (element instanceof HTMLInputElement) return `${element.type} ${element.name} ${element.getAttribute("aria-label") ?? element.closest("label")?.innerText.trim() ?? ""}`;
    return `${element?.tagName.toLowerCase()} ${(element as HTMLElement | null)?.innerText?.trim() ?? ""}`;
  });

/** Goes on by the Tab key until what has the focus fits. */
async function tabTo(page: Page, wanted: RegExp): Promise<void> {
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.keyboard.press("Tab");
    if (wanted.test(await focused(page))) return;
  }
  throw new Error(`the Tab key never came to ${wanted}`);
}

async function answerBy(page: Page, wanted: RegExp): Promise<void> {
  const before = await page.locator(".replies").count();
  await tabTo(page, wanted);
  await page.keyboard.press("Enter");
  await repliesAfter(page, before);
}

async function write(page: Page, text: string): Promise<void> {
  const before = await page.locator(".replies").count();
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
  await repliesAfter(page, before);
}

async function repliesAfter(page: Page, before: number): Promise<void> {
  await page.locator(".replies").nth(before).waitFor({ timeout: WAIT_MS });
}

const level = (page: Page): Promise<string | null> => page.locator(".card").last().getAttribute("data-level");

describe.skipIf(!hasBrowser() || !hasAssistant())("a person with a keyboard and the assistant", () => {
  let browser: Browser;
  let server: RealServer;
  let here: Visit;
  const begin = async (): Promise<Page> => {
    here = await visit(browser, server.url);
    await tabTo(here.page, /^textarea/);
    return here.page;
  };
  const end = async (): Promise<void> => {
    await here.close();
    expect(here.complaints).toEqual([]);
  };
  beforeAll(async () => {
    browser = await launch();
    server = await new RealServer().start();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await server?.remove();
  });

  it("come to care at home, and a step that helped", async () => {
    const page = await begin();
    await write(page, "I had my IVIG yesterday and today my lower back is sore");
    let asked = 0;
    while ((await page.locator(".card").count()) === 0) {
      expect((asked += 1), "about as many questions as announced").toBeLessThan(12);
      if ((await page.locator(".scale").count()) > 0) {
        await tabTo(page, /^radio severity 0/);
        for (let pressed = 0; pressed < 3; pressed += 1) await page.keyboard.press("ArrowRight");
        expect(await focused(page)).toBe("radio severity 3");
        await answerBy(page, /^button Send 3 out of 10/);
      } else await answerBy(page, /^button (None of these|No)$/);
    }
    expect(await level(page)).toBe("self_care");
    expect(await page.locator(".card .watch li").count()).toBeGreaterThan(3);
    await tabTo(page, /^summary/);
    await page.keyboard.press("Enter");
    expect(await page.locator(".why .cited").first().innerText()).toMatch(/lines? \d+/);
    await answerBy(page, /^button Better/);
    await end();
  });

  it("come to urgent help, which stays in sight", async () => {
    const page = await begin();
    await write(page, "my back hurts since the infusion yesterday");
    await answerBy(page, /^button None of these$/);
    await answerBy(page, /^button Yes$/);
    expect(await level(page)).toBe("urgent");
    expect(await page.locator(".standing").isVisible()).toBe(true);
    await end();
  });

  it("come to an emergency, by several signs of the list at once", async () => {
    const page = await begin();
    await write(page, "my back hurts since the infusion yesterday");
    await tabTo(page, /^radio line-2 Yes/);
    await page.keyboard.press("Space");
    await tabTo(page, /^radio line-3 Yes/);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    expect(await focused(page)).toBe("radio line-3 Not sure");
    await answerBy(page, /^button Send: I have none of the others/);
    expect(await level(page)).toBe("emergency");
    expect(await page.locator('.alarm[role], [role="alert"] .alarm').innerText()).toMatch(/911/);
    await tabTo(page, /^textarea/);
    await write(page, "are you sure?");
    expect(await page.locator(".alarm .call").first().isVisible()).toBe(true);
    await end();
  });

  it("lose nothing and say nothing twice when the server is killed and started again", async () => {
    const page = await begin();
    await write(page, "my back hurts since the infusion yesterday");
    await server.stop("SIGKILL");
    const started = performance.now();
    await page.keyboard.press("Shift+Tab");
    await tabTo(page, /^textarea/);
    await page.keyboard.type("none of these");
    await page.keyboard.press("Enter");
    await page.locator(".lost").waitFor({ timeout: WAIT_MS });
    expect(await page.locator(".lost").innerText()).toContain("No connection");
    await page.locator(".safety").waitFor({ timeout: WAIT_MS });
    const safetyAfter = performance.now() - started;
    expect(await page.locator(".mine").last().innerText()).toContain("none of these");
    await server.start();
    await page.locator(".replies").nth(1).waitFor({ timeout: 60_000 });
    await page.locator(".connection > *").waitFor({ state: "detached", timeout: 60_000 });
    for (const reloaded of [false, true]) {
      if (reloaded) await page.reload();
      await page.locator(".replies").nth(1).waitFor();
      expect(await page.locator(".mine p").allInnerTexts()).toEqual(["my back hurts since the infusion yesterday", "none of these"]);
      expect(await page.locator(".replies").count()).toBe(2);
      expect(await page.locator(".safety").count()).toBe(0);
      expect(await page.locator(".ask").last().innerText()).toContain("neck");
    }
    console.log(`server killed: safety text after ${(safetyAfter / 1000).toFixed(1)} s, conversation whole after the restart`);
    await end();
  }, 180_000);

  it("erase the conversation, so that its key opens nothing any more", async () => {
    const page = await begin();
    await write(page, "my back hurts since the infusion yesterday");
    const kept = await page.evaluate(() => sessionStorage.getItem(sessionStorage.key(0) ?? ""));
    const { token } = JSON.parse(kept ?? "{}") as { token: string };
    const ask = async (): Promise<number> => (await fetch(`${server.url}/widget/messages`, { headers: { Authorization: `Bearer ${token}` } })).status;
    expect(await ask()).toBe(200);
    await tabTo(page, /^button Options/);
    await page.keyboard.press("Enter");
    await tabTo(page, /^button Erase/);
    await page.keyboard.press("Enter");
    await tabTo(page, /^button Yes/);
    await page.keyboard.press("Enter");
    await page.getByText("Your conversation is erased").waitFor({ timeout: WAIT_MS });
    expect(await ask()).toBe(401);
    await end();
  });
});
