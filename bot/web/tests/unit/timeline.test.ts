import { describe, expect, it } from "vitest";
import { isLate, merge, type Entry } from "../../src/chat/timeline";
import type { Turn } from "../../src/chat/types";

const turn = (seq: number, id: string | null, late = false): Turn => ({ seq, id, text: id, at: null, replies: [], late });
const all = (turns: readonly Turn[]): readonly Entry[] => turns.reduce<readonly Entry[]>((entries, one) => merge(entries, 0, [one]), []);
const ids = (entries: readonly Entry[]): (string | null)[] => entries.map((entry) => entry.turn.id);

describe("the timeline", () => {
  const turns = [turn(1, "a"), turn(2, "b"), turn(3, null), turn(4, "c")];

  it("is the same in whatever order and however often the turns come", () => {
    const orders = [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2, 1, 1, 3, 0]];
    for (const order of orders) {
      const merged = all(order.map((index) => turns[index] as Turn));
      expect(ids(merged), String(order)).toEqual(["a", "b", null, "c"]);
    }
  });

  it("has a late reply last until the real one takes its place", () => {
    const waiting = all([turn(1, "a"), turn(0, "b", true), turn(2, null)]);
    expect(ids(waiting)).toEqual(["a", null, "b"]);
    expect(isLate(waiting, 0)).toBe(true);
    const answered = merge(waiting, 0, [turn(3, "b")]);
    expect([ids(answered), isLate(answered, 0)]).toEqual([["a", null, "b"], false]);
    expect(merge(answered, 0, [turn(0, "b", true)]), "a late one never takes a real one's place").toBe(answered);
  });

  it("keeps two late replies apart", () => expect(ids(all([turn(0, "a", true), turn(0, "b", true)]))).toEqual(["a", "b"]));

  it("keeps a session that ended before the one that followed", () => {
    const entries = merge(merge([], 0, [turn(7, "old")]), 1, [turn(1, "new")]);
    expect(ids(entries)).toEqual(["old", "new"]);
  });
});
