/** What the page does: text stays text, an emergency stays in sight, the focus goes where the person is, files and print. */
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { FakeServer } from "../fake-server";
import { button, hasBrowser, launch, say, settled, visit, type Visit } from "./browser";

const ATTACKS = [
  "<img src=x onerror=hacked=1>",
  "<script>hacked=1</script>",
  "[a](javascript:hacked=1) ![b](x onerror=hacked=1)",
  "\"><svg onload=hacked=1>",
  "${hacked=1} {{hacked=1}}",
];

describe.skipIf(!hasBrowser())("the page", () => {
  let browser: Browser;
  let server: FakeServer;
  let here: Visit;
  beforeAll(async () => void (browser = await launch()));
  afterAll(() => browser?.close());
  beforeEach(async () => {
    server = await new FakeServer().start();
    here = await visit(browser, server.url, { viewport: { width: 360, height: 640 }, acceptDownloads: true });
  });
  afterEach(async () => {
    await here.close();
    await server.stop();
    expect(here.complaints).toEqual([]);
  });

  const answered = (count: number): Promise<void> => here.page.locator(".replies").nth(count - 1).waitFor();
  const inView = (page: Page, selector: string): Promise<boolean> =>
    page.locator(selector).first().evaluate((element) => {
      const box = element.getBoundingClientRect();
      const top = element.getRootNode() instanceof ShadowRoot ? (element.getRootNode() as ShadowRoot).elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) : null;
      return box.top >= 0 && box.bottom <= innerHeight && top !== null && (element === top || element.contains(top));
    });

  it("shows markup as text, in messages and buttons, from either side", async () => {
    const { page } = here;
    await say(page, "hello");
    await answered(1);
    for (const [index, attack] of ATTACKS.entries()) {
      await say(page, `echo ${attack}`);
      await answered(index + 2);
      await settled(page);
      expect(await page.locator(".mine").last().innerText()).toContain(attack);
      expect(await page.locator(".says").last().innerText()).toBe(attack);
      expect(await page.locator(".answers button").innerText()).toBe(attack);
    }
    expect(await page.evaluate(() => "hacked" in window)).toBe(false);
    expect(await page.locator("ivig-triage-chat img, ivig-triage-chat script, ivig-triage-chat .says a").count()).toBe(0);
  });

  it.each([
    [360, 640, "the whole screen"],
    [320, 300, "a phone with its keyboard open"],
    [320, 256, "400 % zoom"],
  ])("keeps an emergency and its number in sight on %i by %i px, %s", async (width, height) => {
    const { page } = here;
    await page.setViewportSize({ width, height });
    expect(await inView(page, ".call"), "the number, before anything is said").toBe(true);
    await say(page, "I have chest pain");
    await page.locator(".alarm").waitFor();
    for (const text of ["echo one", "echo two", "echo three", "echo four"]) await say(page, text);
    await answered(5);
    for (const to of [0, 100_000]) {
      await page.locator(".scroller").evaluate((box, top) => {
        box.scrollTop = top;
        box.closest(".frame")?.scrollTo(0, top);
        box.closest(".layout")?.scrollTo(0, top);
        window.scrollTo(0, top);
      }, to);
      expect(await inView(page, ".alarm .call"), `the number, scrolled to ${to}`).toBe(true);
      expect(await inView(page, ".alarm-title"), `what to do, scrolled to ${to}`).toBe(true);
    }
    expect(await page.locator('[role="alert"] a[href="tel:911"]').count()).toBe(1);
    const size = await page.locator(".alarm .call").first().boundingBox();
    expect(size?.height).toBeGreaterThanOrEqual(44);
  });

  it("closes what lies over the log when an emergency comes", async () => {
    const { page } = here;
    await say(page, "hello");
    await answered(1);
    server.delayMs = 400;
    await say(page, "I have chest pain");
    await button(page, "Options").click();
    await page.locator(".panel").waitFor();
    await page.locator(".alarm").waitFor();
    expect(await page.locator(".panel").count()).toBe(0);
  });

  it("sends several danger signs at once, each line answered", async () => {
    const { page } = here;
    await say(page, "my back hurts");
    await page.locator(".group").waitFor();
    await page.locator("fieldset.line").nth(2).getByRole("radio", { name: "Yes" }).check();
    await page.locator("fieldset.line").nth(0).getByRole("radio", { name: "Not sure" }).check();
    await button(page, "Send: I have none of the others").click();
    await page.locator(".alarm").waitFor();
    const sent = [...server.conversations.values()][0]?.turns[1]?.text?.split("\n");
    expect(sent).toHaveLength(7);
    expect(sent?.slice(0, 4)).toEqual(["Trouble breathing or a tight throat: not sure", "Swollen face or tongue: no", "Chest pain or tightness", "Fainting or blacking out: no"]);
  });

  it("reads a long reply from its beginning, and does not pull away who reads further up", async () => {
    const { page } = here;
    await page.setViewportSize({ width: 320, height: 480 });
    await say(page, "my back hurts");
    await answered(1);
    await settled(page);
    const top = await page.locator(".replies").first().evaluate((reply) => reply.getBoundingClientRect().top - (reply.closest(".scroller")?.getBoundingClientRect().top ?? 0));
    expect(top).toBeGreaterThanOrEqual(0);
    expect(top).toBeLessThan(40);
    await page.locator(".scroller").evaluate((box) => (box.scrollTop = 0));
    await page.waitForTimeout(100);
    server.speak([{ text: "Are you still there?\nTell me how you feel now." }]);
    await button(page, "New message").waitFor();
    expect(await page.locator(".scroller").evaluate((box) => box.scrollTop)).toBe(0);
    await button(page, "New message").click();
    expect(await inView(page, ".row:last-child .says")).toBe(true);
  });

  it("has targets of 44 px where answers are given", async () => {
    const { page } = here;
    await say(page, "my back hurts");
    await page.locator(".group").waitFor();
    const small = await page.locator("ivig-triage-chat").evaluate((host) =>
      [...(host.shadowRoot?.querySelectorAll("button, a, .pick, textarea") ?? [])].map((target) => target.getBoundingClientRect()).filter((box) => box.height < 44 || box.width < 40).length,
    );
    expect(small).toBe(0);
  });

  it("keeps how the person wants to read", async () => {
    const { page } = here;
    await button(page, "Options").click();
    await page.getByRole("radio", { name: "Largest" }).check();
    await page.getByRole("radio", { name: "Dark" }).check();
    await page.getByRole("checkbox", { name: "High contrast" }).check();
    await page.reload();
    const host = page.locator("ivig-triage-chat");
    await host.locator(".frame").waitFor();
    expect(await host.evaluate((element) => ({ ...element.dataset }))).toEqual({ theme: "dark", contrast: "more", text: "largest" });
    expect(await host.evaluate((element) => parseFloat(getComputedStyle(element).fontSize))).toBeGreaterThanOrEqual(25);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });

  it("runs from right to left where the language does", async () => {
    const { page } = here;
    await say(page, "my back hurts");
    await answered(1);
    await page.locator("ivig-triage-chat").evaluate((host) => host.shadowRoot?.querySelector(".frame")?.setAttribute("dir", "rtl"));
    const [mine, options, frame] = await Promise.all([".mine", "#options", ".frame"].map((part) => page.locator(part).first().boundingBox()));
    expect((mine?.x ?? 99) - (frame?.x ?? 0)).toBeLessThan(30);
    expect((options?.x ?? 99) - (frame?.x ?? 0)).toBeLessThan(30);
  });

  it("prints the summary as a page of its own and saves it as files, and nothing in it runs", async () => {
    const { page } = here;
    await say(page, "my back hurts");
    await answered(1);
    await button(page, "Options").click();
    await button(page, "Summary for your nurse").click();
    await page.locator(".sheet").getByText("lower back pain, 3 of 10").waitFor();
    const [text] = await Promise.all([page.waitForEvent("download"), button(page, "Save as text").click()]);
    const [saved] = await Promise.all([page.waitForEvent("download"), button(page, "Save as a page").click()]);
    expect([text.suggestedFilename(), saved.suggestedFilename()]).toEqual(["ivig-summary.txt", "ivig-summary.html"]);
    await button(page, "Print").click();
    const printed = page.locator("iframe.print-frame");
    await printed.waitFor({ state: "attached" });
    const found = await printed.evaluate((frame: HTMLIFrameElement) => ({
      heading: frame.contentDocument?.querySelector("h1")?.textContent,
      colour: frame.contentDocument?.querySelector("h1") ? frame.contentWindow?.getComputedStyle(frame.contentDocument.querySelector("h1") as Element).color : null,
      active: frame.contentDocument?.querySelectorAll("script, img").length,
    }));
    expect(found).toEqual({ heading: "Summary for a clinician", colour: "rgb(10, 20, 30)", active: 0 });
    expect(await page.evaluate(() => "hacked" in window)).toBe(false);
    // the browser tells that it refused what the summary carried along
    here.complaints.splice(0).forEach((complaint) => expect(complaint).toMatch(/Applying inline style|Executing inline event handler/));
  });

  it("erases when asked twice, here and on the server", async () => {
    const { page } = here;
    await say(page, "my back hurts");
    await answered(1);
    await button(page, "Options").click();
    await button(page, "Erase my conversation").click();
    await button(page, "Yes, erase it").click();
    await page.getByText("Your conversation is erased").waitFor();
    expect(server.conversations.size).toBe(0);
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    expect(await page.locator(".row").count()).toBe(0);
  });

  it("starts over when asked twice, and takes the alert down only then", async () => {
    const { page } = here;
    await say(page, "I have chest pain");
    await page.locator(".alarm").waitFor();
    await button(page, "Options").click();
    await button(page, "Start over").click();
    await button(page, "Yes, start over").click();
    await answered(2);
    await page.locator(".numbers-bar").waitFor();
    expect(await page.locator(".alarm").count()).toBe(0);
  });

  it("shows numbers and safety text when the server is not there at all", async () => {
    const { page } = here;
    await say(page, "my back hurts");
    await answered(1);
    server.settingsFail = true;
    await page.clock.install();
    await page.reload();
    await page.locator(".replies").waitFor();
    await server.stop();
    await say(page, "I feel worse");
    await page.clock.fastForward(8_100);
    const safety = page.locator('.safety[role="alert"]');
    await safety.waitFor();
    expect(await safety.innerText()).toContain("911 (US/Canada), 112 (EU), 999 (UK)");
    expect(await page.locator('a[href="tel:112"]').count()).toBe(1);
  });
});

