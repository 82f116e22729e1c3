import { readArguments } from "./commands/arguments";
import type { Caller } from "./commands/command";
import { messageOf } from "./commands/failure";
import { meantBy } from "./commands/habits";
import { helpOf, overview } from "./commands/help";
import { COMMAND_NAMES, type CommandName, commandOf, isCommand } from "./commands/table";
import { whyUnwritten, writeWhole } from "./output";
import { ProgressLine } from "./progress";
import { wrap } from "./report/layout";
import { ascii, type PrintedTo, terminalOf } from "./terminal";
import { plain } from "./text/plain";
import { UsageError } from "./usage-error";
import { version } from "./version";

type Stream = NonNullable<PrintedTo> & { write(text: string): unknown };

/** What one run of a command takes from its process. */
export interface Process {
  stdout: Stream;
  stderr: Stream;
  env: NodeJS.ProcessEnv;
}

/** Runs one command and sets the exit code. It never throws, and leaves nothing half-written. */
export async function main(args: readonly string[], caller: Caller = {}): Promise<void> {
  process.stdout.on("error", reportUnwritten);
  process.stderr.on("error", () => {});
  // Whatever is thrown beside the command's own promise: Node would end with a stack trace, and with another code.
  for (const event of ["uncaughtException", "unhandledRejection"]) process.on(event, endAtOnce);
  // A process that ends before its command does has judged nothing.
  process.exitCode = 2;
  const exitCode = await run(args, caller, process);
  process.exitCode = outputFailed ? 2 : exitCode;
}

function endAtOnce(error: unknown): never {
  complain(messageOf(error, process.stderr.isTTY === true), process);
  process.exit(2);
}

let outputFailed = false;

/** A reader may stop early, as `head` does: that is no error. A full disk is. */
function reportUnwritten({ code }: NodeJS.ErrnoException): void {
  if (code === "EPIPE") return;
  complain([`standard output cannot be written: ${whyUnwritten(code)}`], process);
  outputFailed = true;
  process.exitCode = 2;
}

/** Runs one command, and returns its exit code. */
export async function run([name, ...args]: readonly string[], caller: Caller, process: Process): Promise<number> {
  try {
    if (name === undefined || HELP.includes(name)) {
      const [asked] = args;
      const { width } = terminalOf(process.stdout, process.env);
      print(
        asked === undefined || HELP.includes(asked) ? overview(width) : helpOf(commandNamed(asked), width),
        process,
      );
      return name === undefined ? 2 : 0;
    }
    if (VERSION.includes(name) || (isCommand(name) && asks(args, ["--version", "-V"]))) {
      process.stdout.write(`lineup ${version}\n`);
      return 0;
    }
    const command = commandNamed(name);
    if (asks(args, ["--help", "-h"])) {
      print(helpOf(command, terminalOf(process.stdout, process.env).width), process);
      return 0;
    }
    return await runCommand(command, args, caller, process);
  } catch (error) {
    complain(messageOf(error, process.stderr.isTTY === true), process);
    if (error instanceof UsageError) {
      process.stderr.write(`Run lineup ${name !== undefined && isCommand(name) ? `${name} --help` : "help"}.\n`);
    }
    return 2;
  }
}

const HELP = ["help", "--help", "-h"];
const VERSION = ["version", "--version", "-V", "-v"];

function asks(args: readonly string[], flags: readonly string[]): boolean {
  const end = args.indexOf("--");
  return (end === -1 ? args : args.slice(0, end)).some((arg) => flags.includes(arg));
}

function commandNamed(typed: string): CommandName {
  if (isCommand(typed)) return typed;
  if (typed.startsWith("-")) {
    throw new UsageError(
      `the command comes first, got the option ${plain(typed.split("=")[0] ?? "", 60)}: lineup COMMAND …`,
    );
  }
  const meant = meantBy(typed);
  const wayOut = meant === undefined ? `the commands are ${COMMAND_NAMES.join(", ")}` : `did you mean ${meant}?`;
  throw new UsageError(`there is no command ${JSON.stringify(plain(typed, 60))}: ${wayOut}`);
}

async function runCommand(
  name: CommandName,
  args: readonly string[],
  caller: Caller,
  process: Process,
): Promise<number> {
  const command = commandOf(name);
  const { inputs, options } = readArguments(name, command, args);
  const terminal = terminalOf(options.output === undefined ? process.stdout : undefined, process.env);
  const progress = new ProgressLine(process.stderr, process.env);
  const say = (text: string) => {
    progress.end();
    complain([text], process);
  };
  const run = async () => command.run(inputs, options, { caller, terminal, progress: progress.say, say });
  const printed = await run().finally(() => progress.end());
  if (options.output === undefined) process.stdout.write(ended(printed.text));
  else writeWhole(options.output, ended(printed.text));
  for (const note of printed.notes ?? []) complain([note], process);
  return printed.exitCode;
}

/** Text about lineup itself. */
function print(text: string, { stdout, env }: Process): void {
  stdout.write(ended(terminalOf(stdout, env).unicode ? text : ascii(text)));
}

/** Messages hold names from inputs, and lists of problems. */
const MOST_SAID = 5_000;

/** A terminal gets whole words. Elsewhere each message is one line, for whoever searches it. */
function complain(lines: readonly string[], { stderr, env }: Process): void {
  const { width, unicode } = terminalOf(stderr, env);
  const shown = lines.flatMap((line, index) => {
    const margin = index === 0 ? "lineup: " : "";
    const indent = /^ */.exec(line)?.[0] ?? "";
    const text = plain(line, MOST_SAID);
    if (stderr.isTTY !== true || indent !== "") return [`${margin}${indent}${text}`];
    return wrap(text, "  ", width, margin);
  });
  const text = shown.map((line) => `${line}\n`).join("");
  stderr.write(unicode ? text : ascii(text));
}

function ended(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}
