/** The conversation against a server over real HTTP, with short waits. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api } from "../../src/chat/api";
import { standingResult } from "../../src/chat/blocks";
import { Conversation, type State, type Timing } from "../../src/chat/conversation";
import { Memory } from "../../src/chat/memory";
import { FakeServer } from "../fake-server";

const TIMING: Timing = { overdueMs: 150, retryMs: [20, 40, 60], silenceMs: 2_000, lateMs: 50, restoredMs: 50 };

/** The storage of one tab. */
class Tab {
  private readonly kept = new Map<string, string>();
  readonly storage = (): Storage =>
    ({
      getItem: (key: string) => this.kept.get(key) ?? null,
      setItem: (key: string, value: string) => void this.kept.set(key, value),
      removeItem: (key: string) => void this.kept.delete(key),
    }) as unknown as Storage;
  get isEmpty(): boolean {
    return this.kept.size === 0;
  }
}

let server: FakeServer;
let open: Conversation[];
beforeEach(async () => {
  server = await new FakeServer().start();
  open = [];
});
afterEach(async () => {
  open.forEach((conversation) => conversation.close());
  await server.stop();
});

function visit(tab = new Tab()): Conversation {
  const conversation = new Conversation(new Api(server.url), new Memory(server.url, tab.storage), () => undefined, TIMING);
  open.push(conversation);
  conversation.open();
  return conversation;
}

async function until(conversation: Conversation, is: (state: State) => boolean, what: string): Promise<State> {
  for (let waited = 0; waited < 4_000; waited += 10) {
    if (is(conversation.state)) return conversation.state;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`never came: ${what}; ${JSON.stringify({ ...conversation.state, entries: conversation.state.entries.length })}`);
}

const said = (state: State): (string | null)[] => state.entries.map((entry) => entry.turn.text);
const answered = (count: number) => (state: State): boolean => state.pending.length === 0 && state.entries.length === count;
const handledOnce = (): boolean => [...server.handled.values()].every((times) => times === 1);

