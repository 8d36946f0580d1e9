/** The language of the page: what was chosen here before, else what the browser asks for. */
import { choose } from "../shared/language";

const KEY = "ivig-language";
const KNOWN = { en: "en", es: "es" };

export function readLanguage(storage: () => Storage = () => localStorage, wanted: readonly string[] = navigator.languages): string {
  let kept: string | null = null;
  try {
    kept = storage().getItem(KEY);
  } catch {
    kept = null; // storage is closed to us: the browser's wish holds
  }
  return choose(KNOWN, [kept, ...wanted]).language;
}

/** Keeps the choice. Where storage is closed it holds until the page is left. */
export function writeLanguage(language: string, storage: () => Storage = () => localStorage): void {
  try {
    storage().setItem(KEY, language);
  } catch {
    return; // private mode: the choice still holds on this page
  }
}
