/** The nurse's page: entry of dist/nurse.js. */
import { Calculator } from "./calculator";
import { NursePage } from "./page";
import { documentStyles } from "./print-styles";

const sheet = documentStyles.styleSheet;
if (sheet !== undefined) document.adoptedStyleSheets.push(sheet);
customElements.define("ivig-calculator", Calculator);
customElements.define("ivig-nurse-page", NursePage);
