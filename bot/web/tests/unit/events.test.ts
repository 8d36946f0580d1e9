import { describe, expect, it } from "vitest";
import { EventParser, readEvents } from "../../src/chat/events";

const STREAM = ': open\n\nevent: turn\nid: 3\ndata: {"a":\ndata: 1}\n\r\n: still here\n\nid: 4\rdata:x\r\r';

describe("server-sent events", () => {
  it("are the same however the stream is cut", () => {
    const whole = new EventParser().push(STREAM + "\n");
    expect(whole).toEqual([
      { event: "turn", id: "3", data: '{"a":\n1}' },
      { event: "message", id: "4", data: "x" },
    ]);
    for (let cut = 1; cut < STREAM.length; cut += 1) {
      const parser = new EventParser();
      const parts = [...parser.push(STREAM.slice(0, cut)), ...parser.push(STREAM.slice(cut) + "\n")];
      expect(parts, `cut at ${cut}`).toEqual(whole);
    }
  });

  it("end with an error where the line falls silent", async () => {
    const silent = new ReadableStream<Uint8Array>({ start: (control) => control.enqueue(new TextEncoder().encode("data: 1\n\n")) });
    const heard: string[] = [];
    await expect(readEvents(silent, (event) => heard.push(event.data), 20)).rejects.toThrow("silence");
    expect(heard).toEqual(["1"]);
  });
});
