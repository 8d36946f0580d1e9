/** A small server that follows docs/widget-api.md to the letter, with switches for what can go wrong. */
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { answer, SAFETY, type FakeMessage } from "./fake-data";

const WEB = join(dirname(fileURLToPath(import.meta.url)), "..");
/** As strict as the real page's: no inline script, no inline style. */
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html 'allow-duplicates'";

interface FakeTurn {
  seq: number;
  id: string | null;
  text: string | null;
  at: string;
  replies: FakeMessage[];
  late?: boolean;
}
interface FakeConversation {
  turns: FakeTurn[];
  asked: string | null;
  streams: Set<ServerResponse>;
}
type Trouble = { status: number; times: number; retryAfter?: number };

export class FakeServer {
  /** Answers wait this long. */
  delayMs = 0;
  /** A first answer is the safety text with `late`; the real one follows by the stream after this time. */
  lateMs: number | null = null;
  /** The next posts are answered with this. */
  trouble: Trouble | null = null;
  /** Handles the next message, and cuts the line before the answer. */
  cutNext = false;
  /** The next message is answered with 500, and with what was said before it failed. */
  failAfterSaying = false;
  settingsFail = false;
  numbers = [
    { number: "911", where: "US/Canada" },
    { number: "112", where: "EU" },
    { number: "999", where: "UK" },
  ];
  /** How often each message was handled, by its id. */
  readonly handled = new Map<string, number>();
  readonly conversations = new Map<string, FakeConversation>();
  page: string | null = null;
  port = 0;

  private server: Server | null = null;
  private stopping = false;
  private readonly atWork = new Map<string, Promise<FakeTurn>>();
  private readonly sockets = new Set<Socket>();

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<this> {
    this.server = createServer((request, response) => void this.route(request, response));
    this.stopping = false;
    this.server.on("connection", (socket) => {
      if (this.stopping) return void socket.destroy();
      this.sockets.add(socket);
      socket.on("close", () => this.sockets.delete(socket));
    });
    await new Promise<void>((resolve) => this.server?.listen(this.port, "127.0.0.1", resolve));
    this.port = (this.server.address() as AddressInfo).port;
    return this;
  }

  /** Stops as if killed; the conversations stay, as in a database. `start` goes on at the same port. */
  async stop(): Promise<void> {
    this.stopping = true;
    const closed = new Promise<void>((resolve) => (this.server ? this.server.close(() => resolve()) : resolve()));
    this.sockets.forEach((socket) => socket.destroy());
    await closed;
    this.server = null;
  }

  /** Lets the assistant speak on its own. */
  speak(replies: FakeMessage[]): void {
    for (const conversation of this.conversations.values()) this.push(conversation, this.add(conversation, null, null, replies));
  }

  /** Puts a conversation of so many turns there and returns its token. */
  seed(turns: number): string {
    const token = randomBytes(12).toString("hex");
    const conversation: FakeConversation = { turns: [], asked: "neck_stiffness", streams: new Set() };
    for (let index = 0; index < turns; index += 1) {
      this.add(conversation, `seed-${index}`, `Message number ${index}`, [
        { text: `Reply number ${index}.\nSome words to read, so that it is of a usual length.\n• One thing to do\n• Another thing to do` },
      ]);
    }
    this.conversations.set(token, conversation);
    return token;
  }

  private add(conversation: FakeConversation, id: string | null, text: string | null, replies: FakeMessage[]): FakeTurn {
    const turn = { seq: 4 * (conversation.turns.length + 1), // counts up, with gaps
      id, text, at: new Date().toISOString(), replies };
    conversation.turns.push(turn);
    const questions = replies.map((reply) => reply["custom"] as Record<string, unknown> | undefined).filter((custom) => custom?.["type"] === "question");
    conversation.asked = (questions[questions.length - 1]?.["slot"] as string | undefined) ?? null;
    return turn;
  }

  private push(conversation: FakeConversation, turn: FakeTurn): void {
    conversation.streams.forEach((stream) => stream.write(`event: turn\nid: ${turn.seq}\ndata: ${JSON.stringify(turn)}\n\n`));
  }

