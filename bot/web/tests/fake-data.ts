/** What the fake server says: a triage in small, in the shape of docs/widget-api.md. */

export type FakeMessage = Record<string, unknown>;

export const INTRO =
  "I am an automated guide for people who have IVIG infusions. I am not a medical device, and I do not replace a nurse or doctor. In an emergency, call 911 (US/Canada), 112 (EU), 999 (UK).";
export const SAFETY = "If this may be an emergency, call 911 (US/Canada), 112 (EU), 999 (UK) now. If an infusion is running, have it stopped now. Something went wrong on my side, so I could not read that message. Please send it again, or call your infusion team.";

const SIGNS = [
  ["Trouble breathing, wheezing or a tight throat", "Trouble breathing or a tight throat"],
  ["A swollen face, lips or tongue", "Swollen face or tongue"],
  ["Chest pain or a tight chest", "Chest pain or tightness"],
  ["Fainting or blacking out", "Fainting or blacking out"],
  ["A drooping face, slurred speech, sudden loss of sight, or one weak side", "Drooping face, speech or sight trouble"],
  ["A seizure or fit", "Seizure"],
  ["Numbness between the legs, new bladder or bowel trouble, or two weak legs", "Numb between the legs, or bladder trouble"],
].map(([text = "", button = ""]) => ({ text, button }));

const buttons = (...titles: string[]): { title: string; payload: string }[] => titles.map((title) => ({ title, payload: title }));

function question(slot: string, kind: string, ask: string, remaining: number, titles: string[], lead = "", items: { text: string; button: string }[] = []): FakeMessage[] {
  const text = [lead, ask, ...items.map((item) => `• ${item.text}`)].filter((line) => line !== "").join("\n");
  return [{ text, buttons: buttons(...titles) }, { custom: { type: "question", slot, kind, ask, lead, items, remaining, stands_for: text } }];
}

export const dangerQuestion = (lead = ""): FakeMessage[] =>
  question("danger_signs", "group", "Do you have any of these now?", 6, ["None of these", ...SIGNS.map((sign) => sign.button), "I don't know"], lead, SIGNS);
export const neckQuestion = (): FakeMessage[] =>
  question("neck_stiffness", "yes_no", "Is your neck stiff? For example, is it hard to bring your chin to your chest?", 4, ["Yes", "No", "I don't know"]);
export const severityQuestion = (): FakeMessage[] =>
  question("severity", "severity", "How bad is it, from 0 to 10? 0 is no pain, 10 is the worst pain.", 3, [...Array(11).keys()].map(String).concat("I don't know"));
export const onsetQuestion = (): FakeMessage[] =>
  question("onset", "choice", "When did it begin? A guess is fine.", 2, ["A few hours ago", "Yesterday", "2 days ago", "3 days ago", "Over a week ago", "I don't know"]);
export const progressQuestion = (): FakeMessage[] =>
  question("progress", "choice", "Give it some time. Then tell me: is it better, the same or worse?", 1, ["Better", "The same", "Worse"], "Try this first: Drink water in small sips. If you were told to limit fluids, ask your team first.");

const DOCUMENTS = {
  "000": "Why Does IVIG Therapy Cause Back Pain? (web article)",
  "003": "Can IVIg Make Neuropathy Worse? (web article)",
  "004": "Treatment options for back pain during IVIG therapy (written for doctors and nurses)",
};
const WATCH = [
  "Trouble breathing or a tight throat",
  "A swollen tongue or face, or a rash",
  "Chest pain or fainting",
  "A stiff neck, or a very bad headache with fever or pain from light",
  "Being confused, a drooping face, slurred speech or a fit",
];

function result(level: string, title: string, action: string, steps: string[], why: FakeMessage[], watch: string[]): FakeMessage[] {
  const text = [action, ...why.map((reason) => reason["text"] as string), ...steps.map((step) => `• ${step}`)].join("\n");
  const custom = {
    type: "triage_result", level, title, action, watch, why, documents: DOCUMENTS, danger_signs: [], suspected: [], findings: {},
    steps: steps.map((step, index) => ({ id: `S${index}`, text: step, sources: ["004:77"] })),
    rules: ["R"], sources: [], protocol_version: "1", stands_for: text,
  };
  return [{ text }, { custom }];
}

