/** Icons drawn as lines in a 24 by 24 box; all are decoration beside words, so they are hidden from screen readers. */
import { svg, html, type TemplateResult } from "lit";

const icon = (content: TemplateResult): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${content}</svg>`;

export const icons = {
  phone: icon(svg`<path d="M6.5 3h3l1.5 5-2 1.5a12 12 0 0 0 5.5 5.500l1.5-2 5 1.500v3a2.5 2.5 0 0 1-2.7 2.500A17 17 0 0 1 4 5.7 2.5 2.5 0 0 1 6.5 3z"/>`),
  alert: icon(svg`<path d="M12 3 1.8 20.500h20.400z"/><path d="M12 9.500v5"/><path d="M12 17.600v.1"/>`),
  hospital: icon(svg`<rect x="3" y="3" width="18" height="18" rx="3"/><path d="M12 7.500v9M7.5 12h9"/>`),
  nurse: icon(svg`<circle cx="12" cy="8" r="4"/><path d="M4 21c.5-4.5 3.8-7 8-7s7.5 2.5 8 7"/>`),
  calendar: icon(svg`<rect x="3" y="5" width="18" height="16" rx="2"/><path d="M3 10h18M8 3v4M16 3v4"/>`),
  home: icon(svg`<path d="m3 11 9-8 9 8"/><path d="M5.5 9.500V21h13V9.5"/><path d="M10 21v-6h4v6"/>`),
  send: icon(svg`<path d="M12 20V4M5 11l7-7 7 7"/>`),
  settings: icon(svg`<path d="M4 7h9M19 7h1M4 17h1M11 17h9"/><circle cx="16" cy="7" r="2.5"/><circle cx="8" cy="17" r="2.5"/>`),
  close: icon(svg`<path d="M5 5l14 14M19 5 5 19"/>`),
  check: icon(svg`<path d="m4 12.5 5.5 5.500L20 6.5"/>`),
  clock: icon(svg`<circle cx="12" cy="12" r="9"/><path d="M12 7v5.500l3.5 2"/>`),
  offline: icon(svg`<path d="M3 3l18 18M8.5 15.500a5 5 0 0 1 6-.8M5 12a10 10 0 0 1 4-2.400M19 12a10 10 0 0 0-5-2.700M2 8.500a15 15 0 0 1 4.5-2.700M22 8.500A15 15 0 0 0 11 5"/><path d="M12 19v.1"/>`),
  better: icon(svg`<path d="M12 20V5M5 11l7-7 7 7"/>`),
  same: icon(svg`<path d="M4 9h16M4 15h16"/>`),
  worse: icon(svg`<path d="M12 4v15M5 13l7 7 7-7"/>`),
  print: icon(svg`<path d="M7 9V3h10v6M7 17H3V9h18v8h-4"/><path d="M7 14h10v7H7z"/>`),
  save: icon(svg`<path d="M12 3v12M6 10l6 6 6-6M4 20.500h16"/>`),
  restart: icon(svg`<path d="M4 4v6h6"/><path d="M4.5 10A8 8 0 1 1 4 14"/>`),
  erase: icon(svg`<path d="M4 7h16M9 7V3.500h6V7M6 7l1 14h10l1-14M10 11v6M14 11v6"/>`),
  chat: icon(svg`<path d="M4 4h16v12H11l-5 5v-5H4z"/>`),
  down: icon(svg`<path d="M12 4v16M5 13l7 7 7-7"/>`),
} as const;
