/** What a turn's replies look like on the page: a text that a drawn payload stands for is left out. Pure. */
import { sinceStart, type Entry } from "./timeline";
import { isQuestion, isResult, type Button, type Level, type Message, type QuestionPayload, type ResultPayload } from "./types";

export interface TextBlock {
  readonly kind: "text";
  readonly text: string;
}
export interface QuestionBlock {
  readonly kind: "question";
  readonly question: QuestionPayload;
  readonly buttons: readonly Button[];
}
/** Quick answers without a question that could be drawn. */
export interface ChoicesBlock {
  readonly kind: "choices";
  readonly buttons: readonly Button[];
}
export interface ResultBlock {
  readonly kind: "result";
  readonly result: ResultPayload;
}
export interface HandoffBlock {
  readonly kind: "handoff";
}
export type Block = TextBlock | QuestionBlock | ChoicesBlock | ResultBlock | HandoffBlock;

export function blocksOf(replies: readonly Message[]): Block[] {
  const drawn = new Set(
    replies
      .map((reply) => reply.payload)
      .filter((payload) => (isQuestion(payload) ? canDraw(payload) : isResult(payload) && payload.action !== ""))
      .map((payload) => payload?.standsFor)
      .filter((text) => typeof text === "string"),
  );
  const blocks: Block[] = [];
  for (const reply of replies) {
    if (reply.text !== null && !drawn.has(reply.text)) blocks.push({ kind: "text", text: reply.text });
    const { payload } = reply;
    if (isResult(payload)) blocks.push({ kind: "result", result: payload });
    else if (isQuestion(payload)) blocks.push({ kind: "question", question: payload, buttons: buttonsFor(payload, replies) });
    else if (payload?.type === "handoff") blocks.push({ kind: "handoff" });
  }
  if (!blocks.some((block) => block.kind === "question")) {
    const buttons = replies.flatMap((reply) => reply.buttons);
    if (buttons.length > 0) blocks.push({ kind: "choices", buttons });
  }
  return blocks;
}

/** Whether the payload says enough to be drawn in place of its text. */
export function canDraw(question: QuestionPayload): boolean {
  return question.kind !== null && question.ask !== "" && question.standsFor !== null;
}

function buttonsFor(question: QuestionPayload, replies: readonly Message[]): readonly Button[] {
  const own = replies.find((reply) => reply.text !== null && reply.text === question.standsFor);
  const last = [...replies].reverse().find((reply) => reply.buttons.length > 0);
  return (own !== undefined && own.buttons.length > 0 ? own : last)?.buttons ?? [];
}

/** The question that stands open: the last one since the person last said something. */
export function openQuestion(entries: readonly Entry[]): { readonly entry: Entry; readonly block: QuestionBlock | ChoicesBlock } | null {
  for (let index = entries.length - 1; index >= 0; index -= 1) {
    const entry = entries[index];
    if (entry === undefined) break;
    const found = [...blocksOf(entry.turn.replies)].reverse().find((block) => block.kind === "question" || block.kind === "choices");
    if (found !== undefined && (found.kind === "question" || found.kind === "choices")) return { entry, block: found };
    if (entry.turn.text !== null) break;
  }
  return null;
}

/** The result that holds now: the last one since the person last began anew. */
export function standingResult(state: { readonly entries: readonly Entry[]; readonly pending: readonly { readonly partial: readonly Message[] }[] }): ResultPayload | null {
  const said = [...sinceStart(state.entries).map((entry) => entry.turn.replies), ...state.pending.map((message) => message.partial)];
  for (const replies of said.reverse()) {
    const results = replies.map((reply) => reply.payload).filter(isResult);
    const last = results[results.length - 1];
    if (last !== undefined) return last;
  }
  return null;
}

export const isDanger = (level: Level): boolean => level === "emergency" || level === "urgent";

/** One line of a list as the person marked it. */
export type Mark = "yes" | "no" | "unsure";

/**
 * The message that answers several lines at once (docs/widget-api.md, "Several lines of a group at once").
 * Every line of the list is in it: what is left open is never sent as anything.
 */
export function groupAnswer(items: readonly { readonly button: string }[], marks: readonly Mark[]): string {
  const ending: Record<Mark, string> = { yes: "", no: ": no", unsure: ": not sure" };
  return items.map((item, index) => `${item.button}${ending[marks[index] ?? "unsure"]}`).join("\n");
}

/** Text as paragraphs and lists: lines that begin with a bullet belong to a list. */
export type Part = { readonly kind: "paragraph"; readonly text: string } | { readonly kind: "list"; readonly lines: readonly string[] };

export function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  for (const line of text.split("\n").map((entry) => entry.trim())) {
    if (line === "") continue;
    const bullet = /^[•*-]\s+(.*)$/.exec(line)?.[1];
    const last = parts[parts.length - 1];
    if (bullet === undefined) parts.push({ kind: "paragraph", text: line });
    else if (last?.kind === "list") parts[parts.length - 1] = { kind: "list", lines: [...last.lines, bullet] };
    else parts.push({ kind: "list", lines: [bullet] });
  }
  return parts;
}

/** Where a statement stands: the title of its document, and the lines of it. `passages` are such as "003:33". */
export function citations(passages: readonly string[], documents: Readonly<Record<string, string>>): { readonly title: string; readonly lines: string }[] {
  const byDocument = new Map<string, string[]>();
  for (const passage of passages) {
    const [document = "", line = ""] = passage.split(":");
    byDocument.set(document, [...(byDocument.get(document) ?? []), line]);
  }
  return [...byDocument].map(([document, lines]) => ({ title: documents[document] ?? document, lines: lines.filter((line) => line !== "").join(", ") }));
}
