/** `<ivig-triage-chat>`: the chat for patients, as a custom element for any page. */
import { html, LitElement, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from "lit";
import { Api, Failure } from "./chat/api";
import { isDanger, openQuestion, standingResult } from "./chat/blocks";
import { Conversation } from "./chat/conversation";
import { Memory } from "./chat/memory";
import { BUILT_IN_NUMBERS, parseNumbers } from "./chat/numbers";
import { START_OVER } from "./chat/timeline";
import { icons } from "./shared/icons";
import { choose, wantedLanguages, type Chosen } from "./shared/language";
import { applyPreferences, readPreferences, writePreferences, type Preferences } from "./shared/preferences";
import { tokens, base } from "./shared/tokens";
import { languages, type Strings } from "./strings";
import { styles } from "./styles";
import { answers, NO_DRAFT, type Draft } from "./view/answers";
import { logRows } from "./view/log";
import { panelView, type Panel, type Work } from "./view/panel";
import { calls, heading, type View, type Words } from "./view/parts";
import { printPage, saveFile } from "./view/print";
import { emergencyAlert, standingLine } from "./view/result";
import { rowsOf, startsAnew, type Row } from "./view/rows";
import { Scroll } from "./view/scroll";

const SCRIPT = typeof document === "undefined" ? null : (document.currentScript as HTMLScriptElement | null);
/** Where this script came from; a page that is served by the assistant itself needs no more. */
const SCRIPT_ORIGIN = SCRIPT?.src ? new URL(SCRIPT.src).origin : null;
/** Rows drawn at once; the older ones of a long conversation follow, some in each frame. */
const ROWS_A_FRAME = 8;

export class IvigTriageChat extends LitElement {
  static override properties = {
    mode: { type: String, reflect: true },
    server: { type: String },
    emergencyNumber: { type: String, attribute: "emergency-number" },
  };
  static override styles: CSSResultGroup = [tokens, base, styles];

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, "lang"];
  }

  /** "page" fills the window, "bubble" floats behind a button; else it fills the box that the page gives it. */
  declare mode: string | null;
  /** Origin of the server; by default where the script came from. */
  declare server: string | null;
  /** Overrides the server's numbers: "911" or "911 (US/Canada), 112 (EU)". */
  declare emergencyNumber: string | null;

  private conversation: Conversation | null = null;
  private chosen: Chosen<Strings> = choose(languages, []);
  /** The language that the page asks for by the attribute; what we write there ourselves is not meant. */
  private askedLanguage: string | null = null;
  private isWritingLanguage = false;
  private preferences: Preferences = readPreferences();
  private words: Words = { strings: this.chosen.strings, numbers: BUILT_IN_NUMBERS, headingLevel: 2 };
  private panel: Panel | null = null;
  private work: Work = "none";
  private summary = "";
  private draft: Draft = NO_DRAFT;
  private draftKey: string | null = null;
  private isOpen = false;
  private erased = false;
  private drawnFrom: number | null = null;
  private alarmed: string | null = null;
  private focusNext: string | null = null;
  private readonly place = new Scroll(this, () => this.requestUpdate());

  // ---- life ---------------------------------------------------------------------------------------

  override connectedCallback(): void {
    super.connectedCallback();
    this.chooseLanguage();
    applyPreferences(this, this.preferences);
    const server = (this.server ?? SCRIPT_ORIGIN ?? location.origin).replace(/\/+$/, "");
    this.conversation ??= new Conversation(new Api(server), new Memory(server), () => this.requestUpdate());
    this.conversation.open();
    window.addEventListener("online", this.tryAgain);
    document.addEventListener("visibilitychange", this.tryAgain);
    window.visualViewport?.addEventListener("resize", this.fitKeyboard);
    window.visualViewport?.addEventListener("scroll", this.fitKeyboard);
    this.fitKeyboard();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.conversation?.close();
    window.removeEventListener("online", this.tryAgain);
    document.removeEventListener("visibilitychange", this.tryAgain);
    window.visualViewport?.removeEventListener("resize", this.fitKeyboard);
    window.visualViewport?.removeEventListener("scroll", this.fitKeyboard);
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    if (name !== "lang") return super.attributeChangedCallback(name, old, value);
    if (this.isWritingLanguage) return;
    this.askedLanguage = value;
    if (this.isConnected) this.chooseLanguage();
  }

  private chooseLanguage(): void {
    this.chosen = choose(languages, wantedLanguages(this.askedLanguage));
    this.isWritingLanguage = true;
    this.setAttribute("lang", this.chosen.language);
    this.isWritingLanguage = false;
    this.requestUpdate();
  }

  private readonly tryAgain = (): void => {
    if (document.visibilityState === "visible" && this.conversation?.state.connection === "lost") this.conversation.retryNow();
  };

  /** With the keyboard of a phone on the screen, the frame is as high as what is left, so that nothing lies below it. */
  private readonly fitKeyboard = (): void => {
    const view = window.visualViewport;
    if (!view || view.scale > 1.01) return; // zoomed by hand: leave the page as it is
    this.style.setProperty("--view-height", `${Math.round(view.height)}px`);
    this.style.setProperty("--view-top", `${Math.round(view.offsetTop)}px`);
    this.place.settle();
  };

  // ---- drawing ------------------------------------------------------------------------------------

  protected override willUpdate(changed: PropertyValues): void {
    const state = this.conversation?.state;
    if (!state) return;
    const own = this.emergencyNumber === null || this.emergencyNumber === undefined ? [] : parseNumbers(this.emergencyNumber);
    const served = state.settings?.emergencyNumbers ?? [];
    const numbers = own.length > 0 ? (changed.has("emergencyNumber") || this.words.numbers === BUILT_IN_NUMBERS ? own : this.words.numbers) : served.length > 0 ? served : BUILT_IN_NUMBERS;
    const headingLevel = this.mode === "page" ? 1 : 2;
    if (numbers !== this.words.numbers || this.words.strings !== this.chosen.strings || this.words.headingLevel !== headingLevel) {
      this.words = { strings: this.chosen.strings, numbers, headingLevel };
    }
    const result = standingResult(state);
    const danger = result !== null && isDanger(result.level) ? result.level : null;
    if (danger !== null && danger !== this.alarmed) {
      if (this.panel !== null) this.focusNext = "#options"; // it was in the panel, which goes
      this.panel = null; // nothing lies over a danger
      this.isOpen = true;
    }
    this.alarmed = danger;
    if (state.entries.length + state.pending.length > 0) this.erased = false;
  }

  protected override render(): TemplateResult {
    const { strings } = this.words;
    const isBubble = this.mode === "bubble";
    const launcher = html`<button type="button" class="launcher primary" aria-expanded="false" @click=${() => this.open(true)}>
      ${icons.chat}<span>${this.alarmed === null ? strings.openChat : strings.openChatDanger}</span>
    </button>`;
    if (isBubble && !this.isOpen) return html`<div lang=${this.chosen.language} dir=${this.chosen.direction}>${launcher}</div>`;
    return this.frame(isBubble);
  }

  private frame(isBubble: boolean): TemplateResult {
    const { strings } = this.words;
    const state = this.conversation?.state;
    if (!state) return html``;
    const result = standingResult(state);
    const isAlarm = result?.level === "emergency";
    return html`<section class="frame" lang=${this.chosen.language} dir=${this.chosen.direction} aria-label=${strings.title} @keydown=${this.onKey}>
      <div class="layout">
        <div class="head">
          ${heading(this.words, 0, strings.title, "title")}
          <button type="button" class="plain" id="options" aria-expanded=${this.panel !== null} aria-controls="panel" @click=${() => this.show(this.panel === null ? "options" : null)}>
            ${icons.settings}<span>${strings.options}</span>
          </button>
          ${isBubble ? html`<button type="button" class="plain" aria-label=${strings.closeChat} @click=${() => this.open(false)}>${icons.close}</button>` : nothing}
        </div>
        <div class="top">
          ${emergencyAlert(result, this.words)}
          ${isAlarm ? nothing : html`<div class="numbers-bar"><p id="call-lead">${strings.emergencyLead}</p>${calls(this.words, false)}</div>${standingLine(result, this.words)}`}
          ${this.connectionLine()}
        </div>
        <div class="body">
          ${this.panel === null ? nothing : panelView({ panel: this.panel, work: this.work, summary: this.summary, preferences: this.preferences }, this.words, this.panelActions)}
          <div class="scroller" tabindex="-1" ?inert=${this.panel !== null} @scroll=${this.place.moved}>${this.content()}</div>
          ${this.place.hasUnseen && this.panel === null
            ? html`<button type="button" class="unseen primary" @click=${() => this.place.showUnseen()}>${icons.down}${strings.newMessages}</button>`
            : nothing}
        </div>
        ${this.composer()}
      </div>
    </section>`;
  }

  private connectionLine(): TemplateResult {
    const { strings } = this.words;
    const connection = this.conversation?.state.connection ?? "ok";
    return html`<div class="connection" role="status">
      ${connection === "lost"
        ? html`<div class="lost"><p>${icons.offline}<span>${strings.lost}</span></p><button type="button" @click=${() => this.conversation?.retryNow()}>${strings.tryAgain}</button></div>`
        : connection === "restored"
          ? html`<p class="restored">${icons.check}<span>${strings.restored}</span></p>`
          : nothing}
    </div>`;
  }

  private content(): TemplateResult {
    const { strings } = this.words;
    const state = this.conversation?.state;
    if (!state) return html``;
    const rows = rowsOf(state);
    const isEmpty = rows.length === 0;
    const result = standingResult(state);
    const alarm = result?.level === "emergency" ? result : null;
    const open = state.pending.some((message) => message.delivery !== "refused") ? null : openQuestion(state.entries);
    const openKey = open === null ? null : (rows[state.entries.indexOf(open.entry)]?.key ?? null);
    if (openKey !== this.draftKey) {
      this.draft = NO_DRAFT;
      this.draftKey = openKey;
    }
    const isBusy = state.pending.some((message) => message.delivery === "sending");
    return html`
      ${isEmpty ? this.start(state.restoring) : nothing}
      <div class="log" role="log" aria-label=${strings.log} aria-busy=${this.drawnFrom !== null && this.drawnFrom > 0}>
        ${startsAnew(state) && state.pending.length === 0 ? html`<p class="divider">${strings.expired}</p>` : nothing}
        ${logRows(this.window(rows), { openKey, lastSaid: lastSaid(state.entries.length, rows), alarm }, this.words, this.logActions)}
      </div>
      <p class="writing" role="status">
        ${isBusy ? html`<span class="visually-hidden">${strings.writing}</span><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>` : nothing}
      </p>
      ${open === null ? nothing : answers(open.block, this.words, { draft: this.draft, send: this.answer, change: this.changeDraft })}
    `;
  }

  /** The rows to draw now: of a long conversation first the end, then frame by frame what came before. */
  private window(rows: readonly Row[]): readonly Row[] {
    if (this.drawnFrom === null) {
      if (rows.length === 0) return rows;
      this.drawnFrom = Math.max(0, rows.length - ROWS_A_FRAME);
    }
    this.drawnFrom = Math.min(this.drawnFrom, rows.length);
    return rows.slice(this.drawnFrom);
  }

  private start(isRestoring: boolean): TemplateResult {
    const { strings } = this.words;
    if (isRestoring) return html`<p class="start" role="status">${strings.restoring}</p>`;
    const disclaimer = this.chosen.language === "en" ? (this.conversation?.state.settings?.disclaimer ?? strings.disclaimer) : strings.disclaimer;
    return html`<div class="start">
      <p role="status" class="done">${this.erased ? html`${icons.check}${strings.erased}` : nothing}</p>
      ${heading(this.words, 1, strings.startHeading)}
      <p>${strings.startText}</p>
      ${strings.languageNote === "" ? nothing : html`<p>${strings.languageNote}</p>`}
      <p class="example">${strings.startExample}</p>
      <p class="danger">${icons.phone}<span>${strings.startDanger}</span></p>
      <div role="group" aria-labelledby="starters">
        <p id="starters" class="fine">${strings.startChoices}</p>
        <div class="choices">${strings.starters.map((starter) => html`<button type="button" class="choice" @click=${() => this.answer(starter.say)}>${starter.label}</button>`)}</div>
      </div>
      <p class="fine">${disclaimer}</p>
    </div>`;
  }

  private composer(): View {
    const { strings } = this.words;
    return html`<form class="composer" ?inert=${this.panel !== null} @submit=${this.onSubmit}>
      <label for="words">${strings.yourMessage}</label>
      <div class="line">
        <textarea id="words" rows="1" dir="auto" autocomplete="off" enterkeyhint="send" placeholder=${strings.placeholder} @input=${this.grow} @keydown=${this.onComposerKey}></textarea>
        <button type="submit" class="primary send">${icons.send}<span>${strings.send}</span></button>
      </div>
    </form>`;
  }

  protected override updated(): void {
    const rows = this.conversation ? rowsOf(this.conversation.state) : [];
    this.place.follow(rows);
    if (this.drawnFrom !== null && this.drawnFrom > 0) {
      requestAnimationFrame(() => {
        this.drawnFrom = Math.max(0, (this.drawnFrom ?? 0) - ROWS_A_FRAME);
        this.place.keepPlace();
        this.requestUpdate();
      });
    }
    if (this.focusNext !== null) {
      const target = this.renderRoot.querySelector<HTMLElement>(this.focusNext);
      this.focusNext = null;
      target?.focus({ preventScroll: true });
    }
  }

  // ---- what the person does -----------------------------------------------------------------------

  private readonly onSubmit = (event: Event): void => {
    event.preventDefault();
    const field = this.field;
    if (field === null || field.value.trim() === "") return field?.focus();
    const text = field.value;
    field.value = "";
    this.grow();
    this.say(text);
    field.focus();
  };

  private readonly onComposerKey = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    (event.currentTarget as HTMLTextAreaElement).form?.requestSubmit();
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    if (this.panel !== null) this.show(null);
    else if (this.mode === "bubble") this.open(false);
    else return;
    event.stopPropagation();
  };

  /** An answer by a button: the button goes, so the focus goes to the words said; one step on is what comes next. */
  private readonly answer = (text: string): void => {
    this.say(text);
    this.focusNext = ".row:last-child .mine";
  };

  private say(text: string): void {
    this.place.said();
    this.conversation?.say(text);
  }

  private readonly changeDraft = (draft: Draft): void => {
    this.draft = draft;
    this.requestUpdate();
  };

  private readonly logActions = {
    retry: (): void => this.conversation?.retryNow(),
    discard: (id: string): void => {
      const refused = this.conversation?.state.pending.find((message) => message.id === id);
      const field = this.field;
      if (refused && field && field.value === "") field.value = refused.text; // to be written anew, not lost
      this.conversation?.discard(id);
      this.grow();
      field?.focus();
    },
    summary: (): void => this.show("summary"),
  };

  private readonly panelActions = {
    show: (panel: Panel | null): void => this.show(panel),
    prefer: (preferences: Preferences): void => {
      this.preferences = preferences;
      writePreferences(preferences);
      applyPreferences(this, preferences);
      this.requestUpdate();
    },
    startOver: (): void => {
      this.show(null);
      this.say(START_OVER);
    },
    erase: (): void => void this.erase(),
    print: (): void => void this.withSummary((conversation) => conversation.summaryPage(), (page) => printPage(page, this.renderRoot)),
    save: (kind: "html" | "txt"): void =>
      void this.withSummary((conversation) => conversation.summary(kind), (content) => saveFile(content, `${this.words.strings.fileName}.${kind}`, kind === "html" ? "text/html" : "text/plain")),
  };

  private show(panel: Panel | null): void {
    this.panel = panel;
    this.work = "none";
    this.focusNext = panel === null ? "#options" : "#panel-title";
    if (panel === "summary") void this.withSummary((conversation) => conversation.summary("txt"), (text) => (this.summary = text));
    this.requestUpdate();
  }

  private open(isOpen: boolean): void {
    this.isOpen = isOpen;
    this.panel = null;
    this.focusNext = isOpen ? "#words" : ".launcher";
    this.requestUpdate();
  }

  private async withSummary<T>(fetch: (conversation: Conversation) => Promise<T>, use: (content: T) => void): Promise<void> {
    const work = (state: Work): void => {
      this.work = state;
      this.requestUpdate();
    };
    if (this.work !== "ready") work("busy");
    try {
      if (this.conversation === null) return;
      const content = await fetch(this.conversation);
      if (this.panel !== "summary") return;
      use(content);
      work("ready");
    } catch (error) {
      work(error instanceof Failure && error.status === 404 ? "missing" : "failed");
    }
  }

  private async erase(): Promise<void> {
    if (this.work === "busy") return;
    this.work = "busy";
    this.requestUpdate();
    try {
      await this.conversation?.erase();
      this.erased = true;
      this.drawnFrom = null;
      this.summary = "";
      this.show(null);
      this.focusNext = "#words";
    } catch {
      this.work = "failed"; // the panel says so, and that nothing was deleted
    }
    this.requestUpdate();
  }

  private get field(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector<HTMLTextAreaElement>("#words");
  }

  /** The field grows with its text, up to what the style allows. */
  private readonly grow = (): void => {
    const field = this.field;
    if (field === null) return;
    field.style.setProperty("block-size", "auto");
    field.style.setProperty("block-size", `${field.scrollHeight + 4}px`);
  };
}

function lastSaid(arrived: number, rows: readonly Row[]): string | null {
  for (let index = arrived - 1; index >= 0; index -= 1) {
    const row = rows[index];
    if (row !== undefined && row.text !== null) return row.key;
  }
  return null;
}
