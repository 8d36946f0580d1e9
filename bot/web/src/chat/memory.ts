/**
 * What outlives a reload, in this tab only: the token and the messages that no server has taken yet.
 * What was said is not kept here; the server gives it again.
 */
export interface Outgoing {
  readonly id: string;
  readonly text: string;
  /** When it was sent off, in milliseconds since 1970. */
  readonly at: number;
}

export interface Kept {
  readonly token: string | null;
  readonly outbox: readonly Outgoing[];
}

const NOTHING: Kept = { token: null, outbox: [] };

export class Memory {
  private readonly key: string;
  private unsaved: Kept = NOTHING;

  constructor(server: string, private readonly storage: () => Storage = () => sessionStorage) {
    this.key = `ivig-triage-chat:${server}`;
  }

  read(): Kept {
    try {
      const stored: unknown = JSON.parse(this.storage().getItem(this.key) ?? "null");
      if (typeof stored !== "object" || stored === null) return this.unsaved;
      const { token, outbox } = stored as Record<string, unknown>;
      return { token: typeof token === "string" ? token : null, outbox: Array.isArray(outbox) ? outbox.filter(isOutgoing) : [] };
    } catch {
      return this.unsaved; // storage is closed to us: this page remembers, a reload begins anew
    }
  }

  write(kept: Kept): void {
    this.unsaved = kept;
    try {
      if (kept.token === null && kept.outbox.length === 0) this.storage().removeItem(this.key);
      else this.storage().setItem(this.key, JSON.stringify(kept));
    } catch {
      return; // kept in `unsaved`
    }
  }
}

function isOutgoing(value: unknown): value is Outgoing {
  if (typeof value !== "object" || value === null) return false;
  const { id, text, at } = value as Record<string, unknown>;
  return typeof id === "string" && typeof text === "string" && typeof at === "number";
}

/** A random UUID (version 4); `crypto.randomUUID` itself is missing on pages without https. */
export function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
