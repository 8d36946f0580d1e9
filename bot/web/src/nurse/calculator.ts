/** A calculator: labelled fields, the result as one types, the formula, and clear words for what is not accepted. */
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { icons } from "../shared/icons";
import { base } from "../shared/tokens";
import { minutesOf } from "./numbers";
import { sourceLine, words } from "./pieces";
import { NoConnection, NotAccepted, type Server } from "./server";
import { calculatorStyles } from "./calculator-styles";
import { textStyles } from "./styles";
import type { Calculation, Field, Kind, Outcome, Problem } from "./types";
import type { Strings } from "./strings/en";

const PAUSE_MS = 250;
const CLOCK = "start_clock_minutes";

export class Calculator extends LitElement {
  static override styles = [base, textStyles, calculatorStyles];
  static override properties = {
    calculation: { attribute: false },
    server: { attribute: false },
    strings: { attribute: false },
    typed: { state: true },
    units: { state: true },
    left: { state: true },
    outcome: { state: true },
    problems: { state: true },
    refusal: { state: true },
    state: { state: true },
  };

  declare calculation: Calculation;
  declare server: Server;
  declare strings: Strings;
  declare private typed: Readonly<Record<string, string>>;
  declare private units: Readonly<Record<string, string>>;
  /** Fields that were left once: only these say what is wrong, so that nobody is told off while typing. */
  declare private left: ReadonlySet<string>;
  declare private outcome: Outcome | null;
  declare private problems: readonly Problem[];
  declare private refusal: string;
  declare private state: "empty" | "working" | "done" | "waiting" | "reset";
  #timer: ReturnType<typeof setTimeout> | undefined;
  #request: AbortController | undefined;
  readonly #online = (): void => this.#later();

  constructor() {
    super();
    this.#empty("empty");
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("online", this.#online);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("online", this.#online);
    clearTimeout(this.#timer);
    this.#request?.abort();
  }

  /** Another calculator begins empty: no value of another patient is carried over. */
  override willUpdate(changed: PropertyValues): void {
    if (changed.get("calculation") !== undefined) this.#empty("empty");
  }

  #empty(state: "empty" | "reset"): void {
    clearTimeout(this.#timer);
    this.#request?.abort();
    this.typed = {};
    this.units = {};
    this.left = new Set();
    this.outcome = null;
    this.problems = [];
    this.refusal = "";
    this.state = state;
  }

  override render(): TemplateResult {
    const { strings, calculation } = this;
    return html`<form novalidate autocomplete="off" @submit=${this.#submit}>
        ${calculation.fields.map((field) => this.#field(field))}
        <div class="actions">
          <button type="button" @click=${this.#reset}>${icons.restart}<span>${strings.reset}</span></button>
        </div>
      </form>
      <section class="result" aria-labelledby="result-title">
        <h3 id="result-title">${strings.result}</h3>
        <div role="status">${this.#status()}</div>
        ${this.#worked()}
      </section>
      <div class="notes">
        <p lang="en" class="note">${words(calculation.note)}</p>
        <details>
          <summary>${strings.formula}</summary>
          <p lang="en">${calculation.formula}</p>
          ${sourceLine(calculation.sources, false, strings)}
        </details>
        <p class="hint">${strings.checkValues}</p>
      </div>`;
  }

  // ---- fields ------------------------------------------------------------------------------------

  #kind(field: Field): Kind | undefined {
    return field.kinds.find((kind) => kind.id === this.units[field.id]) ?? field.kinds[0];
  }

  #field(field: Field): TemplateResult | typeof nothing {
    const kind = this.#kind(field);
    if (kind === undefined) return nothing;
    const problem = this.left.has(field.id) ? this.problems.find((entry) => entry.field === kind.id) : undefined;
    const clock = kind.id === CLOCK;
    const only = field.kinds.length === 1;
    return html`<div class="field" ?data-wrong=${problem !== undefined}>
      <label for=${field.id} lang="en">${field.name}${only ? html` <span class="in">(${kind.unit})</span>` : nothing}</label>
      <div class="entry">
        <input
          id=${field.id}
          type=${clock ? "time" : "text"}
          inputmode=${clock ? nothing : "decimal"}
          maxlength=${clock ? nothing : 12}
          .value=${this.typed[field.id] ?? ""}
          aria-describedby=${`${field.id}-accepted ${problem ? `${field.id}-problem` : ""}`}
          aria-invalid=${problem ? "true" : nothing}
          @input=${(event: Event) => this.#type(field, (event.target as HTMLInputElement).value)}
          @blur=${() => this.#leave(field)}
        />
        ${only ? nothing : this.#unitsOf(field, kind)}
      </div>
      <p class="accepted" id=${`${field.id}-accepted`}>${this.strings.accepted(kind.accepted)}</p>
      ${problem === undefined
        ? nothing
        : html`<p class="problem" id=${`${field.id}-problem`}>${icons.alert}<span>${words(problem.text)}</span></p>`}
    </div>`;
  }

