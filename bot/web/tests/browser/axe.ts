/** What axe finds against WCAG 2.2 AA. */
import axe from "axe-core";
import type { Page } from "playwright-core";

export const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** The rules that colours alone can break. */
export const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/** What it finds, a line each: by all rules, or by those about colours. Its script is handed over once a page, which takes longest. */
export async function violations(page: Page, rules: "all" | "colours" = "all"): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(
    async (values) => {
      const { violations } = await window.axe.run(document, { runOnly: values, resultTypes: ["violations"], preload: false, iframes: false });
      return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${JSON.stringify(node.target)} ${node.failureSummary ?? ""}`));
    },
    rules === "all" ? TAGS : COLOUR_RULES,
  );
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
