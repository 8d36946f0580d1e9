/** Nobody is shut out: no violation of WCAG 2.2 AA that axe finds, and nothing beyond the edge, in any state. */
import { beforeAll, describe, expect, it } from "vitest";
import { violations } from "../axe";
import { Bench, STATES, beyond, open } from "./harness";

const LOOKS = {
  light: { colorScheme: "light", contrast: "no-preference" },
  dark: { colorScheme: "dark", contrast: "no-preference" },
  "high contrast": { colorScheme: "light", contrast: "more" },
} as const;

let bench: Bench;
beforeAll(async () => void (bench = await Bench.shared()), 120_000);

describe.each([320, 1280])("at %i px", (width) => {
  it("axe finds nothing in any state, however it looks, and nothing is cut off", async () => {
    const { page, wrong } = await bench.page({ viewport: { width, height: 800 } });
    await open(bench, page);
    const found: string[] = [];
    for (const [state, reach] of Object.entries(STATES)) {
      await reach(page);
      for (const [look, media] of Object.entries(LOOKS)) {
        await page.emulateMedia(media);
        found.push(...(await violations(page)).map((violation) => `${state}, ${look}: ${violation}`));
      }
      found.push(...(await beyond(page)).map((what) => `${state}: beyond the edge is ${what}`));
    }
    expect(found).toEqual([]);
    expect(wrong).toEqual([]);
    await page.context().close();
  }, 240_000);
});

it("the page that could not load its cards passes as well, says what to do, and loads them on request", async () => {
  const { page } = await bench.page({ viewport: { width: 320, height: 640 } });
  await page.route("**/reference/**", (route) => route.abort());
  await page.goto(`${bench.url}/nurse`);
  await page.getByRole("alert").waitFor();
  expect(await page.getByRole("alert").textContent()).toContain("call the emergency number now");
  expect(await page.locator(".emergency a").first().getAttribute("href")).toBe("tel:911");
  for (const media of Object.values(LOOKS)) {
    await page.emulateMedia(media);
    expect(await violations(page)).toEqual([]);
  }
  await page.unroute("**/reference/**");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("link", { name: "Suspected anaphylaxis" }).waitFor();
  await page.context().close();
});

it("the largest text on the narrowest phone is not cut off, in either language", async () => {
  const { page } = await bench.page({ viewport: { width: 320, height: 640 }, locale: "es-MX" });
  await open(bench, page);
  expect(await page.evaluate(() => document.documentElement.lang)).toBe("es");
  await page.getByRole("button", { name: "Pantalla" }).click();
  await page.getByText("Muy grande").click();
  await page.getByText("El contenido de las tarjetas está en inglés.").waitFor();
  for (const hash of ["", "#anaphylaxis", "#levels", "#calc-rate"]) {
    await page.evaluate((to) => (location.hash = to), hash);
    await page.locator("main, nav").first().waitFor({ state: "attached" });
    expect(await beyond(page), hash).toEqual([]);
  }
  expect(await violations(page)).toEqual([]);
  await page.reload();
  await page.locator(".columns").waitFor();
  expect(await page.locator("ivig-nurse-page").getAttribute("data-text")).toBe("largest");
  await page.context().close();
});
