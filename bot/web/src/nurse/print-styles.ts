/** On paper: one card, or all of them, dark on white, each with its sources and what the page is not. */
import { css } from "lit";

/** For the document around the page: @page and the body stand outside every element. */
export const documentStyles = css`
  body { margin: 0; }
  @page { margin: 14mm 15mm 16mm; }
`;

export const printStyles = css`
  @media print {
    :host, :host([data-theme]), :host([data-contrast]), :host([data-text]) {
      color-scheme: light !important;
      --paper: #fff !important; --surface: #fff !important; --raised: #fff !important;
      --ink: #000 !important; --muted: #333 !important; --line: #555 !important; --hairline: #bbb !important;
      --accent: #000 !important; --accent-soft: #fff !important; --on-accent-soft: #000 !important;
      --emergency: #000 !important; --on-emergency: #fff !important; --emergency-soft: #fff !important; --on-emergency-soft: #000 !important;
      --urgent: #333 !important; --on-urgent: #fff !important;
      --notice: #fff !important; --on-notice: #000 !important; --today: #fff !important; --on-today: #000 !important;
      --home: #fff !important; --on-home: #000 !important;
      font-size: 10.5pt !important; line-height: 1.4 !important; min-block-size: 0;
    }
    .no-print, .skip, #reading-place, .aside { display: none !important; }
    .columns, .columns[data-browsing] { display: block; padding: 0; max-inline-size: none; }
    .columns[data-browsing] main { display: block; }
    .top { border-block-end: 1.5pt solid #000; margin-block-end: 5mm; }
    .top > * { padding-inline: 0; padding-block: 0.5mm; }
    .emergency { background: none; color: #000; font-weight: 700; }
    .emergency a { text-decoration: none; min-block-size: 0; line-height: inherit; }
    .card, .levels, .calculator, .documents { max-inline-size: none; }
    article h2 { font-size: 16pt; margin-block-end: 3mm; }
    article h3 { margin-block: 4mm 1.5mm; break-after: avoid; }
    .card .first { font-size: 1em; padding: 2.5mm 4mm; }
    .card .first, .entries > li, tr, .conclusion, .documents dl > div { break-inside: avoid; }
    .level { overflow: visible; margin-block-start: 4mm; }
    .level header { break-after: avoid; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    .level[data-level="emergency"] header, .level[data-level="urgent"] header { background: #fff; color: #000; border-block-end: 1.5pt solid #000; }
    thead { display: table-header-group; }
    th, td { padding: 1.2mm 3mm; }
    .entries { gap: 2.2mm; }
    .gs { border: 0.5pt solid #555; }
    .documents { margin-block-start: 6mm; break-inside: avoid; }
    :focus-visible { outline: none; }
    .everything, .print-only { display: block; }
    .everything > article { break-after: page; }
    .columns[data-browsing]:has(+ .everything) { display: none; }
  }
`;