export const emergencyResult = (): FakeMessage[] =>
  result("emergency", "Call for help now", "Call 911 (US/Canada), 112 (EU), 999 (UK) now. Do not wait to see if it passes.",
    ["On the phone, say that you had IVIG and what you feel.", "If you have an epinephrine pen, use it as prescribed. Make the call at once as well.", "Stay with someone. Do not drive. (general safety advice)"],
    [{ rule: "EM-BREATH", text: "Trouble breathing after IVIG can be a severe allergic reaction.", sources: ["004:77", "004:86"], general: false }], []);
export const urgentResult = (): FakeMessage[] =>
  result("urgent", "Get medical help now", "Get medical help now, without waiting. Call the on-call doctor, or go to an emergency department now.",
    ["Say that you had IVIG, when it was, and what you feel.", "Let someone else drive. (general safety advice)"],
    [{ rule: "UR-NECK", text: "A stiff neck after IVIG can mean that the lining of the brain is inflamed.", sources: ["000:9", "000:11", "003:33"], general: false }], []);
export const homeResult = (): FakeMessage[] =>
  result("self_care", "Care at home", "You can care for this at home, step by step. Rest, and watch for the danger signs below.",
    ["Ask your nurse or pharmacist before you take ibuprofen or a pill like it.", "Mild reactions often settle in 24 to 72 hours.", "Tell your team before the next infusion."],
    [{ rule: "SC-HOME", text: "I found no danger sign in these answers. This fits a mild reaction.", sources: ["003:15"], general: true }], WATCH);
export const nurseResult = (): FakeMessage[] =>
  result("tell_nurse", "Tell the nurse now", "Tell the nurse now. The nurse can slow the drip by half, or pause it. Do not touch the pump.",
    ["Press the call button or call out to your nurse."], [{ rule: "TN-ANY", text: "A reaction during the drip is best told at once.", sources: ["000:27"], general: false }], WATCH);
export const todayResult = (): FakeMessage[] =>
  result("same_day", "Talk to the infusion team today", "Call your prescriber or infusion team today. Tell them what you feel and since when.",
    ["Write down when it began."], [{ rule: "SD-FEVER", text: "A fever after IVIG should be told today.", sources: ["003:35"], general: false }], WATCH);

/** Answers a message; `asked` is the slot of the question that stood open. */
export function answer(text: string, asked: string | null, isFirst: boolean): FakeMessage[] {
  const words = text.toLowerCase();
  const says = (sign: string): boolean => new RegExp(`${sign}(?!.*: (no|not sure)\\s*$)`, "m").test(words);
  if (words === "start over") return [{ text: "We start again. I have cleared the answers.\nIf the danger is still there, call 911 (US/Canada), 112 (EU), 999 (UK)." }];
  if (words.includes("summary")) return [{ text: "Situation: lower back pain.\nBackground: IVIG yesterday." }, { custom: { type: "handoff", sbar: {}, level: "self_care" } }];
  if (words.startsWith("echo ")) return [{ text: text.slice(5), buttons: buttons(text.slice(5)) }];
  if (words === "nurse") return nurseResult();
  if (words === "today") return todayResult();
  if (says("tight throat") || says("chest pain") || says("swollen face")) return emergencyResult();
  if (isFirst || asked === null) return dangerQuestion(isFirst ? INTRO : "");
  if (asked === "danger_signs") return neckQuestion();
  if (asked === "neck_stiffness") return words.startsWith("yes") ? urgentResult() : severityQuestion();
  if (asked === "severity") return onsetQuestion();
  if (asked === "onset") return [...homeResult(), ...progressQuestion()];
  return [{ text: "Good to hear. Keep doing what helps." }];
}
