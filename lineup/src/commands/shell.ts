import { type ChildProcess, spawn } from "node:child_process";
import { SIGNALS } from "./signals";

/** What a program may take to end after a signal. */
const PATIENCE = 2_000;
/** The end of what a program said: an error stands there. */
const MOST_KEPT = 1_000_000;

/** Runs a command line. Where lineup is ended by a signal, so is all that the command has started, and `tidy` is called. */
export class Shell {
  private child: ChildProcess | undefined;
  private endedBy: NodeJS.Signals | undefined;

  constructor(private readonly tidy: () => void) {
    for (const signal of SIGNALS) process.on(signal, this.end);
  }

  /** `ended` says how it failed; undefined where it did not. What is not heard is with what was said on stdout. */
  run(command: string, env: NodeJS.ProcessEnv, isHeard = true): Promise<{ ended: string | undefined; stdout: string }> {
    return new Promise((done) => {
      const said: Buffer[] = [];
      let kept = 0;
      const keep = (chunk: Buffer) => {
        said.push(chunk);
        kept += chunk.length;
        while (kept > MOST_KEPT) kept -= said.shift()?.length ?? 0;
      };
      const finish = (ended: string | undefined) => {
        this.child = undefined;
        if (this.endedBy === undefined) done({ ended, stdout: Buffer.concat(said).toString() });
        else this.leave(this.endedBy);
      };
      let child: ReturnType<typeof start>;
      try {
        child = start(command, env, isHeard);
      } catch (error) {
        finish(`cannot be started: ${(error as NodeJS.ErrnoException).code}`);
        return;
      }
      this.child = child;
      child.stdout?.on("data", keep);
      child.stderr?.on("data", keep);
      child.on("error", ({ code }: NodeJS.ErrnoException) => finish(`cannot be started: ${code}`));
      child.on("close", (code, signal) => {
        finish(code === 0 ? undefined : code === null ? `was ended by ${signal}` : `ended with exit code ${code}`);
      });
    });
  }

  close(): void {
    for (const signal of SIGNALS) process.off(signal, this.end);
    this.tidy();
  }

  private readonly end = (signal: NodeJS.Signals): void => {
    const child = this.child;
    // Whoever asks a second time waits for nobody.
    if (child === undefined || this.endedBy !== undefined) {
      this.leave(signal);
      return;
    }
    this.endedBy = signal;
    sendToAll(child, signal);
    setTimeout(() => sendToAll(child, "SIGKILL"), PATIENCE);
  };

  /** As if the signal had not been waited for. */
  private leave(signal: NodeJS.Signals): void {
    this.close();
    process.kill(process.pid, signal);
  }
}

/** In a group of its own, so that a signal reaches whatever it starts in turn. */
function start(command: string, env: NodeJS.ProcessEnv, isHeard: boolean) {
  const detached = process.platform !== "win32";
  return spawn(command, { shell: true, env, detached, stdio: ["ignore", "pipe", isHeard ? "inherit" : "pipe"] });
}

function sendToAll({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? pid : -pid, signal);
  } catch {
    // It has ended by itself.
  }
}
