import { existsSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import type { App, Printed } from "./commands";
import { UnusableInput } from "./inputs/model";
import { type Options, readOptions, refuseDriftOptions, UsageError, usage } from "./options";
import { plain } from "./report/plain";

type Command = (options: Options, app: App, colour: boolean) => Printed | Promise<Printed>;

/** Each is loaded when it is called: of a quick answer, loading the others would be the longest part. */
const COMMANDS: Record<string, () => Command> = {
  verify: () => (require("./commands") as typeof import("./commands")).verify,
  review: () => (require("./review/command") as typeof import("./review/command")).reviewPlan,
  drift: () => (require("./drift/command") as typeof import("./drift/command")).drift,
  diagram: () => (require("./commands") as typeof import("./commands")).diagram,
  explain: () => (require("./commands/explain") as typeof import("./commands/explain")).explain,
  inventory: () => (require("./inventory/command") as typeof import("./inventory/command")).inventory,
};

/** Runs one command and sets the exit code. Nothing is thrown, and nothing half-written is left. */
export async function main(args: readonly string[], app: App): Promise<void> {
  process.stdout.on("error", unwritten);
  process.stderr.on("error", () => {});
  // Should the process end before the command does, then not well.
  process.exitCode = 2;
  const exitCode = await run(args, app);
  process.exitCode = outputFailed ? 2 : exitCode;
}

let outputFailed = false;

/** Whoever reads may have read enough, as `head` does: that is no error. A full disk is. */
function unwritten({ code }: NodeJS.ErrnoException): void {
  if (code === "EPIPE") return;
  process.stderr.write(`lineup: standard output cannot be written: ${code ?? "unknown error"}\n`);
  outputFailed = true;
  process.exitCode = 2;
}

async function run([name, ...rest]: readonly string[], app: App): Promise<number> {
  if (name === undefined || name === "help" || [name, ...rest].includes("--help")) {
    process.stdout.write(`${usage()}\n`);
    return name === undefined ? 2 : 0;
  }
  try {
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command) throw new UsageError(`there is no command ${JSON.stringify(plain(name))}\n\n${usage()}`);
    const options = readOptions(rest);
    refuseDriftOptions(name, options);
    const colour = options.output === undefined && process.stdout.isTTY === true && !process.env.NO_COLOR;
    const printed = await command()(options, app, colour);
    for (const note of printed.notes ?? []) process.stderr.write(`lineup: ${plain(note)}\n`);
    if (options.output === undefined) process.stdout.write(ended(printed.text));
    else writeWhole(options.output, ended(printed.text));
    return printed.exitCode;
  } catch (error) {
    process.stderr.write(`lineup: ${explained(error)}\n`);
    return 2;
  }
}

function ended(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}

function explained(error: unknown): string {
  if (error instanceof UsageError) return error.message;
  if (error instanceof UnusableInput) return plain(error.message);
  if (error instanceof Error && "problems" in error) return error.message;
  return `something went wrong that should not have: ${plain(error instanceof Error ? error.message : String(error))}`;
}

/** All of it or none of it: a reader never sees half a report. */
function writeWhole(file: string, text: string): void {
  const draft = `${file}.${process.pid}.part`;
  try {
    // A device, a pipe: there is nothing to put in its place.
    if (existsSync(file) && !statSync(file).isFile()) {
      writeFileSync(file, text);
      return;
    }
    writeFileSync(draft, text);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new UnusableInput(`${file} cannot be written: ${(error as NodeJS.ErrnoException).code ?? "unknown error"}`);
  }
}
