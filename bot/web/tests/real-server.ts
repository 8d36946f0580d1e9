/** The assistant itself, started by its own command on a free port, with a folder of its own. */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");
const PYTHON = join(ROOT, ".venv", "bin", "python");
const START_MS = 150_000; // it may have to train first

/** Whether the assistant is installed here; in continuous integration it must be. */
export function hasAssistant(): boolean {
  if (existsSync(PYTHON)) return true;
  if (process.env["CI"] === "true") throw new Error(`no assistant at ${PYTHON}: run "make install"`);
  console.warn('skipped: the assistant is not installed ("make install")');
  return false;
}

export class RealServer {
  private readonly folder = mkdtempSync(join(tmpdir(), "ivig-browser-"));
  private child: ChildProcess | null = null;
  private port = 0;

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<this> {
    if (this.port === 0) this.port = await freePort();
    const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("IVIG_")));
    const env = { ...inherited, IVIG_STATE_DIR: join(this.folder, "state"), IVIG_LOG_DIR: join(this.folder, "logs"), IVIG_DRAIN_SECONDS: "0" };
    const child = spawn(PYTHON, ["-m", "bot", "run", "--port", String(this.port)], { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
    this.child = child;
    const lines: string[] = [];
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`the server did not start: ${lines.join(" | ")}`)), START_MS);
      const read = (data: Buffer): void => {
        lines.push(String(data).trim());
        if (!String(data).includes("The assistant is ready")) return;
        clearTimeout(timer);
        resolve();
      };
      child.stdout?.on("data", read);
      child.stderr?.on("data", read);
      child.on("exit", (code) => {
        clearTimeout(timer);
        reject(new Error(`the server ended with ${code}: ${lines.join(" | ")}`));
      });
    });
    return this;
  }

  /** Ends it by a signal, "SIGKILL" as in a crash, and waits for its end. What it stored stays for the next start. */
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    const { child } = this;
    this.child = null;
    if (child === null || child.exitCode !== null) return;
    const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.kill(signal);
    await ended;
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
