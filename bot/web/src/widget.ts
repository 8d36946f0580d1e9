/** Entry of dist/widget.js: defines `<ivig-triage-chat>`, once, however often the script stands on a page. */
import { IvigTriageChat } from "./element";

if (!customElements.get("ivig-triage-chat")) customElements.define("ivig-triage-chat", IvigTriageChat);
