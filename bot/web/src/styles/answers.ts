/** Quick answers, the list of signs, the scale. */
import { css } from "lit";

export const answers = css`
  .answers {
    display: grid;
    gap: 0.6em;
    margin-block-start: 0.2em;
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
  }
  .choices.even {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(4.6em, 1fr));
  }
  .even .choice {
    padding-inline: 0.4em;
  }
  .choices.stacked {
    flex-direction: column;
    align-items: stretch;
  }
  .choice {
    border-color: var(--accent);
    color: var(--ink);
  }
  .group,
  .scale {
    display: grid;
    gap: 0.6em;
  }
  .line:is(fieldset) {
    display: block;
    padding: 0.6em 0.75em 0.75em;
    border: max(1.5px, var(--border)) solid var(--hairline);
    border-radius: var(--radius);
    background: var(--raised);
  }
  fieldset.line.yes {
    border-color: var(--accent);
  }
  legend {
    padding: 0;
    font-weight: 500;
  }
  fieldset.line legend {
    float: inline-start;
    inline-size: 100%;
    margin-block-end: 0.45em;
    line-height: 1.35;
  }
  .picks {
    clear: both;
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(4em, 1fr));
    gap: 0.4em;
  }
  .pick {
    position: relative;
    display: flex;
    cursor: pointer;
  }
  .pick input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .pick span {
    flex: 1;
    display: flex;
    align-items: center;
    justify-content: center;
    min-block-size: var(--target);
    padding: 0.2em 0.4em;
    border: max(1.5px, var(--border)) solid var(--line);
    border-radius: calc(var(--radius) * 0.8);
    background: var(--paper);
    line-height: 1.2;
    text-align: center;
  }
  .pick input:checked + span {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 650;
  }
  .pick input:focus-visible + span {
    outline: 3px solid var(--focus);
    outline-offset: 2px;
  }
  .numbers {
    display: grid;
    grid-template-columns: repeat(11, minmax(0, 1fr));
    gap: 0.3em;
  }
  .numbers .pick span {
    padding: 0;
    font-variant-numeric: tabular-nums;
    font-size: 1.1em;
  }
  .ends {
    display: flex;
    justify-content: space-between;
    margin-block-start: 0.3em;
  }
  @container chat (max-width: 34em) {
    .numbers {
      grid-template-columns: repeat(6, minmax(0, 1fr));
    }
  }
  @media (forced-colors: active) {
    .pick input:checked + span {
      forced-color-adjust: none;
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
