/** The element's style, by what it draws. Logical properties only, so that it also runs from right to left. */
import { answers } from "./answers";
import { layout } from "./layout";
import { messages } from "./messages";
import { panel } from "./panel";

export const styles = [layout, messages, answers, panel];
