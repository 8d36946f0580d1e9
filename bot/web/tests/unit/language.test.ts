import { describe, expect, it } from "vitest";
import { choose, directionOf } from "../../src/shared/language";

const table = { en: { hello: "Hello" }, es: { hello: "Hola" } };

describe("the language of the interface", () => {
  it.each([
    [["es-MX", "en"], "es"],
    [["ES"], "es"],
    [[null, "fr", "es"], "es"],
    [["fr", "de"], "en"],
    [[], "en"],
    [["constructor", "toString"], "en"],
  ])("is, of %j, %s", (wanted, language) => {
    expect(choose(table, wanted).language).toBe(language);
  });

  it("runs from right to left for Arabic and Hebrew", () => {
    expect([directionOf("ar"), directionOf("he"), directionOf("es")]).toEqual(["rtl", "rtl", "ltr"]);
  });
});
