/** The languages of the patients' element: one file each. A new one is added here. */
import type { LanguageTable } from "../shared/language";
import { en, type Strings } from "./en";
import { es } from "./es";

export type { Strings };
export const languages: LanguageTable<Strings> = { en, es };
