/** Options, summary, and what asks first. */
import { css } from "lit";

export const panel = css`
  .panel {
    position: absolute;
    inset: 0;
    z-index: 1;
    display: grid;
    align-content: start;
    gap: 0.9em;
    padding: 0.6em 1em 1.2em;
    overflow-y: auto;
    background: var(--paper);
  }
  .panel-head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 0.5em;
  }
  .panel-head button {
    flex: none;
  }
  .panel-head .heading {
    font-size: 1.3em;
  }
  .panel > .heading {
    margin-block-start: 0.3em;
    padding-block-start: 0.8em;
    border-block-start: 1px solid var(--hairline);
  }
  .panel legend {
    margin-block-end: 0.35em;
    font-weight: 600;
  }
  .panel .picks {
    grid-template-columns: repeat(auto-fit, minmax(5em, 1fr));
  }
  .panel .stacked button {
    justify-content: flex-start;
    text-align: start;
  }
  .switch {
    display: flex;
    align-items: center;
    gap: 0.6em;
    min-block-size: var(--target);
    font-weight: 600;
    cursor: pointer;
  }
  .switch input {
    inline-size: 1.5em;
    block-size: 1.5em;
    margin: 0;
    accent-color: var(--accent);
  }
  .panel p[role]:empty {
    display: none;
  }
  .failure:not(:empty) {
    padding: 0.5em 0.75em;
    border: 2px solid var(--emergency);
    border-radius: var(--radius);
    color: var(--on-emergency-soft);
    background: var(--emergency-soft);
  }
  .sheet {
    display: grid;
    gap: 0.5em;
    padding: 0.9em;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--raised);
  }
  .sheet ul {
    padding-inline-start: 1.25em;
  }
`;
