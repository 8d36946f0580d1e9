/** What a search found: cards, calculators and rules to go to, statements to read, or that nothing is held. */
import { html, nothing, type TemplateResult } from "lit";
import { icons } from "../shared/icons";
import { CALCULATION } from "./place";
import { sourceLine, words } from "./pieces";
import type { Found, Reference, Result } from "./types";
import type { Strings } from "./strings/en";

export interface SearchState {
  readonly found: Found;
  readonly busy: boolean;
  readonly offline: boolean;
}

const addresses: Readonly<Record<Result["kind"], ((id: string) => string) | null>> = {
  card: (id) => `#${id}`,
  calculation: (id) => `#${CALCULATION}${id}`,
  rule: () => "#levels",
  statement: null,
};

function resultView(result: Result, reference: Reference, strings: Strings): TemplateResult {
  const address = addresses[result.kind]?.(result.id);
  const kind = html`<span class="kind" data-kind=${result.kind}>${strings.kinds[result.kind]}</span>`;
  const titles = reference.cards.filter((card) => result.kind === "statement" && result.cards.includes(card.id));
  return html`<li data-kind=${result.kind}>
    ${address === undefined
      ? kind
      : html`<a class="go" href=${address} data-rule=${result.kind === "rule" ? result.id : nothing}>${kind}<strong lang="en">${result.title}</strong></a>`}
    <p>${words(result.text)}</p>
    ${sourceLine(result.sources, result.general, strings)}
    ${titles.length === 0
      ? nothing
      : html`<p class="in-card">${strings.inCard}: ${titles.map((card, place) => html`${place > 0 ? ", " : nothing}<a lang="en" href=${`#${card.id}`}>${card.title}</a>`)}</p>`}
  </li>`;
}

/** The words that are read out: how many results, or that there are none. */
export function searchStatus({ found, busy, offline }: SearchState, strings: Strings): string {
  if (busy && found.results.length === 0) return strings.searching;
  if (!found.held) return offline ? strings.notHeldOffline : strings.notHeld;
  return strings.found(found.results.length);
}

export function searchView(state: SearchState, reference: Reference, strings: Strings): TemplateResult {
  const { found, busy, offline } = state;
  const declined = !busy && !found.held;
  return html`<section class="search-results" aria-labelledby="results-title">
    <h2 id="results-title" class=${declined ? "declined" : "count"}>${searchStatus(state, strings)}</h2>
    ${declined && found.text !== "" ? html`<p class="decline">${words(found.text)}</p>` : nothing}
    ${offline ? html`<p class="hint">${icons.offline}${strings.wordsOnly}</p>` : nothing}
    ${declined && found.results.length > 0 ? html`<p class="hint">${strings.besides}</p>` : nothing}
    <ol>${found.results.map((result) => resultView(result, reference, strings))}</ol>
  </section>`;
}
