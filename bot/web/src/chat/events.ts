/** Server-sent events read from a stream of bytes (https://html.spec.whatwg.org/#event-stream-interpretation). */

export interface ServerEvent {
  readonly event: string;
  readonly id: string;
  readonly data: string;
}

/** Takes text as it comes and gives whole events; a piece may end anywhere, also inside a line. */
export class EventParser {
  private rest = "";
  private event = "";
  private id = "";
  private data: string[] = [];

  push(chunk: string): ServerEvent[] {
    const found: ServerEvent[] = [];
    const endsInReturn = chunk.endsWith("\r"); // its line feed may come with the next piece
    const lines = (this.rest + (endsInReturn ? chunk.slice(0, -1) : chunk)).split(/\r\n|\n|\r/);
    this.rest = (lines.pop() ?? "") + (endsInReturn ? "\r" : "");
    for (const line of lines) {
      if (line === "") this.dispatch(found);
      else this.take(line);
    }
    return found;
  }

  private take(line: string): void {
    const colon = line.indexOf(":");
    if (colon === 0) return; // a comment keeps the line open
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "data") this.data.push(value);
    else if (field === "event") this.event = value;
    else if (field === "id" && !value.includes("\0")) this.id = value;
  }

  private dispatch(found: ServerEvent[]): void {
    if (this.data.length > 0) found.push({ event: this.event || "message", id: this.id, data: this.data.join("\n") });
    this.event = "";
    this.data = [];
  }
}

/**
 * Reads a stream to its end and gives each event to `take`.
 * Throws where nothing, not even a comment, came for `silenceMs`: the line is dead though nobody said so.
 */
export async function readEvents(stream: ReadableStream<Uint8Array>, take: (event: ServerEvent) => void, silenceMs: number): Promise<void> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  const parser = new EventParser();
  try {
    for (;;) {
      const { done, value } = await within(reader.read(), silenceMs);
      if (done) return;
      for (const event of parser.push(decoder.decode(value, { stream: true }))) take(event);
    }
  } finally {
    reader.cancel().catch(() => undefined); // it may be broken already; there is nothing left to free then
  }
}

async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("silence")), ms);
  });
  try {
    return await Promise.race([work, silence]);
  } finally {
    clearTimeout(timer);
  }
}
