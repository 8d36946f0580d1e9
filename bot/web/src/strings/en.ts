/**
 * English: the complete list of the interface's strings. What the assistant itself says comes from the server.
 * Plain words, US grade 8 or below. A string with a number or a name in it is a function.
 */
import type { Level } from "../chat/types";

const levels: Record<Level, string> = {
  emergency: "Call for help now",
  urgent: "Get medical help now",
  tell_nurse: "Tell the nurse now",
  same_day: "Talk to the infusion team today",
  self_care: "Care at home",
};

export const en = {
  title: "IVIG reaction guide",
  openChat: "Ask about IVIG",
  openChatDanger: "Open the chat: get help now",
  closeChat: "Close the chat",

  // emergency
  emergencyLead: "In an emergency, call",
  emergencyNumbers: "Emergency numbers",
  call: (number: string) => `Call ${number}`,
  callWhere: (number: string, where: string) => `Call ${number} ${where}`,

  // first screen
  startHeading: "How do you feel?",
  startText: "Tell me in your own words. I ask a few short questions. Then I tell you what to do.",
  startExample: "For example: “My back hurts since the infusion this morning.”",
  startDanger: "If you feel in danger, do not write. Call first.",
  startChoices: "Or tap what fits best",
  starters: [
    { label: "Back pain", say: "Back pain" },
    { label: "Headache", say: "Headache" },
    { label: "Fever or chills", say: "Fever or chills" },
    { label: "Muscle aches", say: "Muscle aches" },
  ],
  disclaimer: "This is an automated guide. It is not a medical device. It does not replace a nurse or doctor.",
  languageNote: "",

  // messages
  log: "Conversation",
  you: "You said:",
  assistant: "The guide:",
  yourMessage: "Your message",
  placeholder: "Write here",
  send: "Send",
  writing: "The guide is writing",
  sending: "Sending …",
  delivered: "Sent",
  waiting: "Not sent yet. I keep trying.",
  failed: "This message did not get through.",
  refused: "This message could not be taken. Please write it in other words, or shorter.",
  tryAgain: "Try again now",
  discard: "Remove",
  newMessages: "New message",
  newStart: "A new start",
  expired: "The earlier conversation has ended, and I can no longer see it. Please tell me again what you feel.",
  restoring: "Getting your conversation back …",
  erased: "Your conversation is erased, here and on the server.",

  // safety
  overdueTitle: "No answer yet",
  overdue: (numbers: string) =>
    `If this may be an emergency, call ${numbers} now. If an infusion is running, have it stopped now. Your message is kept, and I keep trying. You do not need to send it again.`,
  lost: "No connection. Your messages are kept and sent later.",
  restored: "Connected again.",

  // questions
  answers: "Your answer",
  remaining: (count: number) => (count === 1 ? "About 1 more question" : `About ${count} more questions`),
  yes: "Yes",
  no: "No",
  unsure: "Not sure",
  groupHint: "Mark each one that fits.",
  groupSend: "Send my answers",
  groupOthersNo: "Send: I have none of the others",
  groupOthersUnsure: "Send: not sure about the others",
  scaleLow: "none",
  scaleHigh: "worst",
  scaleOption: (value: number) => (value === 0 ? "0, none" : value === 10 ? "10, the worst" : String(value)),
  scalePick: "Pick a number",
  scaleSend: (value: number) => `Send ${value} out of 10`,
  orWrite: "You can also write your answer, or say it with your keyboard’s microphone.",

  // results
  levels,
  resultLabel: (level: string) => `What to do: ${level}`,
  steps: "What to do",
  why: "Why?",
  watch: "Danger signs to watch for",
  watchLead: "Get help at once if you notice any of these:",
  source: (title: string, lines: string) => `${title}, line ${lines}`,
  sources: (title: string, lines: string) => `${title}, lines ${lines}`,
  general: "General safety advice. No source document says this.",
  rule: (id: string) => `Rule ${id}`,
  notGuideline: "None of these pages is a medical guideline.",

  // options
  options: "Options",
  close: "Close",
  back: "Back",
  reading: "Reading",
  textSize: "Text size",
  textNormal: "Normal",
  textLarge: "Large",
  textLargest: "Largest",
  theme: "Colors",
  themeSystem: "Auto",
  themeLight: "Light",
  themeDark: "Dark",
  contrast: "High contrast",
  conversation: "Your conversation",
  summary: "Summary for your nurse",
  summaryLoading: "Making the summary …",
  summaryNone: "There is no summary yet. Tell the guide what you feel first.",
  summaryFailed: "The summary could not be fetched. Please try again.",
  print: "Print",
  savePage: "Save as a page",
  saveText: "Save as text",
  fileName: "ivig-summary",
  startOver: "Start over",
  startOverAsk: "Start over?",
  startOverText: "The guide forgets your answers and asks again from the beginning. If the danger is still there, call first.",
  startOverYes: "Yes, start over",
  erase: "Erase my conversation",
  eraseAsk: "Erase your conversation?",
  eraseText: "All that you wrote, and all answers, are deleted here and on the server. This can not be undone. Save the summary first if your nurse needs it.",
  eraseYes: "Yes, erase it",
  eraseWorking: "Erasing …",
  eraseFailed: "It could not be erased: the server can not be reached. Nothing was deleted. Please try again.",
  cancel: "No, go back",
  privacy: "What you write goes only to the server of this service. This device forgets it when you close the tab. To delete it on the server too, erase it here.",
};

export type Strings = typeof en;
