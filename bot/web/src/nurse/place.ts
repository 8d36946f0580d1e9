/** Where on the page somebody is, as the part of the address behind "#": a card's id, `calc-ID` or `levels`. */
import type { Reference } from "./types";

export type Place =
  | { readonly kind: "start" }
  | { readonly kind: "levels" }
  | { readonly kind: "card"; readonly id: string }
  | { readonly kind: "calculation"; readonly id: string }
  | { readonly kind: "unknown"; readonly id: string };

export const CALCULATION = "calc-";

export function placeOf(hash: string, reference: Reference): Place {
  const id = decoded(hash.replace(/^#/, ""));
  if (id === "") return { kind: "start" };
  if (id === "levels") return { kind: "levels" };
  if (reference.cards.some((card) => card.id === id)) return { kind: "card", id };
  const name = id.startsWith(CALCULATION) ? id.slice(CALCULATION.length) : "";
  if (reference.calculations.some((entry) => entry.id === name)) return { kind: "calculation", id: name };
  return { kind: "unknown", id };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray "%": no card has such an id, and the page says so
  }
}
