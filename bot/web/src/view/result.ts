/** The result of a triage: the level in words, colour and icon; what to do; why; what to watch for. */
import { html, nothing, type TemplateResult } from "lit";
import { citations } from "../chat/blocks";
import type { Level, Reason, ResultPayload } from "../chat/types";
import { icons } from "../shared/icons";
import { ASSISTANT_LANGUAGE, calls, heading, prose, type View, type Words } from "./parts";

const ICONS: Record<Level, TemplateResult> = {
  emergency: icons.alert,
  urgent: icons.hospital,
  tell_nurse: icons.nurse,
  same_day: icons.calendar,
  self_care: icons.home,
};

/** The alert at the top of the frame, outside of what scrolls. Its box is always there, so that its filling is read out at once. */
export function emergencyAlert(result: ResultPayload | null, words: Words): TemplateResult {
  const { strings } = words;
  return html`<div class="alert" role="alert" aria-live="assertive" aria-atomic="true">
    ${result?.level === "emergency"
      ? html`<div class="alarm">
          <div class="alarm-words">
            ${icons.alert}
            <div lang=${ASSISTANT_LANGUAGE}>
              <p class="alarm-title">${result.title || strings.levels.emergency}</p>
              ${result.action === "" ? nothing : html`<p class="alarm-action">${result.action}</p>`}
            </div>
          </div>
          ${calls(words, true)}
        </div>`
      : nothing}
  </div>`;
}

/** A line at the top while a result that can not wait stands, so that it is not scrolled away either. */
export function standingLine(result: ResultPayload | null, words: Words): View {
  if (result?.level !== "urgent") return nothing;
  const ours = result.title === "";
  return html`<p class="standing" lang=${ours ? nothing : ASSISTANT_LANGUAGE}>${icons.hospital}<span>${result.title || words.strings.levels.urgent}</span></p>`;
}

/** @param isAlarm the alert at the top says what to do first already */
export function resultCard(result: ResultPayload, isAlarm: boolean, words: Words): TemplateResult {
  const { strings } = words;
  const title = result.title || strings.levels[result.level];
  return html`<section class="card" data-level=${result.level} aria-label=${strings.resultLabel(title)}>
    <div class="card-head" lang=${result.title === "" ? nothing : ASSISTANT_LANGUAGE}>${ICONS[result.level]}${heading(words, 1, title)}</div>
    <div class="card-body">
      ${result.action === "" || isAlarm ? nothing : html`<p class="action" lang=${ASSISTANT_LANGUAGE}>${result.action}</p>`}
      ${result.steps.length === 0
        ? nothing
        : html`${heading(words, 2, strings.steps)}
            <ol class="steps" lang=${ASSISTANT_LANGUAGE}>${result.steps.map((step) => html`<li>${step.text}</li>`)}</ol>`}
      ${result.watch.length === 0
        ? nothing
        : html`${heading(words, 2, strings.watch)}
            <p>${strings.watchLead}</p>
            <ul class="watch" lang=${ASSISTANT_LANGUAGE}>${result.watch.map((sign) => html`<li>${sign}</li>`)}</ul>`}
      ${result.why.length === 0 ? nothing : why(result, words)}
    </div>
  </section>`;
}

function why(result: ResultPayload, { strings }: Words): TemplateResult {
  return html`<details class="why">
    <summary>${strings.why}</summary>
    <ul>${result.why.map((reason) => html`<li>${oneReason(reason, result, strings)}</li>`)}</ul>
    ${result.why.some((reason) => reason.sources.length > 0) ? html`<p class="fine">${strings.notGuideline}</p>` : nothing}
  </details>`;
}

function oneReason(reason: Reason, result: ResultPayload, strings: Words["strings"]): TemplateResult {
  return html`<div lang=${ASSISTANT_LANGUAGE}>${prose(reason.text)}</div>
    <ul class="cited fine">
      ${citations(reason.sources, result.documents).map(
        ({ title, lines }) => html`<li>${lines.includes(",") ? strings.sources(title, lines) : strings.source(title, lines)}</li>`,
      )}
      ${reason.general ? html`<li>${strings.general}</li>` : nothing}
      ${reason.rule === "" ? nothing : html`<li>${strings.rule(reason.rule)}</li>`}
    </ul>`;
}
