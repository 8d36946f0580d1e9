/** The log's rows: what was said and what is on its way, as one list with keys that outlive the sending. Pure. */
import type { Conversation, Pending } from "../chat/conversation";
import { START_OVER } from "../chat/timeline";
import type { Message } from "../chat/types";

type State = Conversation["state"];

export interface Row {
  readonly key: string;
  /** Words of the person; null where the assistant speaks on its own. */
  readonly text: string | null;
  readonly replies: readonly Message[];
  readonly pending: Pending | null;
  /** The safety text stands here in place of a reply. */
  readonly overdue: boolean;
  readonly divider: "newStart" | "expired" | null;
}

const NO_REPLIES: readonly Message[] = [];

export function rowsOf(state: Pick<State, "entries" | "pending" | "expired" | "session">): Row[] {
  const rows = state.entries.map((entry, index): Row => {
    const { turn } = entry;
    return {
      key: turn.id ?? `${entry.session}:${turn.seq}`,
      text: turn.text,
      replies: turn.late ? NO_REPLIES : turn.replies,
      pending: null,
      overdue: turn.late,
      divider: dividerBefore(state, index),
    };
  });
  return [...rows, ...state.pending.map((pending, index) => pendingRow(pending, index === 0 && startsAnew(state)))];
}

/** The server forgot the conversation, and nothing has come of the new one yet. */
export function startsAnew(state: Pick<State, "entries" | "expired" | "session">): boolean {
  return state.expired && !state.entries.some((entry) => entry.session === state.session);
}

function pendingRow(pending: Pending, afterExpiry: boolean): Row {
  return { key: pending.id, text: pending.text, replies: pending.partial, pending, overdue: pending.overdue, divider: afterExpiry ? "expired" : null };
}

function dividerBefore(state: Pick<State, "entries" | "expired">, index: number): Row["divider"] {
  const [before, entry] = [state.entries[index - 1], state.entries[index]] as const;
  if (entry === undefined) return null;
  if (state.expired && entry.session > 0 && before?.session !== entry.session) return "expired";
  return entry.turn.text?.trim().toLowerCase() === START_OVER ? "newStart" : null;
}
