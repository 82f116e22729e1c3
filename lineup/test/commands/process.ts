import { run } from "../../src/cli";
import type { Caller } from "../../src/commands/command";

export interface Screen {
  /** A terminal of that many columns; a pipe where it is left out. */
  columns?: number;
  env?: NodeJS.ProcessEnv;
  caller?: Caller;
}

/** The command in this process: what it prints, and its exit code. */
export async function typed(args: readonly string[], { columns, env = {}, caller = {} }: Screen = {}) {
  const said = { stdout: "", stderr: "" };
  const stream = (name: keyof typeof said) => ({
    isTTY: columns !== undefined,
    ...(columns === undefined ? {} : { columns }),
    write: (text: string) => {
      said[name] += text;
    },
  });
  const status = await run(args, caller, { stdout: stream("stdout"), stderr: stream("stderr"), env });
  return { status, ...said };
}
