import { describe, expect, it } from "vitest";
import { dialAddress, inWords, parseNumbers } from "../../src/chat/numbers";

describe("emergency numbers", () => {
  it.each([
    ["911", [{ number: "911", where: "" }]],
    ["911 (US/Canada), 112 (EU)", [{ number: "911", where: "US/Canada" }, { number: "112", where: "EU" }]],
    ["+49 30 112 (Berlin, at night); 112", [{ number: "+49 30 112", where: "Berlin, at night" }, { number: "112", where: "" }]],
    ["", []],
    ["ask a nurse", []],
  ])("are read from %j", (written, numbers) => expect(parseNumbers(written)).toEqual(numbers));

  it.each([
    ["911", "tel:911"],
    ["+49 (30) 19-222", "tel:+493019222"],
    ["112#1", "tel:112%231"],
    ["javascript:alert(1)", "tel:1"],
  ])("%s is dialled as %s", (number, address) => expect(dialAddress(number)).toBe(address));

  it("stand in one line with where they hold", () => expect(inWords(parseNumbers("911 (US/Canada), 112"))).toBe("911 (US/Canada), 112"));
});
