/** The nurse's page: search, contents, and the card, the calculator or the table that was chosen. */
import { LitElement, html, nothing, type TemplateResult } from "lit";
import { icons } from "../shared/icons";
import { choose } from "../shared/language";
import { applyPreferences, readPreferences, writePreferences, type Preferences } from "../shared/preferences";
import { base, tokens } from "../shared/tokens";
import { cardView } from "./card-view";
import { together } from "./find";
import { readLanguage, writeLanguage } from "./language";
import { documentsView, levelsView } from "./levels-view";
import { telephones } from "./numbers";
import { printButton } from "./pieces";
import { CALCULATION, placeOf, type Place } from "./place";
import { printStyles } from "./print-styles";
import { readingView } from "./reading";
import { searchStatus, searchView, type SearchState } from "./search-view";
import { Searcher } from "./searcher";
import { Server } from "./server";
import { en, type Strings } from "./strings/en";
import { es } from "./strings/es";
import { pageStyles, textStyles } from "./styles";
import type { Reference } from "./types";

const LANGUAGES = { en, es };

export class NursePage extends LitElement {
  static override styles = [tokens, base, textStyles, pageStyles, printStyles];
  static override properties = {
    reference: { state: true },
    failed: { state: true },
    hash: { state: true },
    query: { state: true },
    browsing: { state: true },
    offline: { state: true },
    reading: { state: true },
    preferences: { state: true },
    language: { state: true },
    printing: { state: true },
  };

  declare private reference: Reference | null;
  declare private failed: boolean;
  declare private hash: string;
  declare private query: string;
  /** On a narrow page: whether the contents or the results are shown in place of what was chosen. */
  declare private browsing: boolean;
  declare private offline: boolean;
  declare private reading: boolean;
  declare private preferences: Preferences;
  declare private language: string;
  declare private printing: "page" | "all";
  readonly #server = new Server();
  readonly #searcher = new Searcher(this, this.#server);

  constructor() {
    super();
    this.reference = null;
    this.failed = false;
    this.hash = location.hash;
    this.query = "";
    this.browsing = location.hash === "";
    this.offline = !navigator.onLine;
    this.reading = false;
    this.preferences = readPreferences();
    this.language = readLanguage();
    this.printing = "page";
  }

  get #strings(): Strings {
    return choose(LANGUAGES, [this.language]).strings;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("hashchange", this.#moved);
    window.addEventListener("online", this.#connection);
    window.addEventListener("offline", this.#connection);
    window.addEventListener("afterprint", this.#printed);
    this.#appear();
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("hashchange", this.#moved);
    window.removeEventListener("online", this.#connection);
    window.removeEventListener("offline", this.#connection);
    window.removeEventListener("afterprint", this.#printed);
  }

  // ---- what happens ------------------------------------------------------------------------------

  readonly #load = async (): Promise<void> => {
    this.failed = false;
    try {
      this.reference = await this.#server.reference();
      await this.updateComplete;
      this.#entitle();
    } catch {
      this.failed = true; // said on the page, with what to do in an emergency, and a button to try again
    }
  };

  readonly #moved = (): void => {
    this.hash = location.hash;
    this.browsing = this.hash === "";
    this.#entitle();
    void this.updateComplete.then(() => {
      const focused = this.browsing ? "#search" : "main h2";
      this.renderRoot.querySelector<HTMLElement>(focused)?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    });
  };

  readonly #connection = (): void => {
    this.offline = !navigator.onLine;
    if (!this.offline) this.#searcher.look(this.query);
    if (!this.offline && this.reference === null) void this.#load();
  };

  readonly #printed = (): void => {
    this.printing = "page";
  };

  #print(what: "page" | "all"): void {
    this.printing = what;
    void this.updateComplete.then(() => window.print());
  }

  #entitle(): void {
    const place = this.#place();
    const name = place === null ? undefined : this.#titleOf(place);
    document.title = name === undefined ? this.#strings.title : `${name} – ${this.#strings.title}`;
  }

  #appear(): void {
    applyPreferences(this, this.preferences);
    this.lang = this.language;
    document.documentElement.lang = this.language;
    document.documentElement.dir = choose(LANGUAGES, [this.language]).direction;
  }

