/** How a calculator looks. */
import { css } from "lit";

export const calculatorStyles = css`
  :host { display: block; }
  form { display: grid; gap: 1.1rem; }
  .field > label { display: block; margin-block-end: 0.3rem; font-weight: 600; }
  .in { color: var(--muted); font-weight: 400; }
  .entry { display: flex; flex-wrap: wrap; gap: 0.5rem; }
  .entry > input { inline-size: 9.5rem; min-block-size: 3rem; padding: 0.3em 0.8em; border: max(2px, var(--border)) solid var(--line); border-radius: var(--radius); background: var(--raised); font-size: 1.15em; font-variant-numeric: tabular-nums; }
  .entry > input[type="time"] { inline-size: 12rem; }
  [data-wrong] .entry > input { border-color: var(--emergency); }
  .units { display: flex; flex-wrap: wrap; margin: 0; padding: 0; border: 0; min-inline-size: 0; }
  .units label { position: relative; display: inline-flex; }
  .units input { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; margin: 0; opacity: 0; cursor: pointer; }
  .units span { display: flex; align-items: center; justify-content: center; min-block-size: 3rem; min-inline-size: 3.25rem; padding-inline: 0.7em; border: max(2px, var(--border)) solid var(--line); margin-inline-start: -2px; background: var(--raised); }
  .units label:first-of-type span { border-start-start-radius: var(--radius); border-end-start-radius: var(--radius); margin: 0; }
  .units label:last-of-type span { border-start-end-radius: var(--radius); border-end-end-radius: var(--radius); }
  .units input:checked + span { border-color: var(--accent); background: var(--accent); color: var(--on-accent); font-weight: 700; }
  .units input:focus-visible + span { outline: 3px solid var(--focus); outline-offset: 2px; z-index: 1; }
  .accepted { margin-block-start: 0.25rem; }
  .problem { margin-block-start: 0.25rem; }
  .result { margin-block-start: 1.25rem; padding: 1rem 1.1rem; border: 2px solid var(--accent); border-radius: var(--radius); background: var(--accent-soft); color: var(--on-accent-soft); }
  .result h3 { margin-block-end: 0.25rem; font-size: 0.85em; letter-spacing: 0.06em; text-transform: uppercase; }
  .result .hint { color: inherit; }
  .results { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr)); gap: 0.6rem 1.5rem; }
  .results dt { font-size: 0.9em; }
  .results dd { font-size: 1.6em; font-weight: 700; line-height: 1.2; font-variant-numeric: tabular-nums; }
  .missing { margin-block-start: 0.5rem; }
  .warning { display: flex; gap: 0.5em; margin-block-start: 0.6rem; font-weight: 600; }
  h4 { margin-block: 0.9rem 0.25rem; font-size: 0.9em; }
  .steps { display: grid; gap: 0.3rem; font-size: 0.95em; font-variant-numeric: tabular-nums; }
  .notes { margin-block-start: 1rem; }
  .note { padding: 0.6rem 0.9rem; border: var(--border) solid var(--hairline); border-radius: var(--radius); background: var(--notice); color: var(--on-notice); }
  @media print {
    .actions, .units label:not(:has(:checked)), .accepted, .hint { display: none; }
    .units input:checked + span { border: 0; background: none; color: inherit; }
    .result { background: none; break-inside: avoid; }
  }
`;
