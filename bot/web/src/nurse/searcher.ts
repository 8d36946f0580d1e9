/** Asks the server once typing pauses, and forgets answers to what is no longer asked. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { NoConnection, type Server } from "./server";
import type { Found } from "./types";

const PAUSE_MS = 200;
const SHORTEST = 2;

export class Searcher implements ReactiveController {
  answer: Found | null = null;
  busy = false;
  unreachable = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #request: AbortController | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly server: Server,
    private readonly pause = PAUSE_MS,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#stop();
  }

  /** Looks for the words, once nothing more was typed for a moment. */
  look(words: string): void {
    this.#stop();
    const query = words.trim().replace(/\s+/g, " ");
    this.busy = query.length >= SHORTEST;
    if (this.busy) this.#timer = setTimeout(() => void this.#ask(query), this.pause);
    else this.answer = null;
    this.host.requestUpdate();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#request?.abort();
    this.busy = false;
  }

  async #ask(query: string): Promise<void> {
    const request = (this.#request = new AbortController());
    try {
      this.answer = await this.server.search(query, request.signal);
      this.unreachable = false;
    } catch (error) {
      if (request.signal.aborted) return;
      if (!(error instanceof NoConnection)) throw error;
      this.answer = null;
      this.unreachable = true; // words on the cards are still found
    }
    this.busy = false;
    this.host.requestUpdate();
  }
}