  readonly #change = (preferences: Preferences): void => {
    this.preferences = preferences;
    writePreferences(preferences);
    this.#appear();
  };

  readonly #speak = (language: string): void => {
    this.language = language;
    writeLanguage(language);
    this.#appear();
    this.#entitle();
  };

  #type(query: string): void {
    this.query = query;
    this.browsing = query.trim() !== "" || this.hash === "";
    this.#searcher.look(query);
  }

  readonly #clear = (): void => {
    this.#type("");
    this.renderRoot.querySelector<HTMLInputElement>("#search")?.focus();
  };

  /** Down and up go from the field through the results, Enter opens the first, Escape empties the field. */
  readonly #steer = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && this.query !== "") {
      event.preventDefault();
      this.#clear();
      return;
    }
    const field = this.renderRoot.querySelector<HTMLInputElement>("#search");
    const links = [...this.renderRoot.querySelectorAll<HTMLAnchorElement>(".search-results a.go, nav.index a")];
    const focused = (this.renderRoot as ShadowRoot).activeElement;
    const from = links.findIndex((link) => link === focused);
    if (event.key === "Enter" && focused === field && this.query.trim() !== "") links[0]?.click();
    else if (event.key === "ArrowDown" && (focused === field || from >= 0)) links[from + 1]?.focus();
    else if (event.key === "ArrowUp" && from >= 0) (links[from - 1] ?? field)?.focus();
    else return;
    event.preventDefault();
  };

  // ---- what is shown -----------------------------------------------------------------------------

  #place(): Place | null {
    return this.reference === null ? null : placeOf(this.hash, this.reference);
  }

  #titleOf(place: Place): string | undefined {
    if (place.kind === "levels") return this.#strings.glance;
    if (place.kind === "card") return this.reference?.cards.find((card) => card.id === place.id)?.title;
    if (place.kind === "calculation") return this.reference?.calculations.find((entry) => entry.id === place.id)?.title;
    return undefined;
  }

  override render(): TemplateResult {
    const strings = this.#strings;
    return html`<a class="skip" href="#main" @click=${this.#skip}>${strings.skip}</a>
      ${this.#header()}
      ${this.reference === null ? this.#waiting() : this.#body(this.reference)}`;
  }

  readonly #skip = (event: Event): void => {
    event.preventDefault();
    this.renderRoot.querySelector<HTMLElement>("main")?.focus();
  };

  #header(): TemplateResult {
    const strings = this.#strings;
    // The page itself brings the number, so that it is there also where the cards could not be loaded.
    const written = this.reference?.emergency_number ?? this.getAttribute("emergency-number");
    const numbers = written === null ? [] : telephones(written);
    return html`<header class="top">
      <div class="bar">
        <div class="name"><h1>${strings.title}</h1><p>${strings.subtitle}</p></div>
        <button type="button" class="plain no-print" aria-expanded=${this.reading} aria-controls="reading" @click=${() => (this.reading = !this.reading)}>
          ${icons.settings}<span>${strings.reading}</span>
        </button>
      </div>
      <div id="reading-place" ?hidden=${!this.reading}>
        ${readingView({ preferences: this.preferences, language: this.language, change: this.#change, speak: this.#speak }, strings)}
      </div>
      ${numbers.length === 0
        ? nothing
        : html`<p class="emergency">
            ${icons.phone}<span>${strings.emergency}
            ${numbers.map(({ number, where }, place) => html`${place > 0 ? ", " : nothing}${number === "" ? where : html`<a href=${`tel:${number.replace(/[^+\d]/g, "")}`}>${number}</a>${where === "" ? nothing : html` (${where})`}`}`)}</span>
          </p>`}
      <p class="disclaimer">${strings.disclaimer}</p>
      <p class="print-only">${strings.printed(new Date().toLocaleDateString(this.language))}${this.reference === null ? nothing : ` · ${strings.protocol} ${this.reference.protocol_version}`}</p>
    </header>`;
  }

  #waiting(): TemplateResult {
    const strings = this.#strings;
    if (!this.failed) return html`<main id="main" tabindex="-1"><p role="status" class="loading">${strings.loading}</p></main>`;
    return html`<main id="main" tabindex="-1">
      <div role="alert" class="failure"><p>${icons.alert}<span>${strings.notLoaded}</span></p></div>
      <button type="button" class="primary" @click=${this.#load}>${icons.restart}<span>${strings.retry}</span></button>
    </main>`;
  }

  #body(reference: Reference): TemplateResult {
    const strings = this.#strings;
    const searching = this.query.trim() !== "";
    const { answer, busy, unreachable } = this.#searcher;
    const offline = this.offline || unreachable;
    const state: SearchState = { found: together(this.query.trim(), reference, answer), busy, offline };
    return html`${offline ? html`<p class="offline no-print" role="status">${icons.offline}<span>${strings.offline}</span></p>` : nothing}
      ${strings.contentInEnglish === "" ? nothing : html`<p class="english no-print">${strings.contentInEnglish}</p>`}
      <div class="columns" data-browsing=${this.browsing} @keydown=${this.#steer}>
        <div class="aside no-print">
          <search class="search">
            <label for="search">${strings.search}</label>
            <div class="line">
              <input id="search" type="search" autocomplete="off" spellcheck="false" maxlength="200" enterkeyhint="search"
                aria-describedby="search-hint" .value=${this.query} @input=${(event: Event) => this.#type((event.target as HTMLInputElement).value)} />
              ${searching ? html`<button type="button" aria-label=${strings.clear} @click=${this.#clear}>${icons.close}</button>` : nothing}
            </div>
            <p class="hint" id="search-hint" lang=${this.language}>${strings.searchHint}</p>
            <p role="status" class="visually-hidden">${searching ? searchStatus(state, strings) : nothing}</p>
          </search>
          ${searching ? searchView(state, reference, strings) : this.#index(reference)}
        </div>
        <main id="main" tabindex="-1">
          ${this.#content(reference)}
          ${documentsView(reference, strings)}
        </main>
      </div>
      ${this.printing === "all" ? this.#everything(reference) : nothing}`;
  }

  #index(reference: Reference): TemplateResult {
    const strings = this.#strings;
    const here = this.hash.slice(1);
    const link = (id: string, title: string, english: boolean): TemplateResult =>
      html`<li><a href=${`#${id}`} lang=${english ? "en" : this.language} aria-current=${here === id ? "page" : nothing}>${title}</a></li>`;
    return html`<nav class="index" aria-label=${strings.index}>
      <ul class="glance"><li><a href="#levels" aria-current=${here === "levels" ? "page" : nothing}>${icons.alert}<span>${strings.glance}</span></a></li></ul>
      ${reference.groups.map(
        (group) => html`<h2 lang="en">${group.title}</h2>
          <ul>${reference.cards.filter((card) => card.group === group.id).map((card) => link(card.id, card.title, true))}</ul>`,
      )}
      <h2>${strings.calculators}</h2>
      <ul>${reference.calculations.map((entry) => link(`${CALCULATION}${entry.id}`, entry.title, true))}</ul>
      <p class="print-all">${printButton(strings.printAll, () => this.#print("all"))}</p>
    </nav>`;
  }

  #content(reference: Reference): TemplateResult {
    const strings = this.#strings;
    const place = placeOf(this.hash, reference);
    const tools = html`<div class="tools no-print">
      <a class="button back" href="#" @click=${this.#back}>${strings.all}</a>
      ${printButton(strings.printCard, () => this.#print("page"))}
    </div>`;
    const card = place.kind === "card" ? reference.cards.find((entry) => entry.id === place.id) : undefined;
    if (card !== undefined) return html`${tools}${cardView(card, reference, strings)}`;
    const calculation = place.kind === "calculation" ? reference.calculations.find((entry) => entry.id === place.id) : undefined;
    if (calculation !== undefined) {
      const beside = reference.cards.find((entry) => entry.id === calculation.card);
      return html`${tools}
        <article class="calculator" aria-labelledby="calculator-title">
          <h2 id="calculator-title" tabindex="-1" lang="en">${calculation.title}</h2>
          <ivig-calculator .calculation=${calculation} .server=${this.#server} .strings=${strings}></ivig-calculator>
          ${beside === undefined ? nothing : html`<p class="in-card">${strings.inCard}: <a lang="en" href=${`#${beside.id}`}>${beside.title}</a></p>`}
        </article>`;
    }
    const lost = place.kind === "unknown" ? html`<p role="status" class="lost">${icons.alert}<span>${strings.noCard(place.id)}</span></p>` : nothing;
    return html`${lost}${tools}${levelsView(reference, strings)}`;
  }

  readonly #back = (event: Event): void => {
    event.preventDefault();
    this.query = "";
    history.pushState(null, "", location.pathname + location.search);
    this.#moved();
  };

  /** All cards on paper; never shown on the screen. */
  #everything(reference: Reference): TemplateResult {
    return html`<div class="everything">
      ${levelsView(reference, this.#strings)} ${reference.cards.map((card) => cardView(card, reference, this.#strings))}
      ${documentsView(reference, this.#strings)}
    </div>`;
  }
}
