/** A card: what to do first, then its sections, every line with its source. */
import { html, nothing, type TemplateResult } from "lit";
import { CALCULATION } from "./place";
import { sourceLine, words } from "./pieces";
import type { Card, Line, Reference } from "./types";
import type { Strings } from "./strings/en";

function line(entry: Line, strings: Strings): TemplateResult {
  if (entry.sides === undefined) return html`<li>${words(entry.text)}${sourceLine(entry.sources, entry.general, strings)}</li>`;
  return html`<li class="differ">
    <ul>
      ${entry.sides.map(
        (side) => html`<li>
          ${words(`${side.says.charAt(0).toUpperCase()}${side.says.slice(1)}`)}
          <span class="about">${strings.about}: <span lang="en">${side.about}</span></span>
          ${sourceLine(side.sources, false, strings)}
        </li>`,
      )}
    </ul>
    <p class="conclusion"><strong>${strings.conclusion}:</strong> ${words(entry.conclusion ?? "")}</p>
  </li>`;
}

export function cardView(card: Card, reference: Reference, strings: Strings): TemplateResult {
  const related = reference.calculations.filter((entry) => card.calculations.includes(entry.id));
  const id = `card-${card.id}`;
  return html`<article class="card" aria-labelledby=${id}>
    <h2 id=${id} tabindex="-1" lang="en">${words(card.title)}</h2>
    <section class="first" aria-label=${strings.first}>
      <h3>${strings.first}</h3>
      <ul class="entries">${card.first.map((entry) => line(entry, strings))}</ul>
    </section>
    ${card.sections.map(
      (section) => html`<section>
        <h3>${words(section.title)}</h3>
        <ul class="entries">${section.lines.map((entry) => line(entry, strings))}</ul>
      </section>`,
    )}
    ${related.length === 0
      ? nothing
      : html`<nav class="related no-print" aria-label=${strings.relatedCalculators}>
          <h3>${strings.relatedCalculators}</h3>
          <p>${related.map((entry) => html`<a class="button" lang="en" href=${`#${CALCULATION}${entry.id}`}>${entry.title}</a>`)}</p>
        </nav>`}
  </article>`;
}
