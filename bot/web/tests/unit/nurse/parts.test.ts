import { describe, expect, it } from "vitest";
import { readLanguage, writeLanguage } from "../../../src/nurse/language";
import { minutesOf, telephones } from "../../../src/nurse/numbers";
import { byDocument } from "../../../src/nurse/pieces";
import { placeOf } from "../../../src/nurse/place";
import { en } from "../../../src/nurse/strings/en";
import { es } from "../../../src/nurse/strings/es";
import { reference, source } from "./reference";

describe("the place that an address names", () => {
  it.each([
    ["", { kind: "start" }],
    ["#", { kind: "start" }],
    ["#levels", { kind: "levels" }],
    ["#anaphylaxis", { kind: "card", id: "anaphylaxis" }],
    ["#calc-rate", { kind: "calculation", id: "rate" }],
    ["#calc-nothing", { kind: "unknown", id: "calc-nothing" }],
    ["#rate", { kind: "unknown", id: "rate" }],
    ["#%E0%A4%A", { kind: "unknown", id: "%E0%A4%A" }],
    ["#<script>", { kind: "unknown", id: "<script>" }],
    ["#__proto__", { kind: "unknown", id: "__proto__" }],
  ])("is for %j %j", (hash, place) => {
    expect(placeOf(hash, reference)).toEqual(place);
  });
});

describe("emergency numbers", () => {
  it.each([
    ["911 (US/Canada), 112 (EU)", [["911", "US/Canada"], ["112", "EU"]]],
    ["112", [["112", ""]]],
    ["+49 30 1234 (clinic)", [["+49 30 1234", "clinic"]]],
    ["your local number", [["", "your local number"]]],
  ])("of %j are %j", (text, expected) => {
    expect(telephones(text).map(({ number, where }) => [number, where])).toEqual(expected);
  });
});

it.each([
  ["14:30", "870"],
  ["00:00", "0"],
  ["23:59", "1439"],
  ["07:05:30", "425"],
  ["", ""],
  ["half two", ""],
])("the time %j is %j minutes after midnight", (time, minutes) => {
  expect(minutesOf(time)).toBe(minutes);
});

it("each document is named once, with its lines in order", () => {
  const sources = [source("004:82"), source("003:33", "B"), source("004:79"), source("004:82")];
  expect(byDocument(sources)).toEqual([
    { id: "004", title: "A page", lines: [79, 82] },
    { id: "003", title: "B", lines: [33] },
  ]);
});

describe("the language of the nurse's page", () => {
  const storage = (kept: string | null): Storage => ({ getItem: () => kept }) as unknown as Storage;
  const closed = (): Storage => {
    throw new DOMException("closed", "SecurityError");
  };
  it.each([
    [null, ["en-US"], "en"],
    [null, ["es-MX", "en"], "es"],
    ["en", ["es-MX"], "en"],
    ["es", ["en-US"], "es"],
    ["fr", ["de"], "en"],
  ])("is, where %j was kept and the browser asks for %j, %s", (kept, wanted, language) => {
    expect(readLanguage(() => storage(kept), wanted)).toBe(language);
  });

  it("works where the storage is closed", () => {
    expect(readLanguage(closed, ["es"])).toBe("es");
    expect(() => writeLanguage("es", closed)).not.toThrow();
  });
});

/** Every text of a table of strings; functions are called. */
function texts(strings: object): string[] {
  return Object.values(strings).flatMap((value: unknown) => {
    if (typeof value === "string") return [value];
    if (typeof value === "function") return [String((value as (part: unknown) => string)([1, 2])), String((value as (part: unknown) => string)([1]))];
    return texts(value as object);
  });
}

it("every string has its translation", () => {
  const [english, spanish] = [texts(en), texts(es)];
  expect(spanish).toHaveLength(english.length);
  const same = spanish.filter((text, place) => text === english[place] && text !== "");
  expect(same).toEqual(["Normal"]);
  expect(spanish.filter((text, place) => text === "" && english[place] !== "")).toEqual([]);
});
