/** What lies over the log when it is asked for: options, the summary, and questions that want a yes first. */
import { html, nothing, type TemplateResult } from "lit";
import type { Preferences, TextSize, Theme } from "../shared/preferences";
import { icons } from "../shared/icons";
import { ASSISTANT_LANGUAGE, heading, prose, type View, type Words } from "./parts";

export type Panel = "options" | "summary" | "startOver" | "erase";
/** What a panel waits for, or what came of it. */
export type Work = "none" | "busy" | "failed" | "missing" | "ready";

export interface PanelActions {
  readonly show: (panel: Panel | null) => void;
  readonly prefer: (preferences: Preferences) => void;
  readonly startOver: () => void;
  readonly erase: () => void;
  readonly print: () => void;
  readonly save: (kind: "html" | "txt") => void;
}

export interface PanelState {
  readonly panel: Panel;
  readonly work: Work;
  readonly summary: string;
  readonly preferences: Preferences;
}

export function panelView(state: PanelState, words: Words, actions: PanelActions): TemplateResult {
  const { strings } = words;
  const [title, content] = contentOf(state, words, actions);
  const isRoot = state.panel === "options";
  return html`<section class="panel" id="panel" aria-labelledby="panel-title">
    <div class="panel-head">
      ${heading(words, 1, title, "panel-title", "panel-title")}
      <button type="button" class="plain" @click=${() => actions.show(isRoot ? null : "options")}>${isRoot ? icons.close : nothing}${isRoot ? strings.close : strings.back}</button>
    </div>
    ${content}
  </section>`;
}

function contentOf(state: PanelState, words: Words, actions: PanelActions): readonly [string, TemplateResult] {
  const { strings } = words;
  switch (state.panel) {
    case "options":
      return [strings.options, options(state.preferences, words, actions)];
    case "summary":
      return [strings.summary, summary(state, words, actions)];
    case "startOver":
      return [strings.startOverAsk, ask(strings.startOverText, strings.startOverYes, actions.startOver, words, actions)];
    case "erase":
      return [
        strings.eraseAsk,
        html`${ask(strings.eraseText, strings.eraseYes, actions.erase, words, actions)}
          <p role="status">${state.work === "busy" ? strings.eraseWorking : nothing}</p>
          <p role="alert" class="failure">${state.work === "failed" ? strings.eraseFailed : nothing}</p>`,
      ];
  }
}

function ask(text: string, yes: string, act: () => void, { strings }: Words, { show }: PanelActions): TemplateResult {
  return html`<p>${text}</p>
    <div class="choices stacked">
      <button type="button" class="primary" @click=${act}>${yes}</button>
      <button type="button" @click=${() => show("options")}>${strings.cancel}</button>
    </div>`;
}

function options(preferences: Preferences, words: Words, { show, prefer }: PanelActions): TemplateResult {
  const { strings } = words;
  const sizes: readonly (readonly [TextSize, string])[] = [["normal", strings.textNormal], ["large", strings.textLarge], ["largest", strings.textLargest]];
  const themes: readonly (readonly [Theme, string])[] = [["system", strings.themeSystem], ["light", strings.themeLight], ["dark", strings.themeDark]];
  return html`
    <fieldset>
      <legend>${strings.textSize}</legend>
      <div class="picks">${sizes.map(([value, label]) => pick("size", label, preferences.textSize === value, () => prefer({ ...preferences, textSize: value })))}</div>
    </fieldset>
    <fieldset>
      <legend>${strings.theme}</legend>
      <div class="picks">${themes.map(([value, label]) => pick("theme", label, preferences.theme === value, () => prefer({ ...preferences, theme: value })))}</div>
    </fieldset>
    <label class="switch">
      <input type="checkbox" .checked=${preferences.highContrast} @change=${() => prefer({ ...preferences, highContrast: !preferences.highContrast })} />
      <span>${strings.contrast}</span>
    </label>
    ${heading(words, 2, strings.conversation)}
    <div class="choices stacked">
      <button type="button" @click=${() => show("summary")}>${icons.print}${strings.summary}</button>
      <button type="button" @click=${() => show("startOver")}>${icons.restart}${strings.startOver}</button>
      <button type="button" @click=${() => show("erase")}>${icons.erase}${strings.erase}</button>
    </div>
    <p class="fine">${strings.privacy}</p>
    <p class="fine">${strings.disclaimer}</p>
  `;
}

function pick(name: string, label: string, isOn: boolean, choose: () => void): TemplateResult {
  return html`<label class="pick"><input type="radio" name=${name} .checked=${isOn} @change=${choose} /><span>${label}</span></label>`;
}

function summary({ work, summary: text }: PanelState, { strings }: Words, { print, save }: PanelActions): TemplateResult {
  const told: Record<Work, View> = {
    none: nothing,
    ready: nothing,
    busy: html`${strings.summaryLoading}`,
    missing: html`${strings.summaryNone}`,
    failed: html`${strings.summaryFailed}`,
  };
  return html`<p role="status">${told[work]}</p>
    ${work === "ready"
      ? html`<div class="choices">
            <button type="button" class="primary" @click=${print}>${icons.print}${strings.print}</button>
            <button type="button" @click=${() => save("html")}>${icons.save}${strings.savePage}</button>
            <button type="button" @click=${() => save("txt")}>${icons.save}${strings.saveText}</button>
          </div>
          <div class="sheet" lang=${ASSISTANT_LANGUAGE}>${prose(text)}</div>`
      : nothing}`;
}