  private async route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? "/", this.url);
    const key = `${request.method} ${pathname}`;
    if (key === "GET /") return this.file(response, "text/html", this.page ?? readFileSync(join(WEB, "index.html"), "utf8").replaceAll("{{ emergency_number }}", "911 (US/Canada)"));
    if (key === "GET /widget.js") return this.file(response, "text/javascript", readFileSync(join(WEB, "dist", "widget.js"), "utf8"));
    if (key === "GET /favicon.ico") return void response.writeHead(204).end();
    if (key === "GET /widget/settings") {
      if (this.settingsFail) return refuse(response, 500, "failed");
      return send(response, 200, { emergency_numbers: this.numbers, safety_text: SAFETY, disclaimer: "This guide is automated. It is no medical device, and it does not replace a nurse or doctor.", reply_deadline_ms: 8000, protocol_version: "1" });
    }
    if (key === "POST /widget/session") {
      const token = randomBytes(12).toString("hex");
      this.conversations.set(token, { turns: [], asked: null, streams: new Set() });
      return send(response, 201, { token, expires_at: "2030-01-01T00:00:00Z" });
    }
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
    const conversation = this.conversations.get(token);
    if (!conversation) return refuse(response, 401, "unauthorized");
    if (key === "POST /widget/messages") return this.message(request, response, conversation);
    if (key === "GET /widget/messages") return send(response, 200, { turns: conversation.turns.filter((turn) => turn.seq > Number(searchParams.get("after") ?? 0)) });
    if (key === "GET /widget/events") return this.events(request, response, conversation);
    if (key === "DELETE /widget/conversation") {
      conversation.streams.forEach((stream) => stream.end());
      this.conversations.delete(token);
      return void response.writeHead(204).end();
    }
    if (pathname.startsWith("/widget/summary.")) return this.summary(response, conversation, pathname.endsWith(".html"));
    refuse(response, 404, "not_found");
  }

  private async message(request: IncomingMessage, response: ServerResponse, conversation: FakeConversation): Promise<void> {
    const { id, text } = JSON.parse(await body(request)) as { id: string; text: string };
    if (this.trouble !== null && this.trouble.times > 0) {
      this.trouble.times -= 1;
      const codes: Record<number, string> = { 400: "bad_request", 413: "too_large", 429: "too_many", 500: "failed", 503: "unavailable", 401: "unauthorized" };
      return refuse(response, this.trouble.status, codes[this.trouble.status] ?? "failed", this.trouble.retryAfter);
    }
    const known = conversation.turns.find((turn) => turn.id === id);
    if (known) return send(response, 200, known);
    if (this.atWork.has(id)) return send(response, 200, await this.atWork.get(id));
    this.handled.set(id, (this.handled.get(id) ?? 0) + 1);
    const replies = answer(text, conversation.asked, conversation.turns.length === 0);
    if (this.lateMs !== null) {
      const turn = { seq: 0, id, text, at: new Date().toISOString(), replies: [{ text: SAFETY }], late: true };
      const after = this.lateMs;
      this.lateMs = null;
      setTimeout(() => this.push(conversation, this.add(conversation, id, text, replies)), after);
      return send(response, 200, turn);
    }
    if (this.failAfterSaying) {
      this.failAfterSaying = false;
      this.handled.delete(id);
      return send(response, 500, { error: "failed", text: SAFETY, replies: [...replies, { text: SAFETY }] });
    }
    const work = new Promise<FakeTurn>((resolve) =>
      setTimeout(() => {
        const turn = this.add(conversation, id, text, replies);
        this.push(conversation, turn); // also to the tab that waits for its reply
        resolve(turn);
      }, this.delayMs),
    );
    this.atWork.set(id, work);
    const turn = await work;
    if (this.cutNext) {
      this.cutNext = false;
      return void request.socket.destroy();
    }
    send(response, 200, turn);
  }

  private events(request: IncomingMessage, response: ServerResponse, conversation: FakeConversation): void {
    response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    response.write(": open\n\n");
    const last = Number(request.headers["last-event-id"] ?? Number.POSITIVE_INFINITY);
    conversation.turns.filter((turn) => turn.seq > last).forEach((turn) => response.write(`event: turn\nid: ${turn.seq}\ndata: ${JSON.stringify(turn)}\n\n`));
    conversation.streams.add(response);
    request.on("close", () => conversation.streams.delete(response));
  }

  private summary(response: ServerResponse, conversation: FakeConversation, isPage: boolean): void {
    if (conversation.turns.length === 0) return refuse(response, 404, "not_found");
    if (!isPage) return this.file(response, "text/plain", "Summary (SBAR)\nSituation: lower back pain, 3 of 10.\nBackground: IVIG yesterday.\nAssessment: care at home.\nRecommendation:\n• Tell the team before the next infusion.");
    this.file(response, "text/html", '<!doctype html><html lang="en"><title>Summary</title><style>h1{color:rgb(10, 20, 30)}</style><body><h1>Summary for a clinician</h1><p>Lower back pain.</p><script>window.top.hacked=1</script><img src=x onerror="window.top.hacked=1"></body></html>');
  }

  private file(response: ServerResponse, type: string, content: string): void {
    response.writeHead(200, { "Content-Type": `${type}; charset=utf-8`, "Content-Security-Policy": POLICY, "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff" });
    response.end(content);
  }
}

function send(response: ServerResponse, status: number, content: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json", "Cache-Control": "no-store" });
  response.end(JSON.stringify(content));
}

function refuse(response: ServerResponse, status: number, code: string, retryAfter?: number): void {
  if (retryAfter !== undefined) response.setHeader("Retry-After", String(retryAfter));
  send(response, status, { error: code, text: SAFETY });
}

async function body(request: IncomingMessage): Promise<string> {
  let content = "";
  for await (const chunk of request) content += String(chunk);
  return content;
}
