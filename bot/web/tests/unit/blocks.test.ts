import { describe, expect, it } from "vitest";
import { blocksOf, citations, groupAnswer, openQuestion, partsOf, standingResult } from "../../src/chat/blocks";
import { readTurn, type Turn } from "../../src/chat/types";
import { dangerQuestion, emergencyResult, homeResult, progressQuestion, urgentResult, type FakeMessage } from "../fake-data";

const turn = (seq: number, text: string | null, replies: FakeMessage[]): Turn => {
  const read = readTurn({ seq, id: text === null ? null : `id-${seq}`, text, replies });
  if (read === null) throw new Error("no turn");
  return read;
};
const entries = (...turns: Turn[]): { session: number; turn: Turn }[] => turns.map((one) => ({ session: 0, turn: one }));

describe("what is drawn of a reply", () => {
  it("leaves out the text that a drawn payload stands for", () => {
    const kinds = blocksOf(turn(1, "hi", [...homeResult(), ...progressQuestion()]).replies).map((block) => block.kind);
    expect(kinds).toEqual(["result", "question"]);
  });

  it("keeps the text where the payload does not say enough to be drawn", () => {
    const replies = turn(1, "hi", [{ text: "How bad?", buttons: [{ title: "0" }] }, { custom: { type: "question", slot: "severity" } }]).replies;
    const [text, question] = blocksOf(replies);
    expect(text).toEqual({ kind: "text", text: "How bad?" });
    expect(question).toMatchObject({ kind: "question", buttons: [{ title: "0", payload: "0" }] });
  });

  it("never loses a text, whatever payload stands beside it", () => {
    for (const custom of [null, 7, [], {}, { type: 3 }, { type: "answer", stands_for: "Words" }, { type: "triage_result", level: "huge", stands_for: "Words" }]) {
      expect(blocksOf(turn(1, "hi", [{ text: "Words" }, { custom }]).replies)).toContainEqual({ kind: "text", text: "Words" });
    }
  });

  it("splits bullets from sentences", () => {
    expect(partsOf("Do this:\n• one\n• two\n\nThen wait.")).toEqual([
      { kind: "paragraph", text: "Do this:" },
      { kind: "list", lines: ["one", "two"] },
      { kind: "paragraph", text: "Then wait." },
    ]);
  });

  it("names the documents by their titles, their lines together", () => {
    expect(citations(["003:33", "003:35", "009:1"], { "003": "A title" })).toEqual([
      { title: "A title", lines: "33, 35" },
      { title: "009", lines: "1" },
    ]);
  });
});

describe("the question that stands open", () => {
  it("is that of the last reply", () => expect(openQuestion(entries(turn(1, "hi", dangerQuestion())))?.block.kind).toBe("question"));
  it("still is, when the assistant says more on its own", () => {
    expect(openQuestion(entries(turn(1, "hi", dangerQuestion()), turn(2, null, [{ text: "Are you there?" }])))?.entry.turn.seq).toBe(1);
  });
  it("is none once the person went on without one", () => {
    expect(openQuestion(entries(turn(1, "hi", dangerQuestion()), turn(2, "bye", [{ text: "Take care." }])))).toBeNull();
  });
});

describe("the result that holds", () => {
  const held = (...turns: Turn[]): string | undefined => standingResult({ entries: entries(...turns), pending: [] })?.level;
  it("is the last one", () => expect(held(turn(1, "a", homeResult()), turn(2, "b", urgentResult()))).toBe("urgent"));
  it("stays when other things are said", () => expect(held(turn(1, "a", emergencyResult()), turn(2, "b", [{ text: "I hear you." }]))).toBe("emergency"));
  it("is gone after a new start", () => expect(held(turn(1, "a", emergencyResult()), turn(2, "Start over", [{ text: "We start again." }]))).toBeUndefined());
  it("also comes from an answer that failed half way", () => {
    const partial = turn(1, "a", emergencyResult()).replies;
    expect(standingResult({ entries: [], pending: [{ partial }] })?.level).toBe("emergency");
  });
});

describe("several lines at once", () => {
  it("are one message with a line each, and nothing is left open", () => {
    const items = [{ button: "Seizure" }, { button: "Chest pain" }, { button: "New rash" }];
    expect(groupAnswer(items, ["yes", "no", "unsure"])).toBe("Seizure\nChest pain: no\nNew rash: not sure");
    expect(groupAnswer(items, ["yes"])).toBe("Seizure\nChest pain: not sure\nNew rash: not sure");
  });
});
