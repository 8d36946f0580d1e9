/** Printing and saving the summary. Its page is rebuilt node by node from a short list of elements: no script, no markup of others. */

const ALLOWED = new Set(
  "ARTICLE ASIDE B BR CAPTION CODE DD DIV DL DT EM FOOTER H1 H2 H3 H4 HEADER HR LI MAIN OL P SECTION SMALL SPAN STRONG TABLE TBODY TD TFOOT TH THEAD TIME TR UL".split(" "),
);
const KEPT_ATTRIBUTES = ["class", "lang", "dir", "scope", "colspan", "rowspan"];

/** Copies what may be shown from `source` to `target`; what is not in the list is left out, its text with it. */
export function copyAllowed(source: Node, target: Node, into: Document): void {
  for (const child of Array.from(source.childNodes)) {
    if (child.nodeType === Node.TEXT_NODE) target.appendChild(into.createTextNode(child.textContent ?? ""));
    else if (isElement(child) && ALLOWED.has(child.tagName)) {
      const copy = into.createElement(child.tagName);
      for (const name of KEPT_ATTRIBUTES) {
        const value = child.getAttribute(name);
        if (value !== null) copy.setAttribute(name, value);
      }
      copyAllowed(child, copy, into);
      target.appendChild(copy);
    }
  }
}

const isElement = (node: Node): node is Element => node.nodeType === Node.ELEMENT_NODE;

/**
 * Prints a document in a frame of its own. Its style goes in as a constructed sheet, which a strict content security
 * policy allows where an inline style would be refused.
 */
export function printPage(parsed: Document, root: ParentNode): void {
  const frame = document.createElement("iframe");
  frame.className = "print-frame";
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  root.append(frame);
  const [inside, view] = [frame.contentDocument, frame.contentWindow];
  if (inside === null || view === null) return frame.remove();
  inside.documentElement.lang = parsed.documentElement.lang || "en";
  inside.title = parsed.title;
  copyAllowed(parsed.body, inside.body, inside);
  const Sheet = (view as unknown as { CSSStyleSheet: typeof CSSStyleSheet }).CSSStyleSheet;
  const sheet = new Sheet();
  sheet.replaceSync(Array.from(parsed.querySelectorAll("style"), (style) => style.textContent ?? "").join("\n"));
  inside.adoptedStyleSheets = [sheet];
  view.addEventListener("afterprint", () => frame.remove(), { once: true });
  view.focus();
  view.print();
}

/** Hands a text to the person as a file. */
export function saveFile(content: string, name: string, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
