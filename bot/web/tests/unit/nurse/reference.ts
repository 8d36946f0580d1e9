/** A small reference for the unit tests, in the shape that the server sends. */
import type { Card, Reference, Source } from "../../../src/nurse/types";

export const source = (passage: string, title = "A page"): Source => ({
  document: `${passage.slice(0, 3)}_x`,
  line: Number(passage.slice(4)),
  passage,
  title,
});

const card = (id: string, title: string, text: string, asks: string[]): Card => ({
  id,
  group: "running",
  title,
  first: [{ id: null, text, general: false, sources: [source("004:86")] }],
  sections: [],
  calculations: [],
  asks,
});

export const reference: Reference = {
  protocol_version: "1.0",
  emergency_number: "911 (US/Canada), 112 (EU)",
  note: "None is a guideline.",
  documents: { "004": { title: "A page", grade: "article", caution: null } },
  groups: [{ id: "running", title: "While running" }],
  cards: [
    card("anaphylaxis", "Suspected anaphylaxis", "Stop the infusion.", ["allergy", "hives"]),
    card("premedication", "Premedication with times", "An NSAID 30 to 60 minutes before; with hives ask.", ["premedication"]),
    card("rates", "Rate and concentration", "Über 5% bis 10%.", ["how fast"]),
  ],
  levels: [
    {
      id: "emergency",
      title: "Call for help now",
      told: "Call.",
      sources: [],
      general: true,
      rules: [{ id: "EM-WHEEZE", text: "Wheeze: treat as anaphylaxis.", suspected: ["anaphylaxis"], sources: [], general: true }],
    },
  ],
  risks: [],
  calculations: [
    { id: "rate", title: "Rate", card: "rates", formula: "mL/h = …", note: "", sources: [], fields: [{ id: "weight", name: "Weight", kinds: [] }] },
  ],
};
