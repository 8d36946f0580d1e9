/** The frame: head, emergency numbers or alert, what scrolls, the field to write in. */
import { css } from "lit";

export const layout = css`
  :host {
    display: block;
    position: relative;
    block-size: min(44rem, 100dvh);
    inline-size: auto;
    text-align: start;
    -webkit-text-size-adjust: 100%;
  }
  :host([hidden]) {
    display: none;
  }
  :host([mode="page"]) {
    position: fixed;
    inset-inline: 0;
    inset-block-start: var(--view-top, 0);
    block-size: var(--view-height, 100dvh);
    background: var(--surface);
  }
  :host([mode="bubble"]) {
    position: fixed;
    z-index: 2147483000;
    inset-block-end: 1rem;
    inset-inline-end: 1rem;
    block-size: auto;
    max-inline-size: calc(100vw - 2rem);
  }
  .launcher {
    min-block-size: 3.25rem;
    padding-inline: 1.1em;
    border-radius: 2em;
    box-shadow: 0 2px 12px rgb(0 0 0 / 30%);
  }
  .frame {
    container: chat / size;
    block-size: 100%;
    overflow: hidden;
    background: var(--paper);
  }
  :host([mode="page"]) .frame {
    max-inline-size: 46em;
    margin-inline: auto;
  }
  :host(:not([mode])) .frame {
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  :host([mode="bubble"]) .frame {
    position: fixed;
    inset-inline-end: 1rem;
    inset-block-end: 1rem;
    inline-size: min(26rem, 100vw - 2rem);
    block-size: min(42rem, 100dvh - 2rem);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    box-shadow: 0 6px 32px rgb(0 0 0 / 30%);
  }
  @media (max-width: 30rem) {
    :host([mode="bubble"]) .frame {
      inset-inline: 0;
      inset-block: var(--view-top, 0) auto;
      inline-size: 100vw;
      block-size: var(--view-height, 100dvh);
      border: 0;
      border-radius: 0;
    }
  }
  .layout {
    display: grid;
    grid-template: auto auto minmax(0, 1fr) auto / minmax(0, 1fr);
    block-size: 100%;
    overflow: hidden;
  }
  p,
  ul,
  ol,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  .heading {
    font-weight: 650;
    line-height: 1.25;
    text-wrap: balance;
  }
  .fine {
    font-size: 0.875em;
    color: var(--muted);
  }

  /* head */
  .head {
    display: flex;
    align-items: center;
    gap: 0.25em;
    padding-block: 0.15em;
    padding-inline: 1em 0.4em;
    border-block-end: 1px solid var(--hairline);
  }
  .head .title {
    flex: 1;
    font-size: 1.05em;
  }
  .head button {
    padding-inline: 0.6em;
    font-size: 0.9em;
  }

  /* numbers, always to be seen */
  .numbers-bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.35em 0.75em;
    padding: 0.5em 1em;
    background: var(--emergency-soft);
    color: var(--on-emergency-soft);
    border-block-end: 1px solid var(--hairline);
  }
  .numbers-bar p {
    font-weight: 600;
    font-size: 0.95em;
  }
  .calls {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(4.6em, 1fr));
    gap: 0.4em;
    list-style: none;
    flex: 1 1 14em;
  }
  .calls li {
    display: flex;
    min-inline-size: 0;
  }
  .call {
    flex: 1;
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.45em;
    min-block-size: var(--target);
    padding: 0.2em 0.7em;
    border: 2px solid var(--emergency);
    border-radius: var(--radius);
    background: var(--raised);
    color: var(--on-emergency-soft);
    line-height: 1.15;
    text-decoration: none;
    text-align: center;
  }
  .call:hover {
    text-decoration: underline;
  }
  .call > span {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: center;
    gap: 0 0.4em;
  }
  .call small {
    font-size: 0.8em;
    white-space: nowrap;
  }
  .call svg.icon {
    inline-size: 1.05em;
    block-size: 1.05em;
  }

  /* the alert */
  .top {
    position: relative;
    z-index: 2;
    background: var(--paper);
    min-block-size: 0;
  }
  .alarm {
    display: grid;
    gap: 0.6em;
    max-block-size: 55cqb;
    overflow: auto;
    padding: 0.8em 1em 0.9em;
    background: var(--emergency);
    color: var(--on-emergency);
    --focus: #ffffff;
  }
  .alarm-words {
    display: flex;
    gap: 0.7em;
    align-items: flex-start;
  }
  .alarm-words svg.icon {
    inline-size: 2em;
    block-size: 2em;
  }
  .alarm-title {
    font-size: 1.3em;
    font-weight: 700;
    line-height: 1.2;
  }
  .alarm-action {
    margin-block-start: 0.2em;
    font-size: 1.05em;
    line-height: 1.35;
  }
  .alarm .call {
    border-color: #ffffff;
    background: #ffffff;
    color: #8a0015;
  }
  .alarm .call b {
    font-size: 1.1em;
  }
  .standing {
    display: flex;
    align-items: center;
    gap: 0.6em;
    padding: 0.45em 1em;
    background: var(--urgent);
    color: var(--on-urgent);
    font-weight: 650;
  }

  /* connection */
  .connection p {
    display: flex;
    align-items: center;
    gap: 0.5em;
    flex: 1 1 12em;
  }
  .lost,
  .restored {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.35em 0.75em;
    padding: 0.4em 1em;
    background: var(--notice);
    color: var(--on-notice);
    font-size: 0.95em;
    border-block-end: 1px solid var(--line);
  }
  .restored {
    background: var(--home);
    color: var(--on-home);
  }
  .lost button {
    background: var(--raised);
  }

  /* what scrolls */
  .body {
    position: relative;
    min-block-size: 0;
  }
  .scroller {
    position: relative;
    block-size: 100%;
    background: var(--paper);
    overflow-y: auto;
    overflow-anchor: none;
    overscroll-behavior: contain;
    padding: 0.9em 1em 1em;
    overflow-wrap: anywhere;
  }
  .unseen {
    position: absolute;
    inset-block-end: 0.6em;
    inset-inline: 0;
    margin-inline: auto;
    inline-size: fit-content;
    border-radius: 2em;
  }

  /* the field */
  .composer {
    padding: 0.45em 1em max(0.6em, env(safe-area-inset-bottom));
    border-block-start: 1px solid var(--hairline);
    background: var(--surface);
  }
  .composer label {
    display: block;
    margin-block-end: 0.2em;
    font-size: 0.875em;
    color: var(--muted);
  }
  .line {
    display: flex;
    align-items: flex-end;
    gap: 0.5em;
  }
  textarea {
    flex: 1;
    min-inline-size: 0;
    min-block-size: var(--target);
    max-block-size: min(8em, 30cqb);
    padding: 0.5em 0.75em;
    border: max(1.5px, var(--border)) solid var(--line);
    border-radius: var(--radius);
    background: var(--paper);
    color: var(--ink);
    resize: none;
    line-height: 1.4;
  }
  textarea::placeholder {
    color: var(--muted);
    opacity: 1;
  }
  .send {
    flex: none;
  }

  /* low frames: a phone with its keyboard open, or large text */
  @container chat (max-height: 25em) {
    .composer label,
    .alarm-action {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    .head {
      padding-block: 0;
    }
    .numbers-bar {
      padding-block: 0.25em;
    }
    .numbers-bar p {
      display: none;
    }
    .alarm {
      gap: 0.4em;
      padding-block: 0.45em;
    }
    .alarm-words {
      align-items: center;
    }
    .alarm-words svg.icon {
      inline-size: 1.4em;
      block-size: 1.4em;
    }
    .alarm-title {
      font-size: 1.1em;
    }
  }
  @container chat (max-height: 17em) {
    .layout {
      grid-template-rows: auto auto 1fr auto;
      overflow: auto;
    }
    .top {
      position: sticky;
      inset-block-start: 0;
    }
    .scroller {
      block-size: auto;
      overflow: visible;
    }
  }
  @container chat (max-width: 24em) {
    .head .title {
      font-size: 1em;
    }
    .numbers-bar,
    .alarm,
    .standing,
    .lost,
    .restored,
    .composer,
    .scroller {
      padding-inline: 0.75em;
    }
    .numbers-bar {
      padding-block: 0.35em 0.45em;
    }
    .call {
      gap: 0.3em;
      padding-inline: 0.25em;
    }
    .call svg.icon {
      display: none;
    }
  }
  @container chat (max-width: 19em) {
    .send span {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
  @media (forced-colors: active) {
    .call,
    .alarm,
    .standing,
    button {
      border: 2px solid;
    }
  }
  .print-frame {
    position: fixed;
    inset-block-end: 0;
    inline-size: 1px;
    block-size: 1px;
    border: 0;
    opacity: 0;
    pointer-events: none;
  }
`;
