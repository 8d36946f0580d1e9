/**
 * Strings of the interface: one file per language, each a typed object, so that a missing string is an error of the
 * compiler and not a hole on the page.
 *
 * A page has `strings/en.ts`, which exports `en` and `type Strings = typeof en`, and for each further language a
 * file that exports an object of type `Strings`. Strings with a number or a name in them are functions.
 */

/** The languages of a page, by their primary subtag ("en", "es"). English is always there. */
export type LanguageTable<S> = Readonly<{ en: S } & Record<string, S>>;

export interface Chosen<S> {
  /** Primary subtag of the language taken, for the `lang` attribute. */
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly strings: S;
}

const RIGHT_TO_LEFT = new Set(["ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"]);

/** Returns the first wanted language that the table has, else English. `wanted` are BCP 47 tags, best first. */
export function choose<S>(table: LanguageTable<S>, wanted: readonly (string | null | undefined)[]): Chosen<S> {
  for (const tag of wanted) {
    const primary = tag?.trim().toLowerCase().split("-")[0];
    const strings = primary !== undefined && Object.hasOwn(table, primary) ? table[primary] : undefined;
    if (primary !== undefined && strings !== undefined) return { language: primary, direction: directionOf(primary), strings };
  }
  return { language: "en", direction: "ltr", strings: table.en };
}

/** What a page asks for: the element's own attribute, then the page's language, then the browser's list. */
export function wantedLanguages(attribute: string | null): (string | null)[] {
  return [attribute, document.documentElement.getAttribute("lang"), ...navigator.languages];
}

export function directionOf(primary: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(primary) ? "rtl" : "ltr";
}
