/** What the person can answer a question with beside free text: buttons, a list of signs, a scale. */
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { groupAnswer, type ChoicesBlock, type Mark, type QuestionBlock } from "../chat/blocks";
import type { Button, GroupItem } from "../chat/types";
import { icons } from "../shared/icons";
import { ASSISTANT_LANGUAGE, type View, type Words } from "./parts";

/** What was marked and not sent yet. */
export interface Draft {
  readonly marks: Readonly<Record<number, Mark>>;
  readonly severity: number | null;
}
export const NO_DRAFT: Draft = { marks: {}, severity: null };

export interface Answering {
  readonly draft: Draft;
  /** Sends an answer; `shown` are the words that stand for it. */
  readonly send: (text: string) => void;
  readonly change: (draft: Draft) => void;
}

const SCALE = Array.from({ length: 11 }, (_, value) => value);

export function answers(block: QuestionBlock | ChoicesBlock, words: Words, answering: Answering): TemplateResult {
  const question = block.kind === "question" ? block.question : null;
  const { strings } = words;
  const left = question?.slot === "progress" ? null : (question?.remaining ?? null); // after a step it counts steps
  return html`<section class="answers" aria-label=${strings.answers}>
    ${left === null ? nothing : html`<p class="progress fine">${strings.remaining(left)}</p>`}
    ${question?.kind === "group" && question.items.length > 0
      ? group(question.ask, question.items, block.buttons, words, answering)
      : question?.kind === "severity"
        ? scale(question.ask, block.buttons, words, answering)
        : choices(question?.ask ?? strings.answers, question?.slot ?? "", block.buttons, answering)}
    ${question === null ? nothing : html`<p class="fine hint">${strings.orWrite}</p>`}
  </section>`;
}

const MOVES: Readonly<Record<string, TemplateResult>> = { better: icons.better, "the same": icons.same, worse: icons.worse };

function choices(ask: string, slot: string, buttons: readonly Button[], { send }: Answering): View {
  if (buttons.length === 0) return nothing;
  const even = buttons.length <= 3 && buttons.every((button) => button.title.length <= 14);
  return html`<div class="choices ${even ? "even" : ""}" role="group" aria-label=${ask} lang=${ASSISTANT_LANGUAGE}>
    ${buttons.map(
      (button) =>
        html`<button type="button" class="choice" @click=${() => send(button.payload)}>
          ${slot === "progress" ? (MOVES[button.title.toLowerCase()] ?? nothing) : nothing}${button.title}
        </button>`,
    )}
  </div>`;
}

function group(ask: string, items: readonly GroupItem[], buttons: readonly Button[], { strings }: Words, answering: Answering): TemplateResult {
  const { draft, send, change } = answering;
  const marks = items.map((_, index) => draft.marks[index]);
  const marked = marks.filter((mark) => mark !== undefined).length;
  const own = new Set(items.map((item) => item.button));
  const whole = buttons.filter((button) => !own.has(button.title));
  const finish = (rest: Mark) => (): void => send(groupAnswer(items, marks.map((mark) => mark ?? rest)));
  const option = (index: number, mark: Mark, label: string): TemplateResult => html`<label class="pick">
    <input type="radio" name="line-${index}" .checked=${live(draft.marks[index] === mark)} @change=${() => change({ ...draft, marks: { ...draft.marks, [index]: mark } })} /><span>${label}</span>
  </label>`;
  return html`<form class="group" aria-label=${ask} @submit=${(event: Event) => event.preventDefault()}>
    <p class="fine hint">${strings.groupHint}</p>
    ${items.map(
      (item, index) => html`<fieldset class="line ${marks[index] ?? ""}">
        <legend lang=${ASSISTANT_LANGUAGE}>${item.text}</legend>
        <div class="picks">${option(index, "yes", strings.yes)}${option(index, "no", strings.no)}${option(index, "unsure", strings.unsure)}</div>
      </fieldset>`,
    )}
    <div class="choices">
      ${marked === 0
        ? whole.map((button) => html`<button type="button" class="choice" lang=${ASSISTANT_LANGUAGE} @click=${() => send(button.payload)}>${button.title}</button>`)
        : marked === items.length
          ? html`<button type="button" class="primary" @click=${finish("unsure")}>${strings.groupSend}</button>`
          : html`<button type="button" class="primary" @click=${finish("no")}>${strings.groupOthersNo}</button>
              <button type="button" @click=${finish("unsure")}>${strings.groupOthersUnsure}</button>`}
    </div>
  </form>`;
}

function scale(ask: string, buttons: readonly Button[], { strings }: Words, answering: Answering): TemplateResult {
  const { draft, send, change } = answering;
  const picked = draft.severity;
  const others = buttons.filter((button) => !/^\d+$/.test(button.title));
  const submit = (event: Event): void => {
    event.preventDefault();
    if (picked !== null) send(String(picked));
  };
  return html`<form class="scale" @submit=${submit}>
    <fieldset>
      <legend class="visually-hidden" lang=${ASSISTANT_LANGUAGE}>${ask}</legend>
      <div class="numbers">
        ${SCALE.map(
          (value) => html`<label class="pick">
            <input type="radio" name="severity" value=${value} aria-label=${strings.scaleOption(value)} .checked=${live(picked === value)} @change=${() => change({ ...draft, severity: value })} /><span>${value}</span>
          </label>`,
        )}
      </div>
      <p class="ends fine" aria-hidden="true"><span>0 = ${strings.scaleLow}</span><span>10 = ${strings.scaleHigh}</span></p>
    </fieldset>
    <div class="choices">
      <button type="submit" class="primary" ?disabled=${picked === null}>${picked === null ? strings.scalePick : strings.scaleSend(picked)}</button>
      ${others.map((button) => html`<button type="button" class="choice" lang=${ASSISTANT_LANGUAGE} @click=${() => send(button.payload)}>${button.title}</button>`)}
    </div>
  </form>`;
}
