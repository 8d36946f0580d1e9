/**
 * The conversation as the person has it: what was said, what is on its way, and whether the server can be reached.
 * Knows nothing of the page. Every message has an id for ever, so that sending it again can never double it.
 */
import { Api, Failure } from "./api";
import { readEvents } from "./events";
import { Memory, uuid, type Outgoing } from "./memory";
import { isLate, merge, type Entry } from "./timeline";
import { readTurn, type Message, type Settings, type Turn } from "./types";

/** `sending`: on its way; `waiting`: will be tried again; `failed`: only the person tries again; `refused`: never. */
export type Delivery = "sending" | "waiting" | "failed" | "refused";

export interface Pending extends Outgoing {
  readonly delivery: Delivery;
  /** Nothing came back in time: the safety text stands below it. */
  readonly overdue: boolean;
  /** What the server could still say before it failed: a danger that it saw is not to be lost. */
  readonly partial: readonly Message[];
}

const NOTHING_SAID: readonly Message[] = [];

export interface State {
  readonly entries: readonly Entry[];
  readonly pending: readonly Pending[];
  readonly settings: Settings | null;
  readonly connection: "ok" | "lost" | "restored";
  /** The turns of an earlier visit are being fetched. */
  readonly restoring: boolean;
  readonly session: number;
  /** The server no longer knew the conversation, and a new one began. */
  readonly expired: boolean;
}

export interface Timing {
  readonly overdueMs: number;
  readonly retryMs: readonly number[];
  readonly silenceMs: number;
  readonly lateMs: number;
  readonly restoredMs: number;
}

export const TIMING: Timing = {
  overdueMs: 8_000,
  retryMs: [500, 1_000, 2_000, 4_000, 8_000, 15_000],
  silenceMs: 45_000, // the server comments every 15 s
  lateMs: 10_000,
  restoredMs: 4_000,
};
const TRIES_OF_A_FAILING_SERVER = 5;

export class Conversation {
  state: State = { entries: [], pending: [], settings: null, connection: "ok", restoring: false, session: 0, expired: false };

  private token: string | null = null;
  /**
   * The number up to which every turn is here. The reply to a message of ours does not move it: it may be here
   * before the turns that came before it, as after a reload.
   */
  private synced = 0;
  private sending = false;
  private listening = false;
  private life = new AbortController();
  private readonly wakers = new Set<() => void>();
  private closed = true;
  private overdue = new Map<string, ReturnType<typeof setTimeout>>();
  private restored: ReturnType<typeof setTimeout> | undefined;
  private failures = new Map<string, number>();

  constructor(
    private readonly api: Api,
    private readonly memory: Memory,
    private readonly changed: () => void,
    private readonly timing: Timing = TIMING,
  ) {}

  /** Takes up where this tab left off, if it did. */
  open(): void {
    this.closed = false;
    void this.loadSettings();
    const kept = this.memory.read();
    this.token = kept.token;
    const pending = kept.outbox.map((outgoing): Pending => ({ ...outgoing, delivery: "sending", overdue: false, partial: NOTHING_SAID }));
    this.set({ pending, restoring: this.token !== null });
    pending.forEach((message) => this.watch(message));
    if (this.token !== null) void this.listen();
    void this.pump();
  }

  /** Stops all that is under way; nothing is lost, `open` goes on. */
  close(): void {
    this.closed = true;
    this.life.abort();
    this.life = new AbortController();
    this.overdue.forEach((timer) => clearTimeout(timer));
    this.overdue.clear();
    clearTimeout(this.restored);
    this.wakeAll();
  }

  say(text: string): void {
    const words = text.trim();
    if (words === "") return;
    const message: Pending = { id: uuid(), text: words, at: Date.now(), delivery: "sending", overdue: false, partial: NOTHING_SAID };
    this.set({ pending: [...this.state.pending, message] });
    this.keep();
    this.watch(message);
    void this.pump();
  }

  /** Tries again at once what waits, and what had been given up. */
  retryNow(): void {
    const again = (message: Pending): Pending => (message.delivery === "failed" ? { ...message, delivery: "sending" } : message);
    if (this.state.pending.some((message) => message.delivery === "failed")) this.set({ pending: this.state.pending.map(again) });
    this.failures.clear();
    this.wakeAll();
    void this.pump();
  }

  /** Takes a message off that the server refused or that failed. */
  discard(id: string): void {
    this.drop(id);
  }

