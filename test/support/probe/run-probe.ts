import { spawn } from "node:child_process";
import { argsOf } from "../../../probe/command";
import { type ProbeResult, readResult } from "../../../probe/result";

export interface Outcome {
  exitCode: number | null;
  /** The line that it logs, read; it logs nothing else. */
  result: ProbeResult;
  output: string;
}

/** Of the machine's, only what a program needs to start: the variables of the probe are those that are given. */
const BARE = { PATH: process.env.PATH };

/** Runs what ships, as it ships. `before`: a program that runs it, such as one that takes the network away. */
export function runProbe(env: Record<string, string>, before: string[] = []): Promise<Outcome> {
  const [program = "", ...args] = [...before, process.execPath, ...argsOf()];
  const child = spawn(program, args, { env: { ...BARE, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  return ended(child);
}

export async function ended(child: ReturnType<typeof spawn>): Promise<Outcome> {
  let output = "";
  let errors = "";
  child.stdout?.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    errors += chunk;
  });
  const exitCode = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { exitCode, result: read(output, errors), output: output + errors };
}

function read(output: string, errors: string): ProbeResult {
  const lines = output.split("\n").filter((line) => line !== "");
  const result = lines.length === 1 ? readResult(JSON.parse(lines[0] ?? "")) : undefined;
  if (!result) throw new Error(`the probe logged no result, and ${output}${errors}`);
  return result;
}

const AT_ONCE = 6;

/** Does all of these, a few at once; each is waited for by the test that it belongs to. */
export function together<Item, Result>(items: Item[], work: (item: Item) => Promise<Result>): Promise<Result>[] {
  let running = 0;
  const waiting: (() => void)[] = [];
  return items.map(async (item) => {
    if (running === AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work(item);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  });
}
