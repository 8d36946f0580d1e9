/** The panel in which somebody chooses how to read: colours, contrast, text size, language. */
import { html, type TemplateResult } from "lit";
import type { Preferences, TextSize, Theme } from "../shared/preferences";
import type { Strings } from "./strings/en";

const THEMES: readonly Theme[] = ["system", "light", "dark"];
const SIZES: readonly TextSize[] = ["normal", "large", "largest"];
export const LANGUAGES: Readonly<Record<string, string>> = { en: "English", es: "Español" };

export interface Reading {
  readonly preferences: Preferences;
  readonly language: string;
  readonly change: (preferences: Preferences) => void;
  readonly speak: (language: string) => void;
}

function choice<T extends string>(
  name: string,
  legend: string,
  options: readonly T[],
  labels: Readonly<Record<string, string>>,
  chosen: T,
  choose: (option: T) => void,
): TemplateResult {
  return html`<fieldset>
    <legend>${legend}</legend>
    ${options.map(
      (option) => html`<label>
        <input type="radio" name=${name} .checked=${option === chosen} @change=${() => choose(option)} />
        <span lang=${name === "language" ? option : ""}>${labels[option] ?? option}</span>
      </label>`,
    )}
  </fieldset>`;
}

export function readingView({ preferences, language, change, speak }: Reading, strings: Strings): TemplateResult {
  return html`<div class="reading" id="reading">
    ${choice("theme", strings.theme, THEMES, strings.themes, preferences.theme, (theme) => change({ ...preferences, theme }))}
    ${choice("size", strings.textSize, SIZES, strings.textSizes, preferences.textSize, (textSize) => change({ ...preferences, textSize }))}
    ${choice("language", strings.language, Object.keys(LANGUAGES), LANGUAGES, language, speak)}
    <label class="contrast">
      <input
        type="checkbox"
        .checked=${preferences.highContrast}
        @change=${(event: Event) => change({ ...preferences, highContrast: (event.target as HTMLInputElement).checked })}
      />
      <span>${strings.contrast}</span>
    </label>
  </div>`;
}
