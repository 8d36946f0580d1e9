/** How the nurse's page looks. Colours and sizes come from the shared tokens. */
import { css } from "lit";

/** What the page and its calculators share: sources, marks, notes. */
export const textStyles = css`
  h1, h2, h3, h4, p, ul, ol, dl, dd { margin: 0; }
  ul, ol { padding: 0; list-style: none; }
  h2, h3, h4 { line-height: 1.25; text-wrap: balance; }
  a { color: var(--accent); text-underline-offset: 0.2em; }
  .hint, .source, .accepted { color: var(--muted); font-size: 0.875em; }
  .hint { display: flex; align-items: baseline; gap: 0.4em; }
  .hint svg.icon, .warning svg.icon, .problem svg.icon { align-self: start; margin-block-start: 0.15em; }
  .source { margin-block-start: 0.25em; line-height: 1.4; }
  .source cite { font-style: normal; }
  .source .number { font-variant-numeric: tabular-nums; }
  .gs {
    padding: 0.05em 0.4em; border: var(--border) solid var(--line); border-radius: 0.4em;
    background: var(--notice); color: var(--on-notice); font-size: 0.85em; display: inline-block; max-inline-size: 100%; line-height: 1.25;
  }
  .problem { display: flex; gap: 0.4em; color: var(--on-emergency-soft); font-weight: 500; }
  details { margin-block: 0.5em; }
  summary { display: flex; align-items: center; min-block-size: var(--target); color: var(--accent); cursor: pointer; font-weight: 600; }
  summary::before { content: "+"; inline-size: 1.2em; font-size: 1.3em; line-height: 1; }
  details[open] > summary::before { content: "−"; }
  .visually-hidden { position: absolute; }
`;

