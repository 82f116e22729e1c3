import type { Progress } from "../progress";
import type { Terminal } from "../terminal";
import type { OptionName, OptionValues } from "./options";

/** What a program that calls lineup may add to it. */
export interface Caller {
  /** How a file is named in a report: a caller that made the plan deletes its files before the report is read. */
  nameOf?(file: string): string;
}

export interface Printed {
  text: string;
  exitCode: number;
  /** Printed on standard error, one line each. */
  notes?: readonly string[];
}

export interface RunContext {
  caller: Caller;
  /** Where the report is printed. */
  terminal: Terminal;
  progress: Progress;
  /** Prints a line on standard error at once. What can wait is one of the notes. */
  say(text: string): void;
}

/** How many inputs a command takes, and how its usage names them. */
export interface InputCount {
  usage: string;
  least: 0 | 1;
  most: number;
  /** What they are, or why there are none: the end of a sentence. */
  explanation: string;
}

export interface Command<Name extends OptionName = OptionName> {
  summary: string;
  /** What is typed, as the one example of its help. */
  example: string;
  inputs: InputCount;
  options: readonly Name[];
  /** What each exit code means. */
  exit: Partial<Record<0 | 1 | 2 | 3, string>>;
  /** Refuses options that contradict each other or lack something. */
  check?(inputs: readonly string[], options: OptionValues<Name>): void;
  run(inputs: readonly string[], options: OptionValues<Name>, context: RunContext): Printed | Promise<Printed>;
}

/** What review and drift take. */
export const PLAN: InputCount = {
  usage: "PLAN",
  least: 1,
  most: 1,
  explanation: 'what terraform show -json prints of a saved plan; "-" is standard input',
};

/** The input of a command that takes exactly one. */
export function onlyInput([input]: readonly string[]): string {
  if (input === undefined) throw new Error("a command that takes one input was run without one");
  return input;
}

/** Gives `run` the types of the options that are listed, so that a command cannot read another. */
export function defineCommand<const Name extends OptionName>(command: Command<Name>): Command<Name> {
  return command;
}
