/**
 * How a person wants to read: theme, contrast and size of the text. Kept in localStorage (it says nothing about
 * health), and written onto the host as the attributes that tokens.ts reads.
 */
export type Theme = "system" | "light" | "dark";
export type TextSize = "normal" | "large" | "largest";

export interface Preferences {
  readonly theme: Theme;
  readonly highContrast: boolean;
  readonly textSize: TextSize;
}

export const DEFAULT_PREFERENCES: Preferences = { theme: "system", highContrast: false, textSize: "normal" };
const KEY = "ivig-reading";

/** Reads what was chosen before; whatever is missing or unknown is the default. Never throws. */
export function readPreferences(storage: () => Storage = () => localStorage): Preferences {
  try {
    const stored: unknown = JSON.parse(storage().getItem(KEY) ?? "{}");
    if (typeof stored !== "object" || stored === null) return DEFAULT_PREFERENCES;
    const { theme, highContrast, textSize } = stored as Partial<Record<keyof Preferences, unknown>>;
    return {
      theme: theme === "light" || theme === "dark" ? theme : "system",
      highContrast: highContrast === true,
      textSize: textSize === "large" || textSize === "largest" ? textSize : "normal",
    };
  } catch {
    return DEFAULT_PREFERENCES; // storage is closed to us, or holds something else: reading works without it
  }
}

/** Keeps the choice. Where storage is closed it holds until the page is left. */
export function writePreferences(preferences: Preferences, storage: () => Storage = () => localStorage): void {
  try {
    storage().setItem(KEY, JSON.stringify(preferences));
  } catch {
    return; // private mode: the choice still holds on this page
  }
}

/** Writes the choice onto the host element. */
export function applyPreferences(host: HTMLElement, { theme, highContrast, textSize }: Preferences): void {
  set(host, "data-theme", theme === "system" ? null : theme);
  set(host, "data-contrast", highContrast ? "more" : null);
  set(host, "data-text", textSize === "normal" ? null : textSize);
}

function set(host: HTMLElement, name: string, value: string | null): void {
  if (value === null) host.removeAttribute(name);
  else host.setAttribute(name, value);
}