export const pageStyles = css`
  :host { display: block; min-block-size: 100dvh; background: var(--paper); }
  .skip { position: absolute; inset-inline-start: 0.5rem; inset-block-start: -10rem; z-index: 2; padding: 0.75rem 1rem; background: var(--raised); }
  .skip:focus { inset-block-start: 0.5rem; }

  /* ---- top ---- */
  .top { border-block-end: 1px solid var(--hairline); background: var(--surface); }
  .top > * { max-inline-size: 80rem; margin-inline: auto; padding-inline: clamp(0.75rem, 3vw, 2rem); }
  .bar { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.5rem; padding-block: 0.6rem; }
  .name { display: flex; flex-wrap: wrap; align-items: baseline; column-gap: 0.75rem; flex: 1 1 9rem; min-inline-size: 0; overflow-wrap: anywhere; }
  h1 { font-size: 1.2em; line-height: 1.2; letter-spacing: -0.01em; }
  .name p { color: var(--muted); font-size: 0.9em; }
  .bar button { flex: none; padding-inline: 0.6em; }
  .emergency { display: flex; align-items: center; gap: 0.6em; padding-block: 0.35rem; max-inline-size: none; background: var(--emergency); color: var(--on-emergency); }
  .emergency a { display: inline-block; min-block-size: 1.75rem; padding-inline: 0.15em; color: inherit; font-weight: 700; line-height: 1.75rem; }
  .emergency a:focus-visible { outline-color: currentColor; }
  @media (min-width: 80rem) { .emergency { padding-inline: max(2rem, calc((100vw - 80rem) / 2 + 2rem)); } }
  .disclaimer { padding-block: 0.45rem; color: var(--muted); font-size: 0.875em; }
  .reading { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr)); gap: 0.25rem 1.5rem; padding-block: 0.25rem 0.75rem; }
  .reading fieldset { min-inline-size: 0; margin: 0; padding: 0; border: 0; display: flex; flex-wrap: wrap; gap: 0 1.25rem; }
  .reading legend { padding: 0; font-weight: 600; }
  .reading label { display: inline-flex; align-items: center; gap: 0.5em; min-block-size: var(--target); }
  .reading input { inline-size: 1.3em; block-size: 1.3em; accent-color: var(--accent); }
  .reading .contrast { align-self: end; font-weight: 600; }
  @media (max-width: 30rem) {
    .bar { padding-block: 0.3rem; }
    h1 { font-size: 1.05em; }
    .name p { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
    .disclaimer { padding-block: 0.3rem; font-size: 0.8em; line-height: 1.35; }
  }
  .offline, .english, .lost { display: flex; gap: 0.6em; align-items: center; padding: 0.6rem clamp(0.75rem, 3vw, 2rem); background: var(--notice); color: var(--on-notice); border-block-end: var(--border) solid var(--hairline); }
  .english { background: var(--today); color: var(--on-today); }
  .lost { margin-block-end: 1rem; border-radius: var(--radius); padding-inline: 1rem; }

  /* ---- columns ---- */
  .columns { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.5rem; max-inline-size: 80rem; margin-inline: auto; padding: 1rem clamp(0.75rem, 3vw, 2rem) 3rem; }
  main { min-inline-size: 0; }
  main:focus-visible { outline-offset: 6px; }
  :host > main { padding: 2rem clamp(0.75rem, 3vw, 2rem); }
  .loading { color: var(--muted); }
  .failure { margin-block-end: 1rem; padding: 1rem; border: 2px solid var(--emergency); border-radius: var(--radius); background: var(--emergency-soft); color: var(--on-emergency-soft); font-weight: 600; }
  .failure p { display: flex; gap: 0.6em; }
  .aside { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; align-content: start; min-inline-size: 0; }
  .columns[data-browsing="true"] main { display: none; }
  .columns[data-browsing="false"] .index, .columns[data-browsing="false"] .search-results, .columns[data-browsing="false"] #search-hint { display: none; }
  @media (min-width: 56rem) {
    .columns { grid-template-columns: minmax(18rem, 24rem) minmax(0, 1fr); gap: 2.5rem; }
    .columns[data-browsing] main { display: block; }
    .columns[data-browsing] .index, .columns[data-browsing] .search-results { display: block; }
    .columns[data-browsing] #search-hint { display: flex; }
    .aside { position: sticky; inset-block-start: 0; max-block-size: 100dvh; overflow-y: auto; margin: -1rem -0.5rem 0; padding: 1rem 0.5rem; }
    .tools .back { display: none; }
  }

  /* ---- search ---- */
  .search { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.35rem; }
  .search label { font-weight: 600; }
  .search .line { display: flex; gap: 0.5rem; }
  .search input { flex: 1; min-inline-size: 0; min-block-size: 3rem; padding: 0.4em 0.9em; border: max(2px, var(--border)) solid var(--line); border-radius: var(--radius); background: var(--raised); appearance: none; }
  .search input::-webkit-search-cancel-button { display: none; }
  .search .line button { padding-inline: 0.8em; }
  .search-results h2 { font-size: 1em; }
  .search-results h2.count { color: var(--muted); font-weight: 500; font-size: 0.9em; }
  .search-results h2.declined { padding-block: 0.25rem; }
  .decline { margin-block: 0.25rem 0.75rem; padding: 0.75rem 1rem; border: var(--border) solid var(--line); border-radius: var(--radius); background: var(--notice); color: var(--on-notice); }
  .search-results ol { display: grid; gap: 0.6rem; margin-block-start: 0.5rem; }
  .search-results li { padding: 0.6rem 0.9rem 0.7rem; border: var(--border) solid var(--hairline); border-radius: var(--radius); background: var(--raised); font-size: 0.95em; }
  .search-results .go { display: flex; flex-direction: column; justify-content: center; min-block-size: var(--target); margin-block-end: 0.15rem; font-size: 1.05em; line-height: 1.3; text-decoration: none; border-radius: 0.4em; }
  .search-results .go strong { text-decoration: underline; text-underline-offset: 0.2em; }
  .kind { color: var(--muted); font-size: 0.78em; font-weight: 600; letter-spacing: 0.03em; text-transform: uppercase; }
  .kind[data-kind="rule"] { color: var(--on-emergency-soft); }
  .in-card { margin-block-start: 0.4em; font-size: 0.9em; }
  .in-card a { display: inline-block; padding-block: 0.15em; min-block-size: 1.6rem; }

  /* ---- contents ---- */
  .index h2 { margin-block: 1.1rem 0.4rem; color: var(--muted); font-size: 0.9em; font-weight: 600; }
  .index ul { display: grid; overflow: hidden; border: var(--border) solid var(--hairline); border-radius: var(--radius); background: var(--raised); }
  .index li + li { border-block-start: var(--border) solid var(--hairline); }
  .index a { overflow-wrap: anywhere; display: flex; align-items: center; gap: 0.6em; min-block-size: 3rem; padding: 0.45em 0.9em; color: var(--ink); font-weight: 500; line-height: 1.3; text-decoration: none; }
  .index a::after { content: "›"; margin-inline-start: auto; color: var(--muted); font-size: 1.3em; line-height: 1; }
  .index a:focus-visible { outline-offset: -3px; border-radius: var(--radius); }
  .index a[aria-current] { background: var(--accent-soft); color: var(--on-accent-soft); box-shadow: inset 4px 0 0 var(--accent); font-weight: 700; }
  @media (hover: hover) { .index a:hover { background: var(--accent-soft); color: var(--on-accent-soft); } }
  .index .glance { border-color: var(--emergency); background: var(--emergency-soft); }
  .index .glance a { color: var(--on-emergency-soft); font-weight: 700; }
  .index .glance a::after { color: inherit; }
  .print-all { margin-block-start: 1.25rem; }

  /* ---- a card ---- */
  .tools { display: flex; flex-wrap: wrap; gap: 0.5rem; justify-content: space-between; margin-block-end: 1rem; }
  .back::before { content: "‹"; font-size: 1.3em; line-height: 1; }
  @media (min-width: 56rem) { .tools { float: inline-end; margin: 0 0 0.5rem 1rem; } }
  article h2 { margin-block-end: 0.9rem; font-size: 1.55em; letter-spacing: -0.015em; }
  article h2:focus-visible { outline-offset: 4px; border-radius: 0.2em; }
  article h3 { margin-block: 1.5rem 0.5rem; font-size: 1.08em; }
  .card { max-inline-size: 46rem; }
  .card .first { clear: both; padding: 0.85rem 1.1rem 1rem; border: 2px solid var(--emergency); border-inline-start-width: 0.6rem; border-radius: var(--radius); background: var(--emergency-soft); font-weight: 600; font-size: 1.05em; }
  .card .first h3 { margin-block: 0 0.25rem; color: var(--on-emergency-soft); font-size: 0.85em; letter-spacing: 0.06em; text-transform: uppercase; }
  .card .first .source, .card .first .gs { font-weight: 400; }
  .card .first .source { color: var(--ink); }
  .entries { display: grid; gap: 0.8rem; }
  section:not(.first) > .entries > li { padding-inline-start: 1rem; border-inline-start: 3px solid var(--hairline); }
  .differ ul { display: grid; gap: 0.6rem; }
  .differ .about { color: var(--muted); }
  .differ .about::before { content: "– "; }
  .conclusion { margin-block-start: 0.5rem; padding: 0.5rem 0.8rem; border-radius: 0.5em; background: var(--today); color: var(--on-today); border: var(--border) solid var(--hairline); }
  .related p { display: flex; flex-wrap: wrap; gap: 0.5rem; }
  .calculator { max-inline-size: 46rem; }
  .calculator .in-card { margin-block-start: 1rem; }

  /* ---- levels ---- */
  .levels { max-inline-size: 56rem; }
  .level { margin-block-start: 1.25rem; overflow: hidden; border: 2px solid var(--level, var(--line)); border-radius: var(--radius); }
  .level header { display: flex; align-items: center; gap: 0.6em; padding: 0.6rem 1rem; background: var(--level, var(--surface)); color: var(--on-level, var(--ink)); }
  .level header h3 { margin: 0; }
  .level[data-level="emergency"] { --level: var(--emergency); --on-level: var(--on-emergency); }
  .level[data-level="urgent"] { --level: var(--urgent); --on-level: var(--on-urgent); }
  .level[data-level="tell_nurse"] header { background: var(--notice); color: var(--on-notice); }
  .level[data-level="same_day"] header { background: var(--today); color: var(--on-today); }
  .level[data-level="self_care"] header { background: var(--home); color: var(--on-home); }
  .told { padding: 0.6rem 1rem; font-size: 0.95em; }
  .told > span:first-child { color: var(--muted); }
  table { inline-size: 100%; border-collapse: collapse; font-size: 0.95em; table-layout: fixed; }
  th { color: var(--muted); font-size: 0.85em; font-weight: 600; text-align: start; }
  th, td { padding: 0.55rem 1rem; border-block-start: var(--border) solid var(--hairline); vertical-align: top; overflow-wrap: break-word; hyphens: auto; }
  th:last-child { inline-size: 36%; }
  td p { margin: 0.1em 0 0; }
  .jump { clear: both; display: flex; flex-wrap: wrap; gap: 0.4rem; margin-block-start: 0.75rem; }
  .jump button { padding: 0.25em 0.9em; font-size: 0.9em; border-color: var(--level, var(--line)); }
  .level h3:focus-visible { outline-color: currentColor; }
  /* narrow: one cell below the other; the roles in the markup keep it a table for screen readers */
  @media (max-width: 40rem) {
    .level thead { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
    .level table, .level tbody, .level tr, .level td { display: block; inline-size: auto; }
    .level tr { padding: 0.55rem 1rem; border-block-start: var(--border) solid var(--hairline); }
    .level td { padding: 0; border: 0; }
    .level td + td:not(:has([aria-hidden])) { margin-block-start: 0.15em; }
    .level td + td::before { content: attr(data-label) ": "; color: var(--muted); }
    .level td + td:has([aria-hidden]) { display: none; }
  }

  /* ---- documents ---- */
  .documents { clear: both; margin-block-start: 2.5rem; padding-block-start: 1rem; border-block-start: 1px solid var(--hairline); color: var(--muted); font-size: 0.875em; max-inline-size: 56rem; }
  .documents h2 { font-size: 1.05em; color: var(--ink); }
  .documents dl { margin-block: 0.5rem; display: grid; gap: 0.35rem; }
  .documents dl > div { display: grid; grid-template-columns: 2.5em 1fr; }
  .documents dt { font-weight: 600; font-variant-numeric: tabular-nums; }
  .documents p { margin-block-start: 0.35rem; }
  .version { overflow-wrap: anywhere; }
  .everything, .print-only { display: none; }
`;
