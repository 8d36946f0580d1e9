/** The turns of a conversation in their order, each once, however often and by whichever way it came. Pure. */
import type { Turn } from "./types";

export interface Entry {
  /** Counts the sessions of this page: a session that the server no longer knows is followed by a new one. */
  readonly session: number;
  readonly turn: Turn;
}

/** What the person says to begin anew. The server answers it by clearing the answers. */
export const START_OVER = "start over";

/** Returns the entries with the turn in its place; the same list where it brings nothing new. */
export function merge(entries: readonly Entry[], session: number, turn: Turn): readonly Entry[] {
  const at = entries.findIndex((entry) => entry.session === session && entry.turn.seq === turn.seq);
  if (at >= 0) {
    const known = entries[at]?.turn;
    if (known === undefined || !known.late || turn.late) return entries;
    return entries.map((entry, index) => (index === at ? { session, turn } : entry)); // the real replies of a late one
  }
  const added = [...entries, { session, turn }];
  const last = entries[entries.length - 1];
  const inOrder = last === undefined || last.session < session || (last.session === session && last.turn.seq < turn.seq);
  return inOrder ? added : added.sort((a, b) => a.session - b.session || a.turn.seq - b.turn.seq);
}

/** The highest number of a session's turns; 0 where there is none. */
export function lastSeq(entries: readonly Entry[], session: number): number {
  return entries.reduce((highest, entry) => (entry.session === session ? Math.max(highest, entry.turn.seq) : highest), 0);
}

/** The late turns whose real replies have not come yet. */
export function stillLate(entries: readonly Entry[], session: number): Entry[] {
  const own = entries.filter((entry) => entry.session === session);
  return own.filter(({ turn }) => turn.late && !own.some((other) => !other.turn.late && other.turn.id !== null && other.turn.id === turn.id));
}

/** The entries since the person last began anew, that turn included. */
export function sinceStart(entries: readonly Entry[]): readonly Entry[] {
  for (let index = entries.length - 1; index >= 0; index -= 1) {
    const turn = entries[index]?.turn;
    if (turn !== undefined && !turn.late && turn.text?.trim().toLowerCase() === START_OVER) return entries.slice(index);
  }
  return entries;
}
