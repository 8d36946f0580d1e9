/** Danger signs and the levels of urgency at a glance: what sets each level, what to think of, what raises the risk. */
import { html, nothing, type TemplateResult } from "lit";
import { icons } from "../shared/icons";
import { passages, words } from "./pieces";
import type { Level, Reference } from "./types";
import type { Strings } from "./strings/en";

const ICONS: Readonly<Record<string, TemplateResult>> = {
  emergency: icons.phone,
  urgent: icons.hospital,
  tell_nurse: icons.nurse,
  same_day: icons.calendar,
  self_care: icons.home,
};

function levelView(level: Level, strings: Strings): TemplateResult {
  const id = `level-${level.id}`;
  return html`<section class="level" data-level=${level.id} aria-labelledby=${id}>
    <header>
      ${ICONS[level.id] ?? icons.alert}
      <h3 id=${id} tabindex="-1" lang="en">${level.title}</h3>
    </header>
    <p class="told"><span>${strings.told}:</span> ${words(level.told)}</p>
    <table role="table" aria-labelledby=${id}>
      <thead role="rowgroup">
        <tr role="row"><th role="columnheader" scope="col">${strings.sign}</th><th role="columnheader" scope="col">${strings.think}</th></tr>
      </thead>
      <tbody role="rowgroup">
        ${level.rules.map(
          (rule) => html`<tr role="row" id=${`rule-${rule.id}`}>
            <td role="cell">${words(rule.text)}${passages(rule.sources, rule.general, strings)}</td>
            <td role="cell" lang="en" data-label=${strings.think}>${rule.suspected.length === 0 ? html`<span aria-hidden="true">–</span>` : rule.suspected.join(", ")}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

/** Goes to a part of the table: the address stays, since it names a card and not a part of one. */
const jump = (id: string) => (event: Event): void => {
  const root = (event.currentTarget as HTMLElement).getRootNode() as ShadowRoot;
  const heading = root.getElementById(id);
  heading?.closest(".level")?.scrollIntoView({ block: "start" });
  heading?.focus({ preventScroll: true });
};

export function levelsView(reference: Reference, strings: Strings): TemplateResult {
  return html`<article class="levels" aria-labelledby="levels-title">
    <h2 id="levels-title" tabindex="-1">${strings.glance}</h2>
    <p class="hint">${strings.levelsHint}</p>
    <div class="jump no-print" role="group" aria-label=${strings.index}>
      ${reference.levels.map((level) => html`<button type="button" lang="en" @click=${jump(`level-${level.id}`)}>${level.title}</button>`)}
      <button type="button" @click=${jump("risks-title")}>${strings.risks}</button>
    </div>
    ${reference.levels.map((level) => levelView(level, strings))}
    <section class="level risks" aria-labelledby="risks-title">
      <header>${icons.alert}<h3 id="risks-title" tabindex="-1">${strings.risks}</h3></header>
      <table role="table" aria-labelledby="risks-title">
        <thead role="rowgroup">
          <tr role="row"><th role="columnheader" scope="col">${strings.risk}</th><th role="columnheader" scope="col">${strings.organ}</th></tr>
        </thead>
        <tbody role="rowgroup">
          ${reference.risks.map(
            (risk) => html`<tr role="row">
              <td role="cell">${words(`${risk.name.charAt(0).toUpperCase()}${risk.name.slice(1)}`)}${passages(risk.sources, risk.general, strings)}</td>
              <td role="cell" data-label=${strings.organ}>${risk.organs.map((organ) => strings.organs[organ] ?? organ).join(", ")}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </section>
  </article>`;
}

/** The documents by number, with what each is; none is a guideline. */
export function documentsView(reference: Reference, strings: Strings): TemplateResult {
  return html`<section class="documents" aria-labelledby="documents-title">
    <h2 id="documents-title">${strings.documents}</h2>
    <dl lang="en">
      ${Object.entries(reference.documents).map(
        ([id, document]) => html`<div>
          <dt>${id}</dt>
          <dd><cite>${document.title}</cite> (${document.grade}).${document.caution === null ? nothing : html` ${document.caution}`}</dd>
        </div>`,
      )}
    </dl>
    <p lang="en">${reference.note}</p>
    <p class="version">${strings.protocol} ${reference.protocol_version}</p>
  </section>`;
}