describe("a conversation", () => {
  it("takes no session before the person says something", async () => {
    const conversation = visit();
    await until(conversation, (state) => state.settings !== null, "settings");
    expect(server.conversations.size).toBe(0);
  });

  it("sends one after another, in order, and keeps what was said", async () => {
    const conversation = visit();
    ["one", "two", "three"].forEach((text) => conversation.say(text));
    const state = await until(conversation, answered(3), "three answers");
    expect(said(state)).toEqual(["one", "two", "three"]);
    expect(handledOnce()).toBe(true);
  });

  it("says nothing for an empty message", () => {
    const conversation = visit();
    conversation.say("  \n ");
    expect(conversation.state.pending).toEqual([]);
  });

  it("goes on after a reload, with what was said before", async () => {
    const tab = new Tab();
    const first = visit(tab);
    first.say("my back hurts");
    await until(first, answered(1), "an answer");
    first.close();
    const second = visit(tab);
    expect(second.state.restoring).toBe(true);
    expect(said(await until(second, answered(1), "the earlier turn"))).toEqual(["my back hurts"]);
  });

  it("sends after a reload what was not sent before, once", async () => {
    const tab = new Tab();
    const first = visit(tab);
    first.say("one");
    await until(first, answered(1), "an answer");
    await server.stop();
    first.say("two");
    await until(first, (state) => state.connection === "lost", "the loss");
    first.close();
    const second = visit(tab);
    expect(second.state.pending.map((message) => message.text)).toEqual(["two"]);
    await server.start();
    expect(said(await until(second, answered(2), "both"))).toEqual(["one", "two"]);
    expect(handledOnce()).toBe(true);
  });

  it("handles once a message whose answer was lost on the way", async () => {
    const conversation = visit();
    conversation.say("one");
    await until(conversation, answered(1), "an answer");
    server.cutNext = true;
    conversation.say("two");
    expect(said(await until(conversation, answered(2), "the answer"))).toEqual(["one", "two"]);
    expect(handledOnce()).toBe(true);
  });

  it("loses and doubles nothing while the server stops and starts", async () => {
    const conversation = visit();
    for (let round = 0; round < 4; round += 1) {
      conversation.say(`before ${round}`);
      await server.stop();
      conversation.say(`while ${round}`);
      await new Promise((resolve) => setTimeout(resolve, 30));
      await server.start();
    }
    const state = await until(conversation, answered(8), "all answers");
    expect(said(state)).toEqual([0, 1, 2, 3].flatMap((round) => [`before ${round}`, `while ${round}`]));
    expect(handledOnce()).toBe(true);
    await until(conversation, (now) => now.connection === "ok", "the connection");
  });

  it("shows the safety text when nothing comes, and takes it away with the answer", async () => {
    const conversation = visit();
    server.delayMs = 400;
    conversation.say("help");
    const waiting = await until(conversation, (state) => state.pending[0]?.overdue === true, "the safety text");
    expect(waiting.pending[0]?.delivery).toBe("sending");
    expect((await until(conversation, answered(1), "the answer")).pending).toEqual([]);
  });

  it("takes the real replies of a late answer from the stream", async () => {
    const conversation = visit();
    conversation.say("one");
    await until(conversation, answered(1), "an answer");
    server.lateMs = 100;
    conversation.say("two");
    const late = await until(conversation, answered(2), "the late turn");
    expect(late.entries[1]?.turn.late).toBe(true);
    const state = await until(conversation, (now) => now.entries[1]?.turn.late === false, "the real replies");
    expect(said(state)).toEqual(["one", "two"]);
  });

  it("hears what the assistant says on its own", async () => {
    const conversation = visit();
    conversation.say("one");
    await until(conversation, answered(1), "an answer");
    await new Promise((resolve) => setTimeout(resolve, 50));
    server.speak([{ text: "Are you still there?" }]);
    const state = await until(conversation, answered(2), "the turn");
    expect(state.entries[1]?.turn.replies[0]?.text).toBe("Are you still there?");
  });

  it.each([
    [{ status: 503, times: 2 }, "lost"],
    [{ status: 500, times: 2 }, "ok"],
    [{ status: 429, times: 1, retryAfter: 0.05 }, "ok"],
  ])("tries again after %j", async (trouble, connection) => {
    server.trouble = { ...trouble };
    const conversation = visit();
    conversation.say("one");
    const state = await until(conversation, (now) => now.pending[0]?.delivery === "waiting", "the wait");
    expect(state.connection).toBe(connection);
    await until(conversation, answered(1), "the answer");
    expect(handledOnce()).toBe(true);
  });

  it("gives a message up that fails again and again, goes on, and sends it when asked", async () => {
    server.trouble = { status: 500, times: 5 };
    const conversation = visit();
    conversation.say("one");
    conversation.say("two");
    const state = await until(conversation, (now) => now.entries.length === 1, "the second's answer");
    expect(state.pending.map(({ text, delivery, overdue }) => ({ text, delivery, overdue }))).toEqual([{ text: "one", delivery: "failed", overdue: true }]);
    conversation.retryNow();
    expect(said(await until(conversation, answered(2), "both"))).toEqual(["two", "one"]);
  });

  it("shows at once a danger that was said before the server failed", async () => {
    server.failAfterSaying = true;
    const conversation = visit();
    conversation.say("I have chest pain");
    const state = await until(conversation, (now) => now.pending[0]?.partial.length === 2, "what was said");
    expect(standingResult(state)?.level).toBe("emergency");
    expect(state.pending[0]?.overdue).toBe(true);
    expect(standingResult(await until(conversation, answered(1), "the answer"))?.level).toBe("emergency");
  });

  it.each([400, 413])("keeps a message that was refused with %i for the person to change", async (status) => {
    server.trouble = { status, times: 1 };
    const conversation = visit();
    conversation.say("one");
    const state = await until(conversation, (now) => now.pending[0]?.delivery === "refused", "the refusal");
    conversation.discard(state.pending[0]?.id ?? "");
    conversation.say("two");
    expect(said(await until(conversation, answered(1), "the next"))).toEqual(["two"]);
  });

  it("begins anew, and says so, when the server no longer knows the conversation", async () => {
    const conversation = visit();
    conversation.say("one");
    await until(conversation, answered(1), "an answer");
    server.conversations.clear();
    conversation.say("two");
    const state = await until(conversation, answered(2), "both");
    expect([state.expired, state.entries.map((entry) => entry.session)]).toEqual([true, [0, 1]]);
  });

  it("erases on the server and here", async () => {
    const tab = new Tab();
    const conversation = visit(tab);
    conversation.say("one");
    await until(conversation, answered(1), "an answer");
    await conversation.erase();
    expect([server.conversations.size, conversation.state.entries, tab.isEmpty]).toEqual([0, [], true]);
    conversation.say("two");
    expect(said(await until(conversation, answered(1), "a new conversation"))).toEqual(["two"]);
    expect(conversation.state.expired).toBe(false);
  });

  it("erases nothing where the server can not be asked, and goes on", async () => {
    const conversation = visit();
    conversation.say("one");
    await until(conversation, answered(1), "an answer");
    await server.stop();
    await expect(conversation.erase()).rejects.toThrow();
    expect(conversation.state.entries).toHaveLength(1);
    await server.start();
    conversation.say("two");
    expect(said(await until(conversation, answered(2), "both"))).toEqual(["one", "two"]);
  });

  it("works where the browser keeps nothing", async () => {
    const closed = (): Storage => {
      throw new Error("storage is closed");
    };
    const conversation = new Conversation(new Api(server.url), new Memory(server.url, closed), () => undefined, TIMING);
    open.push(conversation);
    conversation.open();
    conversation.say("one");
    await until(conversation, answered(1), "an answer");
  });

  it("goes on without settings", async () => {
    server.settingsFail = true;
    const conversation = visit();
    conversation.say("one");
    expect((await until(conversation, answered(1), "an answer")).settings).toBeNull();
  });
});
