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
      <h3 id=${id} lang="en">${level.title}</h3>
    </header>
    <p class="told"><span>${strings.told}:</span> ${words(level.told)}</p>
    <table aria-labelledby=${id}>
      <thead>
        <tr><th scope="col">${strings.sign}</th><th scope="col">${strings.think}</th></tr>
      </thead>
      <tbody>
        ${level.rules.map(
          (rule) => html`<tr id=${`rule-${rule.id}`}>
            <td>${words(rule.text)}${passages(rule.sources, rule.general, strings)}</td>
            <td lang="en">${rule.suspected.length === 0 ? html`<span aria-hidden="true">–</span>` : rule.suspected.join(", ")}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

export function levelsView(reference: Reference, strings: Strings): TemplateResult {
  return html`<article class="levels" aria-labelledby="levels-title">
    <h2 id="levels-title" tabindex="-1">${strings.glance}</h2>
    <p class="hint">${strings.levelsHint}</p>
    ${reference.levels.map((level) => levelView(level, strings))}
    <section class="level risks" aria-labelledby="risks-title">
      <header>${icons.alert}<h3 id="risks-title">${strings.risks}</h3></header>
      <table aria-labelledby="risks-title">
        <thead>
          <tr><th scope="col">${strings.risk}</th><th scope="col">${strings.organ}</th></tr>
        </thead>
        <tbody>
          ${reference.risks.map(
            (risk) => html`<tr>
              <td>${words(`${risk.name.charAt(0).toUpperCase()}${risk.name.slice(1)}`)}${passages(risk.sources, risk.general, strings)}</td>
              <td>${risk.organs.map((organ) => strings.organs[organ] ?? organ).join(", ")}</td>
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
