/** The page at work: by keyboard alone, without a connection, on paper, and with words that mean harm. */
import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { Bench, STATES, open } from "./harness";

let bench: Bench;
beforeAll(async () => void (bench = await Bench.shared()), 120_000);

/** What has the focus, through every shadow root: its id or its words. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.id || (element?.textContent ?? "").trim().replace(/\s+/g, " ");
  });

/** Presses Tab until something has the focus. */
async function tabTo(page: Page, wanted: string, key = "Tab"): Promise<void> {
  for (let press = 0; press < 40; press += 1) {
    if ((await focused(page)).includes(wanted)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`no ${key} leads to ${wanted}; the focus is on ${await focused(page)}`);
}

it.each([320, 1280])("by keyboard alone from the search to a card, its calculator and the printer, at %i px", async (width) => {
  const { page, wrong } = await bench.page({ viewport: { width, height: 700 } });
  await open(bench, page);
  await page.keyboard.press("Tab");
  expect(await focused(page)).toBe("Skip to the content");
  await tabTo(page, "search");
  await page.keyboard.type("premed");
  await page.getByRole("link", { name: "Calculator Time for premedication" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  expect(await focused(page)).toContain("Premedication with times");
  await page.keyboard.press("Enter");
  await page.locator("#card-premedication").waitFor();
  await expect.poll(() => focused(page)).toBe("card-premedication");
  expect(await page.title()).toContain("Premedication with times");
  await page.locator(".first").waitFor();
  await tabTo(page, "Time for premedication");
  await page.keyboard.press("Enter");
  await expect.poll(() => focused(page)).toBe("calculator-title");
  await tabTo(page, "start");
  await page.keyboard.type("0230PM");
  await page.getByText("Give it between 13:30 and 14:00").waitFor();
  await tabTo(page, "Print", "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.evaluate(() => (window as unknown as { prints: number }).prints)).toBe(1);
  await page.goBack();
  await page.locator("#card-premedication").waitFor();
  expect(wrong).toEqual([]);
  await page.context().close();
});

it("Escape empties the search, and Enter opens its first result", async () => {
  const { page } = await bench.page();
  await open(bench, page);
  await page.locator("#search").fill("leg swelling");
  await page.getByRole("link", { name: "Card Thromboembolism" }).waitFor();
  await page.keyboard.press("Escape");
  expect(await page.locator("#search").inputValue()).toBe("");
  await page.keyboard.type("stiff neck");
  await page.getByRole("link", { name: "Card Suspected aseptic meningitis" }).waitFor();
  await page.keyboard.press("Enter");
  await page.locator("#card-aseptic_meningitis").waitFor();
  await page.context().close();
});

it("words that are not typed to their end are found at once, and the count is read out", async () => {
  const { page } = await bench.page();
  await open(bench, page);
  await page.locator("#search").fill("anaph");
  await page.getByRole("link", { name: "Card Suspected anaphylaxis" }).waitFor();
  await expect.poll(() => page.locator(".search [role=status]").textContent()).toMatch(/results?$|do not hold/);
  await page.context().close();
});

it("every card and every calculator opens by its address, with its sources", async () => {
  const { page } = await bench.page();
  await open(bench, page);
  const addresses = await page.locator("nav.index a").evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).hash));
  expect(addresses).toHaveLength(1 + 12 + 7);
  for (const hash of addresses.slice(1, 13)) {
    await open(bench, page, hash);
    await page.locator(`article.card h2#card-${hash.slice(1)}`).waitFor();
    const lines = await page.locator("article.card .entries > li").count();
    expect(await page.locator("article.card .source").count()).toBeGreaterThanOrEqual(lines);
  }
  for (const hash of addresses.slice(13)) {
    await page.evaluate((to) => (location.hash = to), hash);
    await page.locator("ivig-calculator .note").waitFor();
  }
  await page.context().close();
});

it("a mistake is told once the field is left, not while one types", async () => {
  const { page } = await bench.page();
  await open(bench, page, "#calc-start_rate");
  await page.locator("#weight").pressSequentially("7");
  await page.waitForTimeout(600);
  expect(await page.locator("#weight-problem").count()).toBe(0);
  await page.locator("#weight").pressSequentially("0");
  await page.getByText("35 mL/h").first().waitFor();
  await page.locator("#weight").fill("700");
  await page.locator("#weight").blur();
  await page.getByText("'700' is not accepted. Accepted: 8 to 350 kg.").first().waitFor();
  expect(await page.locator("#weight").getAttribute("aria-invalid")).toBe("true");
  expect(await page.getByText("35 mL/h").count()).toBe(0);
  await page.context().close();
});

it("no value outlives its calculator, and reset empties every field", async () => {
  const { page } = await bench.page();
  await open(bench, page, "#calc-rate");
  await page.locator("#weight").fill("70");
  await page.evaluate(() => (location.hash = "#calc-start_rate"));
  await page.getByRole("heading", { name: "Start rate" }).waitFor();
  expect(await page.locator("#weight").inputValue()).toBe("");
  await page.locator("#weight").fill("70");
  await page.getByText("35 mL/h").first().waitFor();
  await page.getByRole("button", { name: "Reset" }).click();
  expect(await page.locator("#weight").inputValue()).toBe("");
  expect(await page.getByText("35 mL/h").count()).toBe(0);
  await page.context().close();
});

it("without a connection cards, signs and words are still there; a calculator waits and goes on", async () => {
  const { page, wrong } = await bench.page();
  await open(bench, page);
  await page.context().setOffline(true);
  await page.getByText("No connection. Cards, danger signs").waitFor();
  await page.getByRole("link", { name: "Thromboembolism" }).click();
  await page.locator("#card-thromboembolism").waitFor();
  await page.locator("#search").fill("wheeze");
  await page.locator(".search-results .go").first().waitFor();
  await page.locator("#search").fill("");
  await page.evaluate(() => (location.hash = "#calc-halved"));
  await page.locator("#rate").fill("140");
  await page.getByText("the calculator waits").waitFor();
  await page.context().setOffline(false);
  await page.getByText("70 mL/h").first().waitFor();
  expect(await page.locator("#rate").inputValue()).toBe("140");
  expect(wrong).toEqual([]);
  await page.context().close();
});

it("on paper are the card, its sources and what the page is not; no search, no buttons", async () => {
  const { page } = await bench.page();
  await open(bench, page, "#anaphylaxis");
  await page.locator("article.card").waitFor();
  await page.emulateMedia({ media: "print" });
  for (const gone of ["#search", "nav.index", ".tools", ".related", ".skip"]) expect(await page.locator(gone).first().isHidden()).toBe(true);
  for (const kept of ["article.card", ".disclaimer", ".documents", ".emergency", ".print-only"]) expect(await page.locator(kept).isVisible()).toBe(true);
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("button", { name: "Print all cards" }).click();
  await page.emulateMedia({ media: "print" });
  expect(await page.locator(".everything article.card").count()).toBe(12);
  expect(await page.locator(".columns").isHidden()).toBe(true);
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await expect.poll(() => page.locator(".everything").count()).toBe(0);
  await page.context().close();
});

it.each(["<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "${alert(1)}", "javascript:alert(1)"])("%s is shown as text", async (text) => {
  const { page, wrong } = await bench.page();
  let alerts = 0;
  page.on("dialog", (dialog) => ((alerts += 1), void dialog.dismiss()));
  await open(bench, page, `#${encodeURIComponent(text)}`);
  expect(await page.locator(".lost").textContent()).toContain(text);
  await page.locator("#search").fill(text);
  await page.locator(".search-results").waitFor();
  await page.evaluate(() => (location.hash = "#calc-weight"));
  await page.locator("#weight").fill(text.slice(0, 12));
  await page.locator("#weight").blur();
  await page.locator("#weight-problem").waitFor();
  expect([alerts, wrong]).toEqual([0, []]);
  await page.context().close();
});

it("a telephone calls the number that is touched", async () => {
  const { page } = await bench.page();
  await open(bench, page);
  const numbers = await page.locator(".emergency a").evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
  expect(numbers).toEqual(["tel:911", "tel:112", "tel:999"]);
  await page.context().close();
});

it("the page is ready within a second, asks nothing of another host, and reaches every state without an error", async () => {
  const { page, wrong } = await bench.page();
  const hosts = new Set<string>();
  page.on("request", (request) => hosts.add(new URL(request.url()).host));
  await open(bench, page);
  await open(bench, page);
  const ready = await page.evaluate(() => performance.getEntriesByType("resource").reduce((last, entry) => Math.max(last, (entry as PerformanceResourceTiming).responseEnd), 0));
  expect(ready).toBeLessThan(1000);
  for (const reach of Object.values(STATES)) await reach(page);
  expect([...hosts]).toEqual([new URL(bench.url).host]);
  expect(wrong).toEqual([]);
  await page.context().close();
});