describe.skipIf(!hasBrowser())("the element", () => {
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
  const pageWith = (attributes: string, lang = "en"): string =>
    `<!doctype html><html lang="${lang}"><title>A page</title><script src="/widget.js" defer></script><body><ivig-triage-chat ${attributes}></ivig-triage-chat>`;

  it.each([
    ["", "en", "en", "How do you feel?"],
    ['lang="es"', "en", "es", "¿Cómo se siente?"],
    ["", "es-MX", "es", "¿Cómo se siente?"],
    ['lang="fr"', "en", "en", "How do you feel?"],
  ])("with %j on a page in %s speaks %s", async (attributes, lang, language, words) => {
    server.page = pageWith(attributes, lang);
    const { page, close } = await visit(browser, server.url, { locale: "en-US" });
    await page.getByText(words).waitFor();
    expect(await page.locator("ivig-triage-chat").getAttribute("lang")).toBe(language);
    await close();
  });

  it("takes its numbers from its attribute", async () => {
    server.page = pageWith('emergency-number="144 (Switzerland)"');
    const { page, close } = await visit(browser, server.url);
    expect(await page.locator(".call").evaluateAll((links) => links.map((link) => [link.getAttribute("href"), link.getAttribute("aria-label")]))).toEqual([["tel:144", "Call 144 Switzerland"]]);
    await close();
  });

  it("as a bubble opens and closes by the keyboard, and opens itself for an emergency", async () => {
    server.page = pageWith('mode="bubble"');
    const { page, close } = await visit(browser, server.url);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.locator(".frame").waitFor();
    server.delayMs = 300;
    await page.keyboard.type("I have chest pain");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    expect(await page.locator(".launcher").count()).toBe(1);
    await page.locator(".alarm").waitFor();
    server.delayMs = 0;
    await close();
  });

  it("is read without its script", async () => {
    server.page = null;
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(server.url);
    expect(await page.locator("main").innerText()).toContain("In an emergency call 911");
    await context.close();
  });
});
