/**
 * Design tokens: colours, type sizes and the focus ring, as custom properties on the host of an element.
 *
 * The host carries `data-theme` ("light" | "dark", absent: as the system says), `data-contrast` ("more", absent:
 * as the system says) and `data-text` ("large" | "largest", absent: normal). See preferences.ts.
 * Every pair of text and ground below has a contrast of 4.5 or more; high contrast 7 or more.
 */
import { css, type CSSResult } from "lit";

const light: CSSResult = css`
  color-scheme: light;
  --paper: #ffffff;
  --surface: #f1f5f8;
  --raised: #ffffff;
  --ink: #16212b;
  --muted: #475461;
  --line: #74818e;
  --hairline: #d5dde4;
  --accent: #0a5a83;
  --on-accent: #ffffff;
  --accent-soft: #e2f0f8;
  --on-accent-soft: #06384f;
  --focus: #a84b00;
  --emergency: #b3001b;
  --on-emergency: #ffffff;
  --emergency-soft: #fdecee;
  --on-emergency-soft: #8a0015;
  --urgent: #9a3600;
  --on-urgent: #ffffff;
  --notice: #fff1cf;
  --on-notice: #4a3000;
  --today: #dfecf9;
  --on-today: #0b3558;
  --home: #def3e4;
  --on-home: #0d3d20;
`;

const dark: CSSResult = css`
  color-scheme: dark;
  --paper: #10181f;
  --surface: #1b2731;
  --raised: #17212a;
  --ink: #edf3f7;
  --muted: #b6c3ce;
  --line: #8494a2;
  --hairline: #33424e;
  --accent: #7fc8ee;
  --on-accent: #04202f;
  --accent-soft: #173a4d;
  --on-accent-soft: #d8effb;
  --focus: #ffc266;
  --emergency: #c0182d;
  --on-emergency: #ffffff;
  --emergency-soft: #3d161b;
  --on-emergency-soft: #ffc9cf;
  --urgent: #a84312;
  --on-urgent: #ffffff;
  --notice: #43330d;
  --on-notice: #ffe9b3;
  --today: #16344f;
  --on-today: #d6e9fb;
  --home: #15392a;
  --on-home: #c9f2d8;
`;

const lightMore: CSSResult = css`
  --surface: #ffffff;
  --ink: #000000;
  --muted: #1d1d1d;
  --line: #000000;
  --hairline: #000000;
  --accent: #00345c;
  --accent-soft: #ffffff;
  --on-accent-soft: #000000;
  --focus: #8a2f00;
  --emergency: #8f0014;
  --emergency-soft: #ffffff;
  --on-emergency-soft: #8f0014;
  --urgent: #6e2500;
  --notice: #ffffff;
  --on-notice: #000000;
  --today: #ffffff;
  --on-today: #000000;
  --home: #ffffff;
  --on-home: #000000;
`;

const darkMore: CSSResult = css`
  --paper: #000000;
  --surface: #000000;
  --raised: #000000;
  --ink: #ffffff;
  --muted: #f0f0f0;
  --line: #ffffff;
  --hairline: #ffffff;
  --accent: #ffe14d;
  --on-accent: #000000;
  --accent-soft: #000000;
  --on-accent-soft: #ffffff;
  --focus: #ffb000;
  --emergency: #8f0014;
  --emergency-soft: #000000;
  --on-emergency-soft: #ffd5da;
  --urgent: #6e2500;
  --notice: #000000;
  --on-notice: #ffffff;
  --today: #000000;
  --on-today: #ffffff;
  --home: #000000;
  --on-home: #ffffff;
`;

/** The tokens on `:host`, for `static styles` of an element. */
export const tokens: CSSResult = css`
  :host {
    ${light}
    --scale: 1;
    --radius: 0.75em;
    --target: 2.75rem;
    --border: 1px;
    /* never below 17 px, whatever the page around it does to its root; grows with the person's own setting */
    font: 400 calc(max(1.0625rem, 17px) * var(--scale)) / 1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
    color: var(--ink);
  }
  @media (prefers-color-scheme: dark) {
    :host(:not([data-theme="light"])) {
      ${dark}
    }
  }
  :host([data-theme="dark"]) {
    ${dark}
  }
  @media (prefers-contrast: more) {
    :host {
      ${lightMore}
      --border: 2px;
    }
  }
  @media (prefers-contrast: more) and (prefers-color-scheme: dark) {
    :host(:not([data-theme="light"])) {
      ${darkMore}
    }
  }
  @media (prefers-contrast: more) {
    :host([data-theme="dark"]) {
      ${darkMore}
    }
  }
  :host([data-contrast="more"]) {
    ${lightMore}
    --border: 2px;
  }
  @media (prefers-color-scheme: dark) {
    :host([data-contrast="more"]:not([data-theme="light"])) {
      ${darkMore}
    }
  }
  :host([data-contrast="more"][data-theme="dark"]) {
    ${darkMore}
  }
  :host([data-text="large"]) {
    --scale: 1.25;
  }
  :host([data-text="largest"]) {
    --scale: 1.5;
  }
`;

/** What every page of ours shares: box model, focus ring, buttons, text that only screen readers meet. */
export const base: CSSResult = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  :focus {
    outline: none;
  }
  :focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: 2px;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  button,
  input,
  textarea,
  select {
    font: inherit;
    color: inherit;
  }
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-block-size: var(--target);
    min-inline-size: var(--target);
    padding: 0.4em 1em;
    border: max(1.5px, var(--border)) solid var(--line);
    border-radius: var(--radius);
    background: var(--raised);
    color: var(--ink);
    font-weight: 500;
    line-height: 1.25;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    touch-action: manipulation;
    overflow-wrap: anywhere;
  }
  @media (hover: hover) {
    button:not(.primary):hover {
      border-color: var(--accent);
      background: var(--accent-soft);
      color: var(--on-accent-soft);
    }
  }
  .primary {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }
  .plain {
    border-color: transparent;
    background: transparent;
  }
  button:disabled {
    border-style: dashed;
    color: var(--muted);
    cursor: default;
  }
  svg.icon {
    inline-size: 1.25em;
    block-size: 1.25em;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
      scroll-behavior: auto !important;
    }
  }
`;
