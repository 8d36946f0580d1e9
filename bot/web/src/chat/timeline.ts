/** The turns of a conversation in their order, each once, however often and by whichever way it came. Pure. */
import type { Turn } from "./types";

export interface Entry {
  /** Counts the sessions of this page: a session that the server no longer knows is followed by a new one. */
  readonly session: number;
  readonly turn: Turn;
}

/** What the person says to begin anew. The server answers it by clearing the answers. */
export const START_OVER = "start over";

/**
 * Returns the entries with the turns in their places; the same list where they bring nothing new.
 * A turn is known by its id, and by its number where it has no id. A late one has no number yet: it stands last
 * until the real replies take its place.
 */
export function merge(entries: readonly Entry[], session: number, turns: readonly Turn[]): readonly Entry[] {
  const places = new Map(entries.map((entry, index) => [keyOf(entry), index]));
  const merged = [...entries];
  let isNew = false;
  for (const turn of turns) {
    const entry = { session, turn };
    const place = places.get(keyOf(entry)) ?? merged.length;
    const known = merged[place];
    if (known !== undefined && (!known.turn.late || turn.late)) continue;
    merged[place] = entry;
    places.set(keyOf(entry), place);
    isNew = true;
  }
  return isNew ? inOrder(merged) : entries;
}

function keyOf({ session, turn }: Entry): string {
  return turn.id === null ? `${session} ${turn.seq}` : `${session} id ${turn.id}`;
}

function inOrder(entries: readonly Entry[]): readonly Entry[] {
  const place = ({ turn }: Entry): number => (turn.late ? Number.POSITIVE_INFINITY : turn.seq);
  const before = (a: Entry, b: Entry): boolean => a.session < b.session || (a.session === b.session && place(a) <= place(b));
  const sorted = entries.every((entry, index) => index === 0 || before(entries[index - 1] ?? entry, entry));
  return sorted ? entries : [...entries].sort((a, b) => (before(a, b) ? (before(b, a) ? 0 : -1) : 1));
}

/** Whether the real replies of a late turn are still to come. */
export function isLate(entries: readonly Entry[], session: number): boolean {
  return entries.some((entry) => entry.session === session && entry.turn.late);
}

/** The entries since the person last began anew, that turn included. */
export function sinceStart(entries: readonly Entry[]): readonly Entry[] {
  for (let index = entries.length - 1; index >= 0; index -= 1) {
    const turn = entries[index]?.turn;
    if (turn !== undefined && !turn.late && turn.text?.trim().toLowerCase() === START_OVER) return entries.slice(index);
  }
  return entries;
}