  #unitsOf(field: Field, chosen: Kind): TemplateResult {
    return html`<fieldset class="units">
      <legend class="visually-hidden">${this.strings.unit}: <span lang="en">${field.name}</span></legend>
      ${field.kinds.map(
        (kind) => html`<label>
          <input type="radio" name=${`${field.id}-unit`} .checked=${kind.id === chosen.id} @change=${() => this.#choose(field, kind)} />
          <span lang="en">${kind.id === CLOCK ? "h:min" : kind.unit}</span>
        </label>`,
      )}
    </fieldset>`;
  }

  #type(field: Field, value: string): void {
    this.typed = { ...this.typed, [field.id]: value };
    this.#later();
  }

  #leave(field: Field): void {
    if ((this.typed[field.id] ?? "").trim() !== "") this.left = new Set(this.left).add(field.id);
  }

  #choose(field: Field, kind: Kind): void {
    // A time of day is no number of minutes: what was typed for the one means nothing for the other.
    if (kind.id === CLOCK || this.#kind(field)?.id === CLOCK) this.typed = { ...this.typed, [field.id]: "" };
    this.units = { ...this.units, [field.id]: kind.id };
    this.#later();
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    this.left = new Set(this.calculation.fields.map((field) => field.id));
    void this.#workOut();
  };

  readonly #reset = (): void => {
    this.#empty("reset");
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLInputElement>(".field input")?.focus());
  };

  // ---- result ------------------------------------------------------------------------------------

  #values(): Record<string, string> {
    const values: Record<string, string> = {};
    for (const field of this.calculation.fields) {
      const kind = this.#kind(field);
      const written = (this.typed[field.id] ?? "").trim();
      if (kind !== undefined && written !== "") values[kind.id] = kind.id === CLOCK ? minutesOf(written) : written;
    }
    return values;
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#workOut(), PAUSE_MS);
  }

  async #workOut(): Promise<void> {
    clearTimeout(this.#timer);
    this.#request?.abort();
    const request = (this.#request = new AbortController());
    const values = this.#values();
    if (Object.keys(values).length === 0) {
      [this.outcome, this.problems, this.refusal, this.state] = [null, [], "", "empty"];
      return;
    }
    if (this.outcome === null) this.state = "working";
    try {
      const outcome = await this.server.calculate(this.calculation.id, values, request.signal);
      [this.outcome, this.problems, this.refusal, this.state] = [outcome, [], "", "done"];
    } catch (error) {
      if (request.signal.aborted) return;
      // A result that no longer belongs to the fields is never left standing.
      this.outcome = null;
      if (error instanceof NotAccepted) {
        const ofResult = error.problems.filter((problem) => problem.field === "");
        [this.problems, this.refusal, this.state] = [error.problems, ofResult.map((p) => p.text).join(" "), "done"];
      } else if (error instanceof NoConnection) [this.problems, this.refusal, this.state] = [[], "", "waiting"];
      else throw error;
    }
  }

  /** What is read out as it changes: the result, or what is in its way. */
  #status(): TemplateResult | string {
    const { strings, outcome } = this;
    if (this.state === "waiting") return html`<p class="hint">${icons.offline}${strings.waiting}</p>`;
    if (this.state === "reset") return html`<p class="hint">${strings.wasReset}</p>`;
    if (this.refusal !== "") return html`<p class="problem">${icons.alert}<span>${words(this.refusal)}</span></p>`;
    const told = this.problems.filter((problem) => this.#isLeft(problem));
    if (told.length > 0) return html`<p class="visually-hidden">${told.map((problem) => words(problem.text))}</p><p class="hint">${strings.noResult}</p>`;
    if (outcome === null) return html`<p class="hint">${this.state === "working" ? strings.working : strings.noResult}</p>`;
    const name = new Map(this.calculation.fields.map((field) => [field.id, field.name]));
    return html`<dl class="results" lang="en">
        ${outcome.results.map((entry) => html`<div><dt>${entry.label}</dt><dd>${entry.words}</dd></div>`)}
      </dl>
      ${outcome.warnings.slice(0, -1).map((text) => html`<p class="warning">${icons.alert}${words(text)}</p>`)}
      ${outcome.missing.map(({ field }) => html`<p class="hint missing">${strings.fillIn(name.get(field) ?? field)}</p>`)}`;
  }

  #isLeft(problem: Problem): boolean {
    const field = this.calculation.fields.find((entry) => entry.kinds.some((kind) => kind.id === problem.field));
    return field !== undefined && this.left.has(field.id);
  }

  #worked(): TemplateResult | typeof nothing {
    if (this.outcome === null || this.outcome.steps.length === 0) return nothing;
    return html`<h4>${this.strings.steps}</h4>
      <ol class="steps" lang="en">${this.outcome.steps.map((step) => html`<li>${step}</li>`)}</ol>`;
  }
}
