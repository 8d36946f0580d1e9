/** Search in what the page holds in memory: at once, without the server, and for words not yet typed to their end. */
import type { Card, Found, Line, Reference, Result } from "./types";

const MARKS = /\p{M}+/gu;
const WORD = /[\p{L}\p{N}%]+/gu;
const MOST = 8;

function words(text: string): string[] {
  return text.normalize("NFD").replace(MARKS, "").toLowerCase().match(WORD) ?? [];
}

/** How well the words typed are found as beginnings of words: 0 where one of them is not. */
function score(typed: readonly string[], places: readonly (readonly [weight: number, words: readonly string[]])[]): number {
  let total = 0;
  for (const word of typed) {
    const best = Math.max(0, ...places.map(([weight, held]) => (held.some((other) => other.startsWith(word)) ? weight : 0)));
    if (best === 0) return 0;
    total += best;
  }
  return total;
}

const linesOf = (card: Card): Line[] => [...card.first, ...card.sections.flatMap((section) => section.lines)];

function cardResult(card: Card): Result {
  const first = card.first[0];
  return {
    kind: "card",
    id: card.id,
    title: card.title,
    text: first?.text ?? "",
    general: first?.general ?? false,
    sources: first?.sources ?? [],
    cards: [card.id],
  };
}

/** Returns cards, calculators and rules that hold all words typed, the best first. */
export function findInMemory(query: string, reference: Reference): readonly Result[] {
  const typed = words(query);
  if (typed.length === 0) return [];
  const found: [number, Result][] = [];
  for (const card of reference.cards) {
    const held = linesOf(card).map((line) => line.text).join(" ");
    const points = score(typed, [
      [4, words(card.title)],
      [3, words(card.asks.join(" "))],
      [1, words(held)],
    ]);
    if (points > 0) found.push([points, cardResult(card)]);
  }
  for (const entry of reference.calculations) {
    const points = score(typed, [
      [4, words(entry.title)],
      [2, words(`calculator ${entry.fields.map((field) => field.name).join(" ")}`)],
    ]);
    const { id, title, formula, sources, card } = entry;
    if (points > 0) found.push([points, { kind: "calculation", id, title, text: formula, general: false, sources, cards: [card] }]);
  }
  for (const level of reference.levels) {
    for (const rule of level.rules) {
      const points = score(typed, [[2, words(`${rule.text} ${rule.suspected.join(" ")}`)]]);
      const { id, text, general, sources } = rule;
      if (points > 0) found.push([points, { kind: "rule", id, title: level.title, text, general, sources, cards: [] }]);
    }
  }
  return found
    .sort(([a], [b]) => b - a)
    .slice(0, MOST)
    .map(([, result]) => result);
}

/** What is shown for a query: what the server ranks by meaning, then what memory holds besides. */
export function together(query: string, reference: Reference, answer: Found | null): Found {
  const inMemory = findInMemory(query, reference);
  if (answer === null || answer.query !== query) return { query, held: inMemory.length > 0, text: "", results: inMemory };
  const known = new Set(answer.results.map((result) => `${result.kind} ${result.id}`));
  const besides = inMemory.filter((result) => !known.has(`${result.kind} ${result.id}`));
  return { ...answer, results: [...answer.results, ...besides] };
}
