/** What the server sends below /reference (bot/channels/reference.py). */
export interface Source {
  readonly document: string;
  readonly line: number;
  readonly passage: string;
  readonly title: string;
}

export interface Side {
  readonly says: string;
  readonly about: string;
  readonly sources: readonly Source[];
}

export interface Line {
  readonly id: string | null;
  readonly text: string;
  readonly general: boolean;
  readonly sources: readonly Source[];
  readonly sides?: readonly Side[];
  readonly conclusion?: string;
}

export interface Card {
  readonly id: string;
  readonly group: string;
  readonly title: string;
  readonly first: readonly Line[];
  readonly sections: readonly { readonly title: string; readonly lines: readonly Line[] }[];
  readonly calculations: readonly string[];
  readonly asks: readonly string[];
}

export interface DocumentNote {
  readonly title: string;
  readonly grade: string;
  readonly caution: string | null;
}

export interface Cards {
  readonly protocol_version: string;
  readonly emergency_number: string;
  readonly note: string;
  readonly documents: Readonly<Record<string, DocumentNote>>;
  readonly groups: readonly { readonly id: string; readonly title: string }[];
  readonly cards: readonly Card[];
}

export interface Rule {
  readonly id: string;
  readonly text: string;
  readonly suspected: readonly string[];
  readonly sources: readonly Source[];
  readonly general: boolean;
}

export interface Level {
  readonly id: string;
  readonly title: string;
  readonly told: string;
  readonly sources: readonly Source[];
  readonly general: boolean;
  readonly rules: readonly Rule[];
}

export interface Risk {
  readonly id: string;
  readonly name: string;
  readonly organs: readonly string[];
  readonly sources: readonly Source[];
  readonly general: boolean;
}

export interface Kind {
  readonly id: string;
  readonly unit: string;
  readonly accepted: string;
  readonly reason: string;
}

export interface Field {
  readonly id: string;
  readonly name: string;
  readonly kinds: readonly Kind[];
}

export interface Calculation {
  readonly id: string;
  readonly title: string;
  readonly card: string;
  readonly formula: string;
  readonly note: string;
  readonly fields: readonly Field[];
  readonly sources: readonly Source[];
}

/** All that is fetched once and kept. */
export interface Reference extends Cards {
  readonly levels: readonly Level[];
  readonly risks: readonly Risk[];
  readonly calculations: readonly Calculation[];
}

export interface Outcome {
  readonly results: readonly { readonly name: string; readonly label: string; readonly words: string }[];
  readonly steps: readonly string[];
  readonly warnings: readonly string[];
  readonly missing: readonly { readonly field: string; readonly text: string }[];
  readonly sources: readonly Source[];
}

export interface Problem {
  /** The kind of value ("weight_kg"); empty where the result is refused and not a value. */
  readonly field: string;
  readonly text: string;
}

export interface Result {
  readonly kind: "card" | "calculation" | "statement" | "rule";
  readonly id: string;
  readonly title: string | null;
  readonly text: string;
  readonly general: boolean;
  readonly sources: readonly Source[];
  /** Ids of the cards that hold it. */
  readonly cards: readonly string[];
}

export interface Found {
  readonly query: string;
  /** Whether the documents hold it. */
  readonly held: boolean;
  /** Where they do not: that they do not, and whom to ask. */
  readonly text: string;
  readonly results: readonly Result[];
}
