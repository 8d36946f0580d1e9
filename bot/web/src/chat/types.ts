/** What the server sends (docs/widget-api.md), read with care: a field of a wrong type is left out, never shown. */

export interface Button {
  readonly title: string;
  readonly payload: string;
}

export type QuestionKind = "yes_no" | "group" | "severity" | "choice" | "free";

export interface GroupItem {
  readonly text: string;
  readonly button: string;
}

export interface QuestionPayload {
  readonly type: "question";
  readonly slot: string;
  readonly kind: QuestionKind | null;
  readonly remaining: number | null;
  readonly lead: string;
  readonly ask: string;
  readonly items: readonly GroupItem[];
  readonly standsFor: string | null;
}

export const LEVELS = ["emergency", "urgent", "tell_nurse", "same_day", "self_care"] as const;
export type Level = (typeof LEVELS)[number];

export interface Reason {
  readonly rule: string;
  readonly text: string;
  readonly sources: readonly string[];
  readonly general: boolean;
}

export interface ResultPayload {
  readonly type: "triage_result";
  readonly level: Level;
  readonly title: string;
  readonly action: string;
  readonly steps: readonly { readonly text: string; readonly sources: readonly string[] }[];
  readonly why: readonly Reason[];
  readonly watch: readonly string[];
  readonly documents: Readonly<Record<string, string>>;
  readonly standsFor: string | null;
}

export interface OtherPayload {
  readonly type: string;
  readonly standsFor: string | null;
}

export type Payload = QuestionPayload | ResultPayload | OtherPayload;

export interface Message {
  readonly text: string | null;
  readonly buttons: readonly Button[];
  readonly payload: Payload | null;
}

export interface Turn {
  readonly seq: number;
  readonly id: string | null;
  readonly text: string | null;
  readonly at: string | null;
  readonly replies: readonly Message[];
  /** The replies are the safety text; the real ones follow under the same id. */
  readonly late: boolean;
}

export interface EmergencyNumber {
  readonly number: string;
  readonly where: string;
}

export interface Settings {
  readonly emergencyNumbers: readonly EmergencyNumber[];
  readonly disclaimer: string | null;
  readonly replyDeadlineMs: number | null;
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const textOrNull = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const fieldsOf = (value: unknown): readonly Fields[] => list(value).filter(isFields);
const texts = (value: unknown): readonly string[] => list(value).filter((entry): entry is string => typeof entry === "string" && entry !== "");

/** Reads a turn. Returns null where it is none (no number, or no list of replies). */
export function readTurn(value: unknown): Turn | null {
  if (!isFields(value) || typeof value["seq"] !== "number" || !Array.isArray(value["replies"])) return null;
  return {
    seq: value["seq"],
    id: textOrNull(value["id"]),
    text: textOrNull(value["text"]),
    at: textOrNull(value["at"]),
    replies: fieldsOf(value["replies"]).map(readMessage),
    late: value["late"] === true,
  };
}

/** Reads what a failed answer holds beside the safety text, which the widget says itself. */
export function readFailedReplies(value: unknown): Message[] {
  if (!isFields(value)) return [];
  return fieldsOf(value["replies"])
    .map(readMessage)
    .filter((reply) => reply.payload !== null || (reply.text !== null && reply.text !== value["text"]));
}

/** Reads a list of turns; what is no turn is left out. */
export function readTurns(value: unknown): Turn[] {
  if (!isFields(value)) return [];
  return list(value["turns"]).map(readTurn).filter((turn): turn is Turn => turn !== null);
}

function readMessage(fields: Fields): Message {
  return { text: textOrNull(fields["text"]), buttons: readButtons(fields["buttons"]), payload: readPayload(fields["custom"]) };
}

function readButtons(value: unknown): Button[] {
  return fieldsOf(value)
    .map((button) => ({ title: text(button["title"]), payload: text(button["payload"]) || text(button["title"]) }))
    .filter((button) => button.title !== "");
}

const KINDS: readonly string[] = ["yes_no", "group", "severity", "choice", "free"];

function readPayload(value: unknown): Payload | null {
  if (!isFields(value) || typeof value["type"] !== "string") return null;
  const standsFor = textOrNull(value["stands_for"]);
  if (value["type"] === "question") return readQuestion(value, standsFor);
  if (value["type"] === "triage_result" && isLevel(value["level"])) return readResult(value, value["level"], standsFor);
  return { type: value["type"], standsFor };
}

function readQuestion(value: Fields, standsFor: string | null): QuestionPayload {
  const { kind, remaining } = value;
  return {
    type: "question",
    slot: text(value["slot"]),
    kind: typeof kind === "string" && KINDS.includes(kind) ? (kind as QuestionKind) : null,
    remaining: typeof remaining === "number" && remaining > 0 ? Math.round(remaining) : null,
    lead: text(value["lead"]),
    ask: text(value["ask"]),
    items: fieldsOf(value["items"])
      .map((item) => ({ text: text(item["text"]) || text(item["button"]), button: text(item["button"]) }))
      .filter((item) => item.button !== ""),
    standsFor,
  };
}

function isLevel(value: unknown): value is Level {
  return typeof value === "string" && (LEVELS as readonly string[]).includes(value);
}

function readResult(value: Fields, level: Level, standsFor: string | null): ResultPayload {
  const documents = isFields(value["documents"]) ? value["documents"] : {};
  return {
    type: "triage_result",
    level,
    title: text(value["title"]),
    action: text(value["action"]),
    steps: fieldsOf(value["steps"])
      .map((step) => ({ text: text(step["text"]), sources: texts(step["sources"]) }))
      .filter((step) => step.text !== ""),
    why: fieldsOf(value["why"])
      .map((reason) => ({
        rule: text(reason["rule"]),
        text: text(reason["text"]),
        sources: texts(reason["sources"]),
        general: reason["general"] === true,
      }))
      .filter((reason) => reason.text !== ""),
    watch: texts(value["watch"]),
    documents: Object.fromEntries(Object.entries(documents).filter((entry): entry is [string, string] => typeof entry[1] === "string")),
    standsFor,
  };
}

export const isQuestion = (payload: Payload | null): payload is QuestionPayload => payload?.type === "question";
export const isResult = (payload: Payload | null): payload is ResultPayload => payload?.type === "triage_result" && "level" in payload;

/** Reads the settings; what is missing is null or empty, and the widget uses what is built in. */
export function readSettings(value: unknown): Settings {
  const fields = isFields(value) ? value : {};
  const deadline = fields["reply_deadline_ms"];
  return {
    emergencyNumbers: fieldsOf(fields["emergency_numbers"])
      .map((entry) => ({ number: text(entry["number"]), where: text(entry["where"]) }))
      .filter((entry) => entry.number !== ""),
    disclaimer: textOrNull(fields["disclaimer"]),
    replyDeadlineMs: typeof deadline === "number" && deadline > 0 ? deadline : null,
  };
}
