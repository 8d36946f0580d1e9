/** Emergency numbers: which ones to show, and how to dial them. */
import type { EmergencyNumber } from "./types";

/** Shown until the server's settings are there, and where they never come. */
export const BUILT_IN_NUMBERS: readonly EmergencyNumber[] = [
  { number: "911", where: "US/Canada" },
  { number: "112", where: "EU" },
  { number: "999", where: "UK" },
];

/** Reads numbers as people write them: "911 (US/Canada), 112 (EU)". An entry without a digit is left out. */
export function parseNumbers(written: string): EmergencyNumber[] {
  return written
    .split(/[,;](?![^(]*\))/)
    .map((entry) => /^\s*([^()]*?)\s*(?:\(([^()]*)\))?\s*$/.exec(entry))
    .filter((match): match is RegExpExecArray => match !== null && /\d/.test(match[1] ?? ""))
    .map((match) => ({ number: match[1] ?? "", where: match[2] ?? "" }));
}

/** The address that dials a number: digits, and a plus in front. */
export function dialAddress(number: string): string {
  const plus = number.trim().startsWith("+") ? "+" : "";
  return `tel:${plus}${number.replace(/[^\d*#]/g, "").replace(/#/g, "%23")}`;
}

/** The numbers in one line: "911 (US/Canada), 112 (EU)". */
export function inWords(numbers: readonly EmergencyNumber[]): string {
  return numbers.map(({ number, where }) => (where === "" ? number : `${number} (${where})`)).join(", ");
}
