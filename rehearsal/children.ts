import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";

/** How long a command may take to stop: Terraform finishes its requests and releases its lock. */
const PATIENCE = 20_000;

/**
 * The commands that run now. Each has a process group of its own: Ctrl-C in the terminal is for the rehearsal, which
 * passes it on once (a second one would make Terraform drop everything), and what a command leaves behind is found.
 */
export class Children {
  private readonly running = new Map<ChildProcess, Promise<void>>();
  private closed = false;

  start(program: string, args: string[], options: SpawnOptions): ChildProcess {
    if (this.closed) throw new Error(`the rehearsal is over: ${program} was not started`);
    const child = spawn(program, args, { ...options, detached: true });
    const gone = new Promise<void>((done) => {
      child.once("error", () => done());
      child.once("close", () => done());
    }).then(() => {
      this.running.delete(child);
    });
    this.running.set(child, gone);
    return child;
  }

  interrupt(): void {
    for (const child of this.running.keys()) child.kill("SIGINT");
  }

  /** Starts nothing more, interrupts what runs, and kills what has not stopped after a while. */
  async close(patience = PATIENCE): Promise<void> {
    this.closed = true;
    this.interrupt();
    const timer = setTimeout(() => this.kill(), patience);
    await Promise.all(this.running.values());
    clearTimeout(timer);
  }

  kill(): void {
    for (const { pid } of this.running.keys()) {
      try {
        if (pid !== undefined) process.kill(-pid, "SIGKILL");
      } catch {
        // It has already ended.
      }
    }
  }
}
