/** What was said, results, the first screen. */
import { css } from "lit";

export const messages = css`
  .start {
    display: grid;
    gap: 0.7em;
  }
  .start .heading {
    font-size: 1.5em;
  }
  .start .example {
    padding-inline-start: 0.8em;
    border-inline-start: 3px solid var(--accent);
    color: var(--muted);
  }
  .start .danger {
    display: flex;
    gap: 0.5em;
    align-items: center;
    font-weight: 600;
    color: var(--on-emergency-soft);
  }
  .done {
    display: flex;
    align-items: center;
    gap: 0.5em;
    padding: 0.5em 0.75em;
    border-radius: var(--radius);
    background: var(--home);
    color: var(--on-home);
  }
  .done:empty,
  .writing:empty {
    display: none;
  }
  .row {
    display: grid;
    gap: 0.5em;
    margin-block-end: 0.9em;
  }
  .mine {
    justify-self: end;
    max-inline-size: 85%;
    padding: 0.5em 0.85em;
    border: var(--border) solid var(--accent);
    border-radius: 1.1em;
    border-end-end-radius: 0.3em;
    background: var(--accent);
    color: var(--on-accent);
    white-space: pre-line;
    unicode-bidi: plaintext;
  }
  .delivery {
    justify-self: end;
    display: flex;
    align-items: center;
    gap: 0.35em;
    margin-block-start: -0.25em;
  }
  .delivery svg.icon {
    inline-size: 1em;
    block-size: 1em;
  }
  .trouble {
    flex-direction: column;
    align-items: flex-end;
    color: var(--ink);
  }
  .trouble p {
    display: flex;
    align-items: center;
    gap: 0.5em;
  }
  .replies {
    display: grid;
    gap: 0.5em;
    justify-items: start;
  }
  .says {
    display: grid;
    gap: 0.55em;
    max-inline-size: 100%;
    padding: 0.65em 0.9em;
    border: var(--border) solid var(--hairline);
    border-radius: 1.1em;
    border-end-start-radius: 0.3em;
    background: var(--surface);
  }
  .says ul,
  .card ul,
  .card ol {
    display: grid;
    gap: 0.35em;
    padding-inline-start: 1.25em;
  }
  .ask {
    font-weight: 650;
    font-size: 1.08em;
    line-height: 1.35;
  }
  .divider {
    padding-block: 0.5em;
    border-block-start: 1px solid var(--line);
    color: var(--muted);
    font-size: 0.9em;
    text-align: center;
  }
  .safety {
    display: flex;
    gap: 0.7em;
    padding: 0.75em 0.9em;
    border: 2px solid var(--emergency);
    border-radius: var(--radius);
    background: var(--emergency-soft);
    color: var(--on-emergency-soft);
  }
  .safety svg.icon {
    margin-block-start: 0.1em;
  }
  .writing {
    min-block-size: 0;
  }
  .dots {
    display: inline-flex;
    gap: 0.3em;
    padding: 0.7em 0.9em;
    border-radius: 1.1em;
    background: var(--surface);
  }
  .dots i {
    inline-size: 0.5em;
    block-size: 0.5em;
    border-radius: 50%;
    background: var(--muted);
    animation: breathe 1.4s infinite;
  }
  .dots i:nth-child(2) {
    animation-delay: 0.2s;
  }
  .dots i:nth-child(3) {
    animation-delay: 0.4s;
  }
  @keyframes breathe {
    0%,
    60%,
    100% {
      opacity: 0.35;
    }
    30% {
      opacity: 1;
    }
  }

  /* results */
  .card {
    inline-size: 100%;
    overflow: hidden;
    border: 2px solid var(--level-line, var(--line));
    border-radius: var(--radius);
    background: var(--raised);
  }
  .card[data-level="emergency"] {
    --level: var(--emergency);
    --on-level: var(--on-emergency);
    --level-line: var(--emergency);
  }
  .card[data-level="urgent"] {
    --level: var(--urgent);
    --on-level: var(--on-urgent);
    --level-line: var(--urgent);
  }
  .card[data-level="tell_nurse"] {
    --level: var(--notice);
    --on-level: var(--on-notice);
  }
  .card[data-level="same_day"] {
    --level: var(--today);
    --on-level: var(--on-today);
  }
  .card[data-level="self_care"] {
    --level: var(--home);
    --on-level: var(--on-home);
  }
  .card-head {
    display: flex;
    align-items: center;
    gap: 0.65em;
    padding: 0.65em 0.9em;
    border-block-end: var(--border) solid var(--level-line, var(--hairline));
    background: var(--level);
    color: var(--on-level);
  }
  .card-head .heading {
    font-size: 1.2em;
  }
  .card-head svg.icon {
    inline-size: 1.6em;
    block-size: 1.6em;
  }
  .card-body {
    display: grid;
    gap: 0.6em;
    padding: 0.8em 0.9em;
  }
  .card-body > .heading {
    margin-block-start: 0.4em;
  }
  .action {
    font-size: 1.1em;
    font-weight: 600;
    line-height: 1.4;
  }
  .watch {
    --mark: var(--emergency);
  }
  .watch li::marker {
    color: var(--mark);
  }
  .why {
    border-block-start: 1px solid var(--hairline);
    padding-block-start: 0.4em;
  }
  .why summary {
    display: list-item;
    min-block-size: var(--target);
    padding-block: 0.5em;
    font-weight: 600;
    color: var(--accent);
    cursor: pointer;
  }
  .why[open] > ul {
    padding-block-end: 0.5em;
  }
  .why .cited {
    list-style: none;
    padding-inline-start: 0;
    margin-block-start: 0.25em;
    gap: 0.1em;
  }
  @media (forced-colors: active) {
    .mine,
    .says,
    .card-head {
      border: 1px solid;
    }
  }
`;
