/** Each state of the page, in each theme, on a narrow phone and a wide screen: axe finds nothing against WCAG 2.2 AA. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FakeServer } from "../fake-server";
import { TAGS, violations } from "./axe";
import { hasBrowser, launch, settled, visit } from "./browser";
import { STATES } from "./states";

const SIZES = [[320, 640], [1280, 800]] as const;
type Theme = { readonly name: string; readonly colorScheme: "light" | "dark"; readonly contrast: "more" | "no-preference" };
const THEMES: readonly Theme[] = [
  { name: "light", colorScheme: "light", contrast: "no-preference" },
  { name: "dark", colorScheme: "dark", contrast: "no-preference" },
  { name: "contrast", colorScheme: "light", contrast: "more" },
  { name: "contrast-dark", colorScheme: "dark", contrast: "more" },
];
/**
 * The themes differ in nothing but colours and the width of borders, and no colour depends on the width of the screen. So all rules
 * are asked in the light one at each size, and those about colours in the others at one; AXE=full asks all of them everywhere.
 */
const IS_FULL = process.env["AXE"] === "full";
/** Folder for pictures of all states: SHOTS=/tmp/shots npm run test:browser -- accessible */
const SHOTS = process.env["SHOTS"];

describe.skipIf(!hasBrowser())("the page is accessible", () => {
  let browser: Browser;
  let checked = 0;
  beforeAll(async () => {
    browser = await launch();
    if (SHOTS) mkdirSync(SHOTS, { recursive: true });
  });
  afterAll(async () => {
    await browser?.close();
    console.log(`axe: ${checked} pictures of the page checked against ${TAGS.join(", ")}${IS_FULL ? "" : " (themes other than light: rules about colours, on the narrow screen)"}: 0 violations where no test failed`);
  });

  it.each(STATES.map((state) => [state.name, state] as const))("%s", { timeout: 90_000 }, async (name, state) => {
    const server = await new FakeServer().start();
    server.page = state.html ?? null;
    const { page, complaints, close } = await visit(browser, server.url, { viewport: { width: 320, height: 640 }, reducedMotion: "reduce" });
    try {
      await state.reach(page, server);
      if (name !== "no-answer") await settled(page);
      for (const [width, height] of SIZES) {
        await page.setViewportSize({ width, height });
        for (const theme of IS_FULL || width === SIZES[0][0] ? THEMES : THEMES.slice(0, 1)) {
          await page.emulateMedia({ colorScheme: theme.colorScheme, contrast: theme.contrast });
          if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}-${width}-${theme.name}.png`) });
          expect(await violations(page, IS_FULL || theme === THEMES[0] ? "all" : "colours"), `${name}, ${width} px, ${theme.name}`).toEqual([]);
          checked += 1;
        }
        expect(await overflow(page), `nothing is wider than the screen of ${width} px`).toBe(0);
      }
      expect(complaints).toEqual([]);
    } finally {
      await close();
      await server.stop();
    }
  });
});

function overflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const wide = (element: Element): number => Math.max(0, element.scrollWidth - element.clientWidth);
    const root = document.querySelector("ivig-triage-chat")?.shadowRoot;
    const parts = [document.documentElement, ...(root?.querySelectorAll(".frame, .scroller, .panel") ?? [])];
    return Math.max(...parts.map(wide));
  });
}
