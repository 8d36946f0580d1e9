/** The log: rows of what was said, with the state of what is on its way. */
import { html, nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import { blocksOf, canDraw, type Block, type QuestionBlock } from "../chat/blocks";
import type { Pending } from "../chat/conversation";
import { inWords } from "../chat/numbers";
import { icons } from "../shared/icons";
import { ASSISTANT_LANGUAGE, heading, prose, type View, type Words } from "./parts";
import { resultCard } from "./result";
import type { Row } from "./rows";
import type { ResultPayload } from "../chat/types";

export interface LogActions {
  readonly retry: () => void;
  readonly discard: (id: string) => void;
  readonly summary: () => void;
}

export interface Marked {
  /** Key of the row whose question stands open; its list is drawn among the answers instead. */
  readonly openKey: string | null;
  /** Key of the person's last message that arrived: it tells so. */
  readonly lastSaid: string | null;
  /** The result that the alert at the top shows. */
  readonly alarm: ResultPayload | null;
}

export function logRows(rows: readonly Row[], { openKey, lastSaid, alarm }: Marked, words: Words, actions: LogActions): TemplateResult {
  return html`${repeat(
    rows,
    (row) => row.key,
    (row) =>
      guard([row.replies, row.text, row.pending, row.overdue, row.divider, row.key === openKey, row.key === lastSaid, alarm, words], () =>
        oneRow(row, row.key === openKey, row.key === lastSaid, alarm, words, actions),
      ),
  )}`;
}

function oneRow(row: Row, isOpen: boolean, isLast: boolean, alarm: ResultPayload | null, words: Words, actions: LogActions): TemplateResult {
  const { strings } = words;
  return html`<div class="row" data-key=${row.key}>
    ${row.divider === null ? nothing : html`<p class="divider">${strings[row.divider]}</p>`}
    ${row.text === null
      ? nothing
      : html`<div class="mine" tabindex="-1"><span class="visually-hidden">${strings.you}</span><p>${row.text}</p></div>`}
    ${delivery(row.pending, isLast, words, actions)}
    ${row.overdue
      ? html`<div class="safety" role="alert">${icons.alert}
          <div>${heading(words, 1, strings.overdueTitle)}<p>${strings.overdue(inWords(words.numbers))}</p></div>
        </div>`
      : nothing}
    ${row.replies.length === 0
      ? nothing
      : html`<div class="replies"><span class="visually-hidden">${strings.assistant}</span>
          ${blocksOf(row.replies).map((block) => oneBlock(block, isOpen, alarm, words, actions))}
        </div>`}
  </div>`;
}

function oneBlock(block: Block, isOpen: boolean, alarm: ResultPayload | null, words: Words, actions: LogActions): View {
  switch (block.kind) {
    case "text":
      return html`<div class="says" lang=${ASSISTANT_LANGUAGE}>${prose(block.text)}</div>`;
    case "result":
      return resultCard(block.result, block.result === alarm, words);
    case "question":
      return question(block, isOpen);
    case "handoff":
      return html`<p class="offer"><button type="button" @click=${actions.summary}>${icons.print}${words.strings.summary}</button></p>`;
    case "choices":
      return nothing; // drawn among the answers while they can be given
  }
}

/** A question that tells what to do first is read as text; shorter ones stand out. */
const LONG_ASK = 110;

function question({ question: asked }: QuestionBlock, isOpen: boolean): View {
  if (!canDraw(asked)) return nothing; // its text stands there already
  return html`<div class="says" lang=${ASSISTANT_LANGUAGE}>
    ${asked.lead === "" ? nothing : prose(asked.lead)}
    <p class=${asked.ask.length > LONG_ASK ? "" : "ask"}>${asked.ask}</p>
    <div aria-live="off">${isOpen || asked.items.length === 0 ? nothing : html`<ul>${asked.items.map((item) => html`<li>${item.text}</li>`)}</ul>`}</div>
  </div>`;
}

function delivery(pending: Pending | null, isLast: boolean, { strings }: Words, { retry, discard }: LogActions): View {
  if (pending === null) return isLast ? html`<p class="delivery fine" aria-live="off">${icons.check}${strings.delivered}</p>` : nothing;
  if (pending.delivery === "sending") return html`<p class="delivery fine" aria-live="off">${icons.clock}${strings.sending}</p>`;
  const again = html`<button type="button" @click=${retry}>${strings.tryAgain}</button>`;
  const remove = html`<button type="button" @click=${() => discard(pending.id)}>${strings.discard}</button>`;
  return html`<div class="delivery trouble">
    <p>${icons.offline}<span>${strings[pending.delivery]}</span></p>
    <p class="choices">${pending.delivery === "refused" ? nothing : again}${pending.delivery === "waiting" ? nothing : remove}</p>
  </div>`;
}
