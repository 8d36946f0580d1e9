"use strict";

// A plain page over the REST contract. It keeps nothing but the id of the conversation, in this tab only.
const WEBHOOK = "/webhooks/rest/webhook";
const deadlineMs = Number(document.body.dataset.deadlineMs) || 8000;
const giveUpMs = deadlineMs + 12000; // a late answer is still worth showing
const safetyText = document.getElementById("safety").content.textContent;
const log = document.getElementById("log");
const status = document.getElementById("status");
const form = document.getElementById("form");
const words = document.getElementById("words");

// Off the loopback address the address of the page carries a token: .../#token=...; its subject is the sender.
const token = new URLSearchParams(location.hash.slice(1)).get("token");
const isNew = !sessionStorage.getItem("sender");
const sender = subjectOf(token) || storedSender();
let turns = Promise.resolve();

function subjectOf(jwt) {
  try {
    const part = jwt.split(".")[1].replace(/-/g, "+").replace(/_/g, "/");
    const bytes = Uint8Array.from(atob(part), (c) => c.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes)).sub || null;
  } catch {
    return null;
  }
}

function storedSender() {
  let id = sessionStorage.getItem("sender");
  if (!id) {
    const bytes = crypto.getRandomValues(new Uint8Array(24));
    id = Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
    sessionStorage.setItem("sender", id);
  }
  return id;
}

function add(element) {
  log.append(element);
  log.scrollTop = log.scrollHeight;
  return element;
}

function addMessage(text, who) {
  const paragraph = document.createElement("p");
  paragraph.className = `message ${who}`;
  paragraph.textContent = text;
  return add(paragraph);
}

function addChoices(buttons) {
  const group = document.createElement("div");
  group.className = "choices";
  for (const { title, payload } of buttons) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = title;
    button.addEventListener("click", () => say(payload || title, title));
    group.append(button);
  }
  add(group);
}

function addLevel(level) {
  const card = document.createElement("p");
  card.className = "level";
  card.dataset.level = level;
  const name = level.replace(/_/g, " ");
  card.textContent = `Result: ${name}`;
  if (level === "emergency" || level === "urgent") card.setAttribute("role", "alert");
  add(card);
}

function show(replies) {
  const before = log.lastElementChild;
  const results = replies.filter((reply) => reply.custom && reply.custom.type === "triage_result");
  results.forEach((reply) => addLevel(String(reply.custom.level)));
  for (const reply of replies) {
    if (reply.text) addMessage(reply.text, "assistant");
    if (reply.buttons) addChoices(reply.buttons);
  }
  const first = before ? before.nextElementSibling : log.firstElementChild;
  if (first) log.scrollTop = first.offsetTop - log.offsetTop; // a long reply is read from its beginning
}

function offerRetry(message) {
  const group = document.createElement("div");
  group.className = "choices";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Send it again";
  button.addEventListener("click", () => {
    group.remove();
    queue(message);
  });
  group.append(button);
  add(group);
}

async function post(message, signal) {
  const headers = { "Content-Type": "application/json" };
  if (token) headers.Authorization = `Bearer ${token}`;
  const body = JSON.stringify({ sender, message });
  const response = await fetch(WEBHOOK, { method: "POST", headers, body, signal });
  const replies = await response.json();
  if (!Array.isArray(replies) || replies.length === 0) throw new Error("no reply");
  return replies;
}

async function turn(message) {
  const control = new AbortController();
  let warned = false;
  const warn = () => {
    if (!warned) addMessage(safetyText, "assistant").setAttribute("role", "alert");
    warned = true;
  };
  const late = setTimeout(warn, deadlineMs);
  const giveUp = setTimeout(() => control.abort(), giveUpMs);
  status.textContent = "Please wait …";
  try {
    const replies = await post(message, control.signal);
    show(warned ? replies.filter((reply) => reply.text !== safetyText) : replies);
  } catch {
    warn();
    offerRetry(message);
  } finally {
    clearTimeout(late);
    clearTimeout(giveUp);
    status.textContent = "";
  }
}

function queue(message) {
  turns = turns.then(() => turn(message)); // one after another, so that replies stay in order
}

function say(message, shownAs = message) {
  log.querySelectorAll(".choices").forEach((group) => group.remove());
  addMessage(shownAs, "person");
  queue(message);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const message = words.value.trim();
  words.value = "";
  words.focus();
  if (message) say(message);
});

words.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});

if (isNew) queue("hello");
else addMessage("You can go on where you were. Just write.", "assistant");