  /**
   * Erases the conversation on the server, then here.
   * @throws Failure the server could not be asked; nothing was erased here either
   */
  async erase(): Promise<void> {
    const token = this.token;
    this.close(); // nothing may be said while it is erased: it would begin a new conversation
    try {
      if (token !== null) await this.api.erase(token);
    } catch (error) {
      const gone = error instanceof Failure && (error.status === 401 || error.status === 404);
      if (!gone) {
        this.open();
        throw error;
      }
    }
    this.token = null;
    this.synced = 0;
    this.failures.clear();
    this.memory.write({ token: null, outbox: [] });
    this.set({ entries: [], pending: [], connection: "ok", expired: false, session: this.state.session + 1 });
    this.open();
  }

  /** @throws Failure there is no summary, or it could not be fetched */
  async summary(kind: "html" | "txt"): Promise<string> {
    if (this.token === null) throw new Failure("refused", 404);
    return this.api.summary(this.token, kind);
  }

  /** @throws Failure there is no summary, or it could not be fetched */
  async summaryPage(): Promise<Document> {
    if (this.token === null) throw new Failure("refused", 404);
    return this.api.summaryPage(this.token);
  }

  // ---- sending ------------------------------------------------------------------------------------

  private async pump(): Promise<void> {
    if (this.sending || this.closed) return;
    this.sending = true;
    const life = this.life.signal;
    try {
      for (let tries = 0; !life.aborted; ) {
        const next = this.state.pending.find((message) => message.delivery === "sending" || message.delivery === "waiting");
        if (next === undefined) return;
        tries = (await this.attempt(next, life)) ? 0 : tries + 1;
        if (tries > 0) await this.pause(this.wait(tries), life);
      }
    } finally {
      this.sending = false;
      if (life.aborted) void this.pump(); // closed and opened again meanwhile
    }
  }

  /** Sends one message once. Returns true where the next one may follow. */
  private async attempt(message: Pending, life: AbortSignal): Promise<boolean> {
    this.mark(message.id, "sending");
    try {
      const token = this.token ?? (await this.begin(life));
      const turn = await this.api.post(token, message.id, message.text, life);
      if (life.aborted) return false;
      this.reached();
      this.take(turn);
      return true;
    } catch (error) {
      if (life.aborted) return false;
      return this.failed(message, error instanceof Failure ? error : new Failure("server", 0), life);
    }
  }

  private async begin(life: AbortSignal): Promise<string> {
    const { token } = await this.api.openSession(life);
    if (life.aborted) throw new Failure("network", 0);
    this.token = token;
    this.keep();
    void this.listen();
    return token;
  }

  private async failed(message: Pending, failure: Failure, life: AbortSignal): Promise<boolean> {
    if (failure.kind === "refused") {
      this.mark(message.id, "refused");
      this.settle(message.id);
      this.keep();
      return true;
    }
    if (failure.kind === "unauthorized" && this.count(message.id) <= 2) {
      this.forgetSession();
      return true; // at once, in a new conversation: silence would be worse
    }
    this.mark(message.id, "waiting");
    if (failure.status === 500) this.change(message.id, (pending) => ({ ...pending, overdue: true, partial: failure.replies.length > 0 ? failure.replies : pending.partial }));
    if (failure.kind === "network" || failure.status === 503) this.lost();
    else if (failure.kind !== "busy" && this.count(message.id) >= TRIES_OF_A_FAILING_SERVER) {
      this.mark(message.id, "failed");
      return true;
    }
    if (failure.retryAfterMs !== null) await this.pause(failure.retryAfterMs, life);
    return false;
  }

  private count(id: string): number {
    const count = (this.failures.get(id) ?? 0) + 1;
    this.failures.set(id, count);
    return count;
  }

  /** The server no longer knows this conversation: what follows is a new one. */
  private forgetSession(): void {
    this.token = null;
    this.synced = 0;
    this.keep();
    this.set({ restoring: false, expired: true, session: this.state.session + 1 });
  }

  // ---- listening ----------------------------------------------------------------------------------

  /** Follows what the assistant says on its own, for as long as there is a session. */
  private async listen(): Promise<void> {
    if (this.listening || this.closed) return;
    this.listening = true;
    const life = this.life.signal;
    try {
      for (let tries = 0; !life.aborted && this.token !== null; ) {
        const token = this.token;
        try {
          await this.catchUp(token, life);
          const stream = await this.api.events(token, this.synced, life);
          tries = 0;
          this.reached();
          await readEvents(stream, (event) => this.heard(token, event.event, event.data), this.timing.silenceMs);
        } catch (error) {
          if (life.aborted) return;
          if (error instanceof Failure && error.kind === "unauthorized" && this.token === token) {
            this.forgetSession();
            void this.pump();
          } else if (error instanceof Failure && tries > 0) this.lost();
        }
        tries += 1;
        await this.pause(this.wait(tries), life);
      }
    } finally {
      this.listening = false;
      if (this.token !== null) void this.listen(); // another session began, or it was closed and opened again
    }
  }

