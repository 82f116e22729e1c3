import { programInUse } from "../../facts/programs";
import { readArguments } from "./commands/arguments";
import type { App } from "./commands/command";
import { helpOf, overview } from "./commands/help";
import { COMMAND_NAMES, commandOf, isCommand } from "./commands/table";
import { UnusableInput } from "./inputs/model";
import { whyUnwritten, writeWhole } from "./output";
import { widthOf } from "./report/layout";
import { inWordsOf } from "./text/in-words-of";
import { suggestionFor } from "./text/nearest";
import { plain } from "./text/plain";
import { UsageError } from "./usage-error";

/** Runs one command and sets the exit code. It never throws, and leaves nothing half-written. */
export async function main(args: readonly string[], app: App): Promise<void> {
  process.stdout.on("error", reportUnwritten);
  process.stderr.on("error", () => {});
  // Whatever is thrown beside the command's own promise: Node would end with a stack trace, and with another code.
  for (const event of ["uncaughtException", "unhandledRejection"]) process.on(event, endAtOnce);
  // A process that ends before its command does has judged nothing.
  process.exitCode = 2;
  const exitCode = await run(args, app);
  process.exitCode = outputFailed ? 2 : exitCode;
}

function endAtOnce(error: unknown): never {
  process.stderr.write(`lineup: ${messageOf(error)}\n`);
  process.exit(2);
}

let outputFailed = false;

/** A reader may stop early, as `head` does: that is no error. A full disk is. */
function reportUnwritten({ code }: NodeJS.ErrnoException): void {
  if (code === "EPIPE") return;
  process.stderr.write(`lineup: standard output cannot be written: ${whyUnwritten(code)}\n`);
  outputFailed = true;
  process.exitCode = 2;
}

async function run([name, ...args]: readonly string[], app: App): Promise<number> {
  try {
    if (name === undefined || HELP.includes(name)) {
      process.stdout.write(ended(args[0] === undefined ? overview() : helpOf(commandNamed(args[0]))));
      return name === undefined ? 2 : 0;
    }
    const command = commandNamed(name);
    if (asksForHelp(args)) {
      process.stdout.write(ended(helpOf(command)));
      return 0;
    }
    return await runCommand(command, args, app);
  } catch (error) {
    process.stderr.write(`lineup: ${messageOf(error)}\n`);
    if (error instanceof UsageError) {
      process.stderr.write(`Run lineup ${name !== undefined && isCommand(name) ? `${name} --help` : "help"}.\n`);
    }
    return 2;
  }
}

const HELP = ["help", "--help", "-h"];

function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  const options = end === -1 ? args : args.slice(0, end);
  return options.includes("--help") || options.includes("-h");
}

function commandNamed(typed: string) {
  if (isCommand(typed)) return typed;
  const suggestion = suggestionFor(typed, COMMAND_NAMES);
  const wayOut =
    suggestion === undefined ? `the commands are ${COMMAND_NAMES.join(", ")}` : `did you mean ${suggestion}?`;
  throw new UsageError(
    typed.startsWith("-")
      ? `the command comes first, got the option ${plain(typed.split("=")[0] ?? "")}: lineup COMMAND …`
      : `there is no command ${JSON.stringify(plain(typed))}: ${wayOut}`,
  );
}

async function runCommand(name: ReturnType<typeof commandNamed>, args: readonly string[], app: App): Promise<number> {
  const command = commandOf(name);
  const { inputs, options } = readArguments(name, command, args);
  const terminal = options.output === undefined ? process.stdout : undefined;
  const colour = terminal?.isTTY === true && !process.env.NO_COLOR;
  const printed = await command.run(inputs, options, { app, colour, width: widthOf(terminal) });
  if (options.output === undefined) process.stdout.write(ended(printed.text));
  else writeWhole(options.output, ended(printed.text));
  for (const note of printed.notes ?? []) process.stderr.write(`lineup: ${plain(note, MOST_SAID)}\n`);
  return printed.exitCode;
}

function ended(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}

/** Messages hold names from inputs, and lists of problems. */
const MOST_SAID = 5_000;

function messageOf(error: unknown): string {
  if (error instanceof UsageError) return error.message;
  if (error instanceof UnusableInput) return plain(inWordsOf(programInUse(), error.message), MOST_SAID);
  if (error instanceof Error && "problems" in error) return error.message;
  const said = plain(error instanceof Error ? error.message : String(error));
  // The limits of JavaScript itself: the depth of its stack, the length of its texts and lists.
  if (error instanceof RangeError) return `this is too large to judge: ${said}. Judge its parts one by one`;
  return `this is a defect of lineup, please report it with the command and the input: ${said}`;
}
