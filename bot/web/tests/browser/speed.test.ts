/** Ready at once, and quick also with a long conversation. Prints what was measured. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FakeServer } from "../fake-server";
import { hasBrowser, launch, say } from "./browser";

const FIRST_INTERACTION_MS = 300;
const LONG_TASK_MS = 50;
/** Other work on the machine only ever adds; the best of some tries is closest to what the page itself takes. */
const TRIES = 4;

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  /** Time that the thread itself worked, without what other programs took of the processor; microseconds. */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** The longest task of the page's main thread in a recording, in milliseconds: by the clock, and by its own work. */
function longestTask(recording: Buffer): { clock: number; work: number } {
  const { traceEvents } = JSON.parse(String(recording)) as { traceEvents: TraceEvent[] };
  const mains = new Set(traceEvents.filter((event) => event.name === "thread_name" && event.args.name === "CrRendererMain").map((event) => `${event.pid}:${event.tid}`));
  const tasks = traceEvents.filter((event) => event.name.endsWith("RunTask") && mains.has(`${event.pid}:${event.tid}`));
  if (tasks.length < 10 || !tasks.some((task) => (task.tdur ?? 0) > 0)) throw new Error("the recording holds no tasks");
  const most = (of: (task: TraceEvent) => number | undefined): number => Math.round(Math.max(...tasks.map((task) => of(task) ?? 0)) / 100) / 10;
  return { clock: most((task) => task.dur), work: most((task) => task.tdur) };
}

describe.skipIf(!hasBrowser())("the page is quick", () => {
  let browser: Browser;
  let server: FakeServer;
  beforeAll(async () => {
    browser = await launch();
    server = await new FakeServer().start();
  });
  afterAll(async () => {
    await browser?.close();
    await server.stop();
  });

  it(`takes the first letter within ${FIRST_INTERACTION_MS} ms`, async () => {
    const times: number[] = [];
    for (let round = 0; round < TRIES; round += 1) {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.addInitScript(() => {
        const look = (): void => {
          const field = document.querySelector("ivig-triage-chat")?.shadowRoot?.querySelector<HTMLTextAreaElement>("#words");
          if (!field) return void requestAnimationFrame(look);
          field.focus();
          if (field.matches(":focus")) Object.assign(window, { usableAt: performance.now() });
        };
        requestAnimationFrame(look);
      });
      await page.goto(server.url);
      await page.waitForFunction(() => "usableAt" in window);
      times.push(await page.evaluate(() => (window as unknown as { usableAt: number }).usableAt));
      await context.close();
    }
    console.log(`first interaction: ${times.map((time) => time.toFixed(0)).join(", ")} ms (goal ${FIRST_INTERACTION_MS})`);
    expect(Math.min(...times)).toBeLessThan(FIRST_INTERACTION_MS);
  });

  it(`has no task over ${LONG_TASK_MS} ms with 500 messages in the log`, async () => {
    const rounds: { clock: number; work: number }[] = [];
    for (let round = 0; round < TRIES; round += 1) {
      const token = server.seed(250); // 250 of the person, 250 of the assistant
      const context = await browser.newContext();
      await context.addInitScript(({ key, kept }) => sessionStorage.setItem(key, kept), { key: `ivig-triage-chat:${server.url}`, kept: JSON.stringify({ token, outbox: [] }) });
      const page = await context.newPage();
      await browser.startTracing(page, { categories: ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"] });
      await page.goto(server.url);
      await page.locator(".row").nth(249).waitFor({ state: "attached" });
      for (const text of ["echo one", "echo two", "no"]) {
        await page.locator("#words").pressSequentially("I feel ");
        await say(page, text);
        await page.waitForTimeout(100);
      }
      rounds.push(longestTask(await browser.stopTracing()));
      expect(await page.locator(".row").count()).toBeGreaterThanOrEqual(252);
      await context.close();
    }
    console.log(`longest task with 500 messages restored and three more said, ms by the clock and by its own work (goal ${LONG_TASK_MS}): ${JSON.stringify(rounds)}`);
    expect(Math.min(...rounds.map((round) => round.work))).toBeLessThanOrEqual(LONG_TASK_MS);
  });
});
