/** The requests of the nurse's page. Nothing is sent but what was typed into the search or a calculator. */
import type { Calculation, Cards, Found, Level, Outcome, Problem, Reference, Risk } from "./types";

export class NoConnection extends Error {}

/** The server refuses values; `problems` names each field. */
export class NotAccepted extends Error {
  constructor(
    message: string,
    readonly problems: readonly Problem[],
  ) {
    super(message);
  }
}

type Fetch = typeof fetch;

const PATIENCE_MS = 10_000;

export class Server {
  constructor(private readonly fetch_: Fetch = (...request) => fetch(...request)) {}

  /** Fetches cards, levels and calculators, once; the page works from memory afterwards. */
  async reference(): Promise<Reference> {
    const [cards, levels, calculations] = await Promise.all([
      this.#get<Cards>("/reference/cards"),
      this.#get<{ levels: readonly Level[]; risks: readonly Risk[] }>("/reference/levels"),
      this.#get<{ calculations: readonly Calculation[] }>("/reference/calculations"),
    ]);
    return { ...cards, levels: levels.levels, risks: levels.risks, calculations: calculations.calculations };
  }

  search(query: string, signal: AbortSignal): Promise<Found> {
    return this.#get<Found>(`/reference/search?q=${encodeURIComponent(query)}`, signal);
  }

  /** Works out a calculation. `values` by kind ("weight_kg"), as they were typed. */
  async calculate(id: string, values: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Outcome> {
    const response = await this.#request(`/reference/calculations/${encodeURIComponent(id)}`, signal, {
      method: "POST",
      body: JSON.stringify(values),
    });
    if (response.ok) return (await response.json()) as Outcome;
    if (response.status !== 400) throw new NoConnection(`answer ${response.status}`);
    const { text, problems } = (await response.json()) as { text: string; problems: readonly Problem[] };
    throw new NotAccepted(text, problems);
  }

  async #get<T>(path: string, signal?: AbortSignal): Promise<T> {
    const response = await this.#request(path, signal);
    if (!response.ok) throw new NoConnection(`answer ${response.status}`);
    return (await response.json()) as T;
  }

  /** Returns the response. A request that the page gave up itself rejects with the AbortError of `signal`. */
  async #request(path: string, signal?: AbortSignal, init: RequestInit = {}): Promise<Response> {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
    const giveUp = (): void => patience.abort();
    signal?.addEventListener("abort", giveUp);
    try {
      return await this.fetch_(path, { ...init, credentials: "omit", signal: patience.signal });
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new NoConnection(String(error));
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", giveUp);
    }
  }
}