  /** Fetches what was said elsewhere or before; then what waits may go. */
  private async catchUp(token: string, life: AbortSignal): Promise<void> {
    const turns = await this.api.turnsAfter(token, this.synced, life);
    if (life.aborted || this.token !== token) return;
    this.merge(turns);
    this.synced = Math.max(this.synced, ...turns.map((turn) => turn.seq));
    if (this.state.restoring) this.set({ restoring: false });
    this.reached();
    void this.pump();
  }

  private heard(token: string, event: string, data: string): void {
    if (event !== "turn" || this.token !== token) return;
    let turn: Turn | null = null;
    try {
      turn = readTurn(JSON.parse(data));
    } catch {
      return; // not JSON, so no turn: the next fetch brings it
    }
    if (turn === null) return;
    this.take(turn);
    this.synced = Math.max(this.synced, turn.seq);
  }

  private take(turn: Turn): void {
    this.merge([turn]);
    if (turn.late) void this.follow();
  }

  private merge(turns: readonly Turn[]): void {
    const entries = merge(this.state.entries, this.state.session, turns);
    turns.forEach((turn) => turn.id !== null && this.drop(turn.id));
    if (entries !== this.state.entries) this.set({ entries });
  }

  /** A late reply comes by the stream; where that is broken, it is asked for. */
  private async follow(): Promise<void> {
    const life = this.life.signal;
    for (let round = 0; round < 12 && !life.aborted; round += 1) {
      await this.pause(this.timing.lateMs, life);
      const token = this.token;
      if (life.aborted || token === null || !isLate(this.state.entries, this.state.session)) return;
      try {
        await this.catchUp(token, life);
      } catch {
        continue; // the stream's own loop tells whether the server can be reached
      }
    }
  }

  // ---- small parts --------------------------------------------------------------------------------

  private async loadSettings(): Promise<void> {
    const life = this.life.signal;
    for (let tries = 1; !life.aborted && this.state.settings === null; tries += 1) {
      try {
        this.set({ settings: await this.api.settings() });
      } catch {
        await this.pause(this.wait(tries), life); // what is built in is shown meanwhile
      }
    }
  }

  private watch(message: Outgoing): void {
    const limit = Math.min(this.state.settings?.replyDeadlineMs ?? this.timing.overdueMs, this.timing.overdueMs);
    const left = Math.max(0, message.at + limit - Date.now());
    const tell = (): void => this.change(message.id, (pending) => ({ ...pending, overdue: true }));
    this.overdue.set(message.id, setTimeout(tell, left));
  }

  private settle(id: string): void {
    clearTimeout(this.overdue.get(id));
    this.overdue.delete(id);
    this.failures.delete(id);
  }

  private drop(id: string): void {
    if (!this.state.pending.some((message) => message.id === id)) return;
    this.settle(id);
    this.set({ pending: this.state.pending.filter((message) => message.id !== id) });
    this.keep();
  }

  private mark(id: string, delivery: Delivery): void {
    this.change(id, (pending) => ({ ...pending, delivery }));
  }

  private change(id: string, update: (pending: Pending) => Pending): void {
    this.set({ pending: this.state.pending.map((message) => (message.id === id ? update(message) : message)) });
  }

  private keep(): void {
    const outbox = this.state.pending.filter((message) => message.delivery !== "refused").map(({ id, text, at }) => ({ id, text, at }));
    this.memory.write({ token: this.token, outbox });
  }

  private lost(): void {
    clearTimeout(this.restored);
    this.set({ connection: "lost" });
  }

  private reached(): void {
    if (this.state.connection !== "lost") return;
    this.set({ connection: "restored" });
    this.restored = setTimeout(() => this.set({ connection: "ok" }), this.timing.restoredMs);
    this.wakeAll();
  }

  private wait(tries: number): number {
    const { retryMs } = this.timing;
    return retryMs[Math.min(tries, retryMs.length) - 1] ?? 0;
  }

  /** Waits, or less where somebody says that it is time, or where all is stopped. */
  private pause(ms: number, life: AbortSignal): Promise<void> {
    if (life.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.wakers.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.wakers.add(done);
    });
  }

  private wakeAll(): void {
    [...this.wakers].forEach((done) => done());
  }

  private set(part: Partial<State>): void {
    this.state = { ...this.state, ...part };
    this.changed();
  }
}
