/** Where the log stands: a long reply is read from its beginning, and whoever reads further up is not pulled away. */
import type { Row } from "./rows";

const NEAR_PX = 48;
const GAP_PX = 10;

export class Scroll {
  /** Something came in below while the person was reading further up. */
  hasUnseen = false;

  private atEnd = true;
  private sent = false;
  private first = true;
  private readonly seen = new Set<string>();
  private unseenKey: string | null = null;
  private kept: { readonly height: number; readonly top: number } | null = null;

  constructor(
    private readonly host: { readonly renderRoot: ParentNode },
    private readonly changed: () => void,
  ) {}

  /** For the scroll event. */
  readonly moved = (): void => {
    const box = this.box;
    if (box === null) return;
    this.atEnd = box.scrollHeight - box.clientHeight - box.scrollTop < NEAR_PX;
    if (this.atEnd && this.hasUnseen) {
      this.hasUnseen = false;
      this.changed();
    }
  };

  /** The person has just said something: whatever comes is shown. */
  said(): void {
    this.sent = true;
    this.atEnd = true;
  }

  /** Rows are about to be put in above: what is seen stays where it is. */
  keepPlace(): void {
    const box = this.box;
    this.kept = box === null ? null : { height: box.scrollHeight, top: box.scrollTop };
  }

  /** The box changed its size, as with the keyboard of a phone. */
  settle(): void {
    if (this.atEnd && !this.first) requestAnimationFrame(() => this.toEnd());
  }

  /** Call after each drawing. */
  follow(rows: readonly Row[]): void {
    const box = this.box;
    if (box === null) return;
    if (rows.length === 0) {
      if (!this.first) box.scrollTop = 0; // erased: the first screen again
      this.seen.clear();
      this.first = true;
      return;
    }
    if (this.kept !== null) {
      box.scrollTop = this.kept.top + box.scrollHeight - this.kept.height;
      this.kept = null;
    }
    const fresh = rows.filter((row) => row.replies.length > 0 && !this.seen.has(row.key));
    fresh.forEach((row) => this.seen.add(row.key));
    const target = this.first ? fresh[fresh.length - 1] : fresh[0];
    if (target !== undefined) {
      if (this.first || this.sent || this.atEnd) this.toReply(target.key);
      else this.announce(target.key);
    } else if (this.sent) this.toEnd();
    if (target !== undefined) this.sent = false;
    this.first = false;
  }

  /** Goes to what came in unseen. */
  showUnseen(): void {
    if (this.unseenKey !== null) this.toReply(this.unseenKey);
    this.hasUnseen = false;
    this.changed();
  }

  private announce(key: string): void {
    if (this.hasUnseen) return;
    this.unseenKey = key;
    this.hasUnseen = true;
    this.changed();
  }

  private toReply(key: string): void {
    const [box, reply] = [this.box, this.host.renderRoot.querySelector(`.row[data-key="${CSS.escape(key)}"] .replies`)];
    if (box === null || reply === null) return;
    const covered = box.classList.contains("layout") ? (box.querySelector(".top")?.clientHeight ?? 0) : 0;
    box.scrollTop += reply.getBoundingClientRect().top - box.getBoundingClientRect().top - covered - GAP_PX;
    this.moved();
  }

  private toEnd(): void {
    const box = this.box;
    if (box !== null) box.scrollTop = box.scrollHeight;
  }

  /** What scrolls: the log's box; in a very low frame all of it. */
  private get box(): HTMLElement | null {
    const scroller = this.host.renderRoot.querySelector<HTMLElement>(".scroller");
    if (scroller === null) return null;
    return getComputedStyle(scroller).overflowY === "visible" ? scroller.closest<HTMLElement>(".layout") : scroller;
  }
}
