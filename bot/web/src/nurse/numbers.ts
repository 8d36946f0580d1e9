/** The emergency numbers of the server's text ("911 (US/Canada), 112 (EU)"), each for a link that calls it. */
export interface Telephone {
  readonly number: string;
  readonly where: string;
}

export function telephones(text: string): readonly Telephone[] {
  return text.split(/[,;]\s*/).map((part) => {
    const [, number = "", where = ""] = /^\s*([+\d][\d\s-]*?)?\s*(?:\((.*)\))?\s*$/.exec(part) ?? [];
    return number === "" ? { number: "", where: part.trim() } : { number, where };
  });
}

/** Minutes after midnight of the value of a field of type "time"; empty where there is none. */
export function minutesOf(time: string): string {
  const [, hours, minutes] = /^(\d{2}):(\d{2})/.exec(time) ?? [];
  return hours === undefined ? "" : String(Number(hours) * 60 + Number(minutes));
}
