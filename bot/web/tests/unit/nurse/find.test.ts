import { describe, expect, it } from "vitest";
import { findInMemory, together } from "../../../src/nurse/find";
import type { Found, Result } from "../../../src/nurse/types";
import { reference, source } from "./reference";

const ids = (results: readonly Result[]): string[] => results.map((result) => result.id);

describe("search in memory", () => {
  it.each([
    ["anaph", ["anaphylaxis", "EM-WHEEZE"]],
    ["ANAPHYLAXIS", ["anaphylaxis", "EM-WHEEZE"]],
    ["premed", ["premedication"]],
    ["hives", ["anaphylaxis", "premedication"]],
    ["rate", ["rates", "rate"]],
    ["uber", ["rates"]],
    ["5%", ["rates"]],
    ["calc", ["rate"]],
    ["wheeze", ["EM-WHEEZE"]],
    ["stop infusion", ["anaphylaxis"]],
    ["stop pregnancy", []],
    ["", []],
    ["  ?!  ", []],
    ["(.*", []],
  ])("finds for %j %j", (query, expected) => {
    expect(ids(findInMemory(query, reference))).toEqual(expected);
  });

  it("gives no more than eight results", () => {
    const many = { ...reference, cards: Array.from({ length: 30 }, (_, n) => ({ ...reference.cards[0]!, id: `card_${n}` })) };
    expect(findInMemory("suspected", many)).toHaveLength(8);
  });
});

describe("what is shown for a query", () => {
  const statement: Result = { kind: "statement", id: "s", title: null, text: "t", general: false, sources: [source("000:1")], cards: [] };
  const answer = (query: string, held: boolean, results: Result[] = []): Found => ({ query, held, text: held ? "" : "Ask the pharmacist.", results });

  it("is, before the server answers, what memory holds", () => {
    expect(ids(together("anaph", reference, null).results)).toEqual(["anaphylaxis", "EM-WHEEZE"]);
  });

  it("is never the answer to other words", () => {
    expect(together("premed", reference, answer("pre", true, [statement])).results.map((r) => r.kind)).toEqual(["card"]);
  });

  it("puts the server's ranking first and says nothing twice", () => {
    const [card] = findInMemory("premed", reference);
    const shown = together("premed", reference, answer("premed", true, [statement, card!]));
    expect(ids(shown.results)).toEqual(["s", "premedication"]);
  });

  it("keeps that the documents do not hold it, beside cards that hold the words", () => {
    const shown = together("hives", reference, answer("hives", false));
    expect([shown.held, shown.text, shown.results.length]).toEqual([false, "Ask the pharmacist.", 2]);
  });

  it("says that nothing is held where neither knows the words", () => {
    expect(together("zzz", reference, null)).toMatchObject({ held: false, results: [] });
  });
});
