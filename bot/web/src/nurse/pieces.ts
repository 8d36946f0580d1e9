/** Parts that every view shows: words with the mark of general advice, and the line that names the sources. */
import { html, nothing, type TemplateResult } from "lit";
import { icons } from "../shared/icons";
import type { Source } from "./types";
import type { Strings } from "./strings/en";

const GENERAL = "(general safety advice)";

/** Words of the documents: always English, whatever the language of the page; the mark stands out where it is said. */
export function words(text: string): TemplateResult {
  const [first = "", ...rest] = text.split(GENERAL);
  return html`<span lang="en">${first}${rest.map((part) => html`<mark class="gs">${GENERAL.slice(1, -1)}</mark>${part}`)}</span>`;
}

/** Each document once, with its lines in order. */
export function byDocument(sources: readonly Source[]): readonly { title: string; id: string; lines: readonly number[] }[] {
  const found = new Map<string, { title: string; id: string; lines: number[] }>();
  for (const { title, passage, line } of sources) {
    const id = passage.slice(0, 3);
    const entry = found.get(id) ?? { title, id, lines: [] };
    if (!entry.lines.includes(line)) entry.lines.push(line);
    found.set(id, entry);
  }
  return [...found.values()].map((entry) => ({ ...entry, lines: entry.lines.sort((a, b) => a - b) }));
}

/** The source line under a text; where no document holds it, that is said instead. */
export function sourceLine(sources: readonly Source[], general: boolean, strings: Strings): TemplateResult | typeof nothing {
  if (sources.length === 0) return general ? html`<p class="source">${strings.generalLong}</p>` : nothing;
  const parts = byDocument(sources);
  return html`<p class="source">
    <span class="visually-hidden">${strings.source}: </span>${parts.map(
      ({ title, id, lines }, place) =>
        html`${place > 0 ? html`<span class="dot"> · </span>` : nothing}<span class="number">${id}</span> <cite lang="en">${title}</cite>, ${strings.lines(lines)}`,
    )}
  </p>`;
}

/** The passages alone, for tables; the documents stand below them by number. */
export function passages(sources: readonly Source[], general: boolean, strings: Strings): TemplateResult {
  const known = sources.map((source) => source.passage).join(", ");
  return html`<p class="source passages">${known}${general ? html`${known ? " · " : nothing}<mark class="gs">${strings.general}</mark>` : nothing}</p>`;
}

export const printButton = (label: string, print: () => void): TemplateResult =>
  html`<button type="button" class="print-button" @click=${print}>${icons.print}<span>${label}</span></button>`;
