import { afterEach, describe, expect, it, vi } from "vitest";
import type { ReactiveControllerHost } from "lit";
import { Searcher } from "../../../src/nurse/searcher";
import { NoConnection, NotAccepted, Server } from "../../../src/nurse/server";
import type { Found } from "../../../src/nurse/types";

const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status });
const never = (): AbortSignal => new AbortController().signal;

describe("the server's answers", () => {
  it("make one reference of three documents", async () => {
    const asked: string[] = [];
    const server = new Server((path) => {
      asked.push(String(path));
      return Promise.resolve(json(String(path).endsWith("levels") ? { levels: [1], risks: [2] } : { cards: [3], calculations: [4] }));
    });
    expect(await server.reference()).toMatchObject({ levels: [1], risks: [2], cards: [3], calculations: [4] });
    expect(asked.sort()).toEqual(["/reference/calculations", "/reference/cards", "/reference/levels"]);
  });

  it("send no cookie, and words only as a part of the address", async () => {
    const fetch_ = vi.fn(() => Promise.resolve(json({})));
    await new Server(fetch_ as unknown as typeof fetch).search("a&b=c #d", never());
    expect(fetch_).toHaveBeenCalledWith("/reference/search?q=a%26b%3Dc%20%23d", expect.objectContaining({ credentials: "omit" }));
  });

  it("name each value that is not accepted", async () => {
    const problems = [{ field: "weight_kg", text: "'700' is not accepted." }];
    const server = new Server(() => Promise.resolve(json({ text: "no", problems }, 400)));
    const refused = server.calculate("rate", { weight_kg: "700" }, never());
    await expect(refused).rejects.toBeInstanceOf(NotAccepted);
    await expect(refused).rejects.toMatchObject({ problems });
  });

  it.each([429, 500, 503])("are no connection where the status is %i", async (status) => {
    const server = new Server(() => Promise.resolve(json({}, status)));
    await expect(server.calculate("rate", {}, never())).rejects.toBeInstanceOf(NoConnection);
    await expect(server.search("x", never())).rejects.toBeInstanceOf(NoConnection);
  });

  it("are no connection where the network fails", async () => {
    const server = new Server(() => Promise.reject(new TypeError("failed to fetch")));
    await expect(server.reference()).rejects.toBeInstanceOf(NoConnection);
  });

  it("are given up with the signal, and that is no failure", async () => {
    const giveUp = new AbortController();
    const server = new Server(
      (_, init) => new Promise((_ok, fail) => init?.signal?.addEventListener("abort", () => fail(new DOMException("", "AbortError")))),
    );
    const search = server.search("x", giveUp.signal);
    giveUp.abort();
    await expect(search).rejects.not.toBeInstanceOf(NoConnection);
  });
});

describe("the search as one types", () => {
  afterEach(() => void vi.useRealTimers());

  const host = { addController: () => undefined, requestUpdate: () => undefined } as unknown as ReactiveControllerHost;
  function searcher(answers: (query: string) => Promise<Found>): { searcher: Searcher; asked: string[] } {
    vi.useFakeTimers();
    const asked: string[] = [];
    const server = { search: (query: string) => (asked.push(query), answers(query)) } as unknown as Server;
    return { searcher: new Searcher(host, server), asked };
  }
  const found = (query: string): Promise<Found> => Promise.resolve({ query, held: true, text: "", results: [] });

  it("asks once typing pauses", async () => {
    const { searcher: search, asked } = searcher(found);
    for (const words of ["p", "pr", "pre", "prem"]) search.look(words);
    expect([asked, search.busy]).toEqual([[], true]);
    await vi.advanceTimersByTimeAsync(500);
    expect([asked, search.busy, search.answer?.query]).toEqual([["prem"], false, "prem"]);
  });

  it("does not ask for a single letter or for nothing", async () => {
    const { searcher: search, asked } = searcher(found);
    search.look("p");
    search.look("  ");
    await vi.advanceTimersByTimeAsync(500);
    expect([asked, search.busy, search.answer]).toEqual([[], false, null]);
  });

  it("says that the server cannot be reached, and that it can be again", async () => {
    let up = false;
    const { searcher: search } = searcher((query) => (up ? found(query) : Promise.reject(new NoConnection("down"))));
    search.look("premed");
    await vi.advanceTimersByTimeAsync(500);
    expect([search.unreachable, search.busy, search.answer]).toEqual([true, false, null]);
    up = true;
    search.look("premeds");
    await vi.advanceTimersByTimeAsync(500);
    expect(search.unreachable).toBe(false);
  });
});
