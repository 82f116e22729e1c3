import { spawn } from "node:child_process";
import { constants as os } from "node:os";

// Ctrl-C goes to the whole process group. Terraform winds down by itself and releases the lock on its state: dying
// first would hide how that went, and passing the signal on would be its second one, at which it drops everything.
let interrupted = false;
let outlives = false;

export function outliveSignals(): void {
  if (outlives) return;
  outlives = true;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      interrupted = true;
    });
  }
}

export const wasInterrupted = () => interrupted;

export interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

export interface Running {
  folder?: string;
  env?: NodeJS.ProcessEnv;
  /** stderr is read as well as shown. */
  hearing?: boolean;
  /** stdout is read and not shown. */
  asking?: boolean;
}

/** Runs a program in this terminal and waits for its end, whatever happens meanwhile. */
export function run(program: string, args: readonly string[], options: Running = {}): Promise<Run> {
  const { folder = ".", env = process.env, hearing = false, asking = false } = options;
  return new Promise((done, failed) => {
    const stdio = ["inherit", asking ? "pipe" : "inherit", hearing ? "pipe" : "inherit"] as const;
    const child = spawn(program, args, { cwd: folder, env, stdio: [...stdio] });
    const heard = { stdout: "", stderr: "" };
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      heard.stdout += text;
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      process.stderr.write(text);
      heard.stderr += text;
    });
    child.on("error", failed);
    child.on("close", (code, signal) => done({ code: code ?? 128 + (signal ? os.signals[signal] : 0), ...heard }));
  });
}
