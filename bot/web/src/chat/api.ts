/** The server's addresses, one function each. The token travels as a header, never in an address. */
import { readFailedReplies, readSettings, readTurn, readTurns, type Message, type Settings, type Turn } from "./types";

/** Why a request gave no answer that can be used. */
export type FailureKind = "network" | "busy" | "unauthorized" | "refused" | "server";

export class Failure extends Error {
  /**
   * @param kind what can be done about it: wait for the network, wait as long as told, begin anew, change the message, or try again
   * @param status the HTTP status; 0 where there was none
   * @param retryAfterMs how long the server asks to wait, where it does
   * @param replies what was said before it failed
   */
  constructor(
    readonly kind: FailureKind,
    readonly status: number,
    readonly retryAfterMs: number | null = null,
    readonly replies: readonly Message[] = [],
  ) {
    super(`${kind} (${status})`);
  }
}

export interface Session {
  readonly token: string;
  readonly expiresAt: string | null;
}

const JSON_TYPE = "application/json";
const LONGEST_WAIT_MS = 30_000;

export class Api {
  /** @param server origin of the server, such as "https://triage.example.org" */
  constructor(private readonly server: string) {}

  async settings(): Promise<Settings> {
    return readSettings(await json(await this.request("/widget/settings", {})));
  }

  async openSession(signal?: AbortSignal): Promise<Session> {
    const body = (await json(await this.request("/widget/session", { method: "POST" }, null, signal))) as Record<string, unknown> | null;
    const token = body?.["token"];
    if (typeof token !== "string" || token === "") throw new Failure("server", 0);
    const expires = body?.["expires_at"];
    return { token, expiresAt: typeof expires === "string" ? expires : null };
  }

  /** Sends a message. The same id may be sent again: it is handled once. */
  async post(token: string, id: string, text: string, signal?: AbortSignal): Promise<Turn> {
    const init = { method: "POST", headers: { "Content-Type": JSON_TYPE }, body: JSON.stringify({ id, text }) };
    const turn = readTurn(await json(await this.request("/widget/messages", init, token, signal)));
    if (turn === null || turn.replies.length === 0) throw new Failure("server", 200);
    return turn;
  }

  async turnsAfter(token: string, seq: number, signal?: AbortSignal): Promise<Turn[]> {
    return readTurns(await json(await this.request(`/widget/messages?after=${seq}`, {}, token, signal)));
  }

  /** Opens the stream of what the assistant says on its own. It stays open: only `signal` ends it from here. */
  async events(token: string, lastSeq: number, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const headers = { Accept: "text/event-stream", "Last-Event-ID": String(lastSeq) };
    const response = await this.request("/widget/events", { headers }, token, signal, true);
    if (response.body === null) throw new Failure("server", response.status);
    return response.body;
  }

  async erase(token: string): Promise<void> {
    await this.request("/widget/conversation", { method: "DELETE" }, token);
  }

  async summary(token: string, kind: "html" | "txt"): Promise<string> {
    return (await this.request(`/widget/summary.${kind}`, {}, token)).text();
  }

  /** The summary as a document that can be read and never runs. (A parser of strings is refused under trusted types.) */
  summaryPage(token: string): Promise<Document> {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("GET", `${this.server}/widget/summary.html`);
      request.responseType = "document";
      request.timeout = LONGEST_WAIT_MS;
      request.setRequestHeader("Authorization", `Bearer ${token}`);
      request.onload = (): void => {
        if (request.status === 200 && request.responseXML !== null) resolve(request.responseXML);
        else reject(new Failure(kindOf(request.status), request.status));
      };
      request.onerror = request.ontimeout = (): void => reject(new Failure("network", 0));
      request.send();
    });
  }

  private async request(path: string, init: RequestInit, token: string | null = null, signal?: AbortSignal, staysOpen = false): Promise<Response> {
    const headers = { ...(init.headers as Record<string, string> | undefined), ...(token === null ? {} : { Authorization: `Bearer ${token}` }) };
    const waiting = new AbortController();
    const timer = setTimeout(() => waiting.abort(), LONGEST_WAIT_MS);
    const stop = (): void => waiting.abort();
    signal?.addEventListener("abort", stop, { once: true });
    if (signal?.aborted) stop();
    let response: Response;
    try {
      response = await fetch(this.server + path, { ...init, headers, signal: waiting.signal, credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer" });
    } catch {
      throw new Failure("network", 0);
    } finally {
      clearTimeout(timer);
      if (!staysOpen) signal?.removeEventListener("abort", stop);
    }
    if (!response.ok) throw await failureOf(response);
    return response;
  }
}

async function json(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    throw new Failure("network", response.status); // cut off on the way, or a page of some proxy
  }
}

async function failureOf(response: Response): Promise<Failure> {
  const body: unknown = await response.json().catch(() => null); // a proxy's page is no JSON
  return new Failure(kindOf(response.status), response.status, retryAfter(response), readFailedReplies(body));
}

function kindOf(status: number): FailureKind {
  if (status === 401) return "unauthorized";
  if (status === 429) return "busy";
  if (status >= 500 || status === 408) return "server";
  return "refused";
}

function retryAfter(response: Response): number | null {
  const seconds = Number(response.headers.get("Retry-After") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 60) * 1000 : null;
}
