/** Small parts that several views draw: text, calls, headings. All content is text; no markup comes from outside. */
import { html, nothing, type TemplateResult } from "lit";
import { partsOf } from "../chat/blocks";
import { dialAddress } from "../chat/numbers";
import type { EmergencyNumber } from "../chat/types";
import { icons } from "../shared/icons";
import type { Strings } from "../strings/en";

/** What the assistant says is English, whatever the language of the interface. */
export const ASSISTANT_LANGUAGE = "en";

export interface Words {
  readonly strings: Strings;
  readonly numbers: readonly EmergencyNumber[];
  /** Level of the element's own title; parts inside count from it. */
  readonly headingLevel: number;
}

export type View = TemplateResult | typeof nothing;

/** Text of several lines as paragraphs and lists. */
export function prose(text: string): TemplateResult {
  return html`${partsOf(text).map((part) =>
    part.kind === "paragraph" ? html`<p>${part.text}</p>` : html`<ul>${part.lines.map((line) => html`<li>${line}</li>`)}</ul>`,
  )}`;
}

export function heading(words: Words, below: number, content: string, name = "", id = ""): TemplateResult {
  return html`<div role="heading" aria-level=${words.headingLevel + below} class="heading ${name}" id=${id || nothing} tabindex=${id ? "-1" : nothing}>${content}</div>`;
}

/** Links that dial, one for each emergency number. `big`: with the word "call" to be seen. */
export function calls({ strings, numbers }: Words, big: boolean): TemplateResult {
  return html`<ul class="calls ${big ? "big" : ""}" aria-label=${strings.emergencyNumbers}>
    ${numbers.map(({ number, where }) => {
      const name = where === "" ? strings.call(number) : strings.callWhere(number, where);
      return html`<li>
        <a class="call" href=${dialAddress(number)} aria-label=${name}>
          ${icons.phone}<span><b>${big ? strings.call(number) : number}</b>${where === "" ? nothing : html` <small>${where}</small>`}</span>
        </a>
      </li>`;
    })}
  </ul>`;
}
