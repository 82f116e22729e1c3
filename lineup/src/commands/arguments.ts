import { parseArgs } from "node:util";
import { plain } from "../text/plain";
import { enumerated } from "../text/words";
import { UsageError } from "../usage-error";
import type { Command, InputCount } from "./command";
import { refuseOverwriting, refuseSecondReading } from "./files";
import { optionMeantBy } from "./habits";
import {
  flagOf,
  OPTION_NAMES,
  OPTIONS,
  type OptionDeclaration,
  type OptionName,
  type OptionValues,
  placeholderOf,
  type Repeated,
} from "./options";
import { type CommandName, readersOf } from "./table";

export interface Arguments {
  inputs: readonly string[];
  options: OptionValues<OptionName>;
}

/** What was typed after the name of a command. Whatever the command does not read is refused. */
export function readArguments(name: CommandName, command: Command, args: readonly string[]): Arguments {
  const given = new Map<OptionName, string | boolean | readonly Repeated[]>();
  const inputs: string[] = [];
  for (const token of tokensOf(args, command.options)) {
    if (token.kind === "positional") inputs.push(token.value);
    if (token.kind !== "option") continue;
    const option = optionNamed(token.rawName, name, command);
    const value = valueGiven(option, token);
    const before = given.get(option);
    if (repeats(option)) {
      given.set(option, [...(Array.isArray(before) ? before : []), { value: String(value), place: token.index }]);
      continue;
    }
    if (before !== undefined && typeof value === "string") {
      throw new UsageError(
        `${flagOf(option)} is given twice, as ${quoted(String(before))} and as ${quoted(value)}: give it once`,
      );
    }
    given.set(option, value);
  }
  refuseInputs(name, command.inputs, inputs);
  refuseSecondReading(inputs, given);
  refuseOverwriting(inputs, given);
  const options = Object.fromEntries(OPTION_NAMES.map((option) => [option, given.get(option) ?? unsetValue(option)]));
  const values = options as OptionValues<OptionName>;
  command.check?.(inputs, values);
  return { inputs, options: values };
}

type Token = ReturnType<typeof tokensOf>[number];
type OptionToken = Extract<Token, { kind: "option" }>;

/** Every option is known to the parser, so that the value of one that is refused is not taken for an input. */
function tokensOf(args: readonly string[], read: readonly OptionName[]) {
  // Terraform writes options with one hyphen, and the parser would take that for an option of each letter.
  const [end] = [args.indexOf("--")].filter((index) => index >= 0);
  const [, flag] = /^-([a-z][\w-]+)/i.exec(args.slice(0, end).find((arg) => /^-[a-z][\w-]/i.test(arg)) ?? "") ?? [];
  if (flag !== undefined) throw new UsageError(noOption(`-${flag}`, optionMeantBy(`--${flag}`, read)));
  const entries = OPTION_NAMES.map((name) => {
    const type = placeholderOf(name) === undefined ? ("boolean" as const) : ("string" as const);
    return [flagOf(name).slice(2), { type }] as const;
  });
  const options = Object.fromEntries(entries);
  return parseArgs({ args: [...args], options, allowPositionals: true, strict: false, tokens: true }).tokens;
}

function optionNamed(typed: string, name: CommandName, { options }: Command): OptionName {
  const option = OPTION_NAMES.find((known) => flagOf(known) === typed);
  if (option === undefined) throw new UsageError(noOption(typed, optionMeantBy(typed, options)));
  if (options.includes(option)) return option;
  const readers = readersOf(option);
  throw new UsageError(
    `${name} takes no ${flagOf(option)}: only ${enumerated(readers)} ${readers.length === 1 ? "reads" : "read"} it`,
  );
}

function noOption(typed: string, meant: string | undefined): string {
  return `there is no option ${plain(typed, MOST_QUOTED)}${meant === undefined ? "" : `: did you mean ${meant}?`}`;
}

function valueGiven(option: OptionName, { value, inlineValue }: OptionToken): string | true {
  const { takes }: OptionDeclaration = OPTIONS[option];
  const flag = flagOf(option);
  if (takes === "nothing") {
    if (value !== undefined) throw new UsageError(`${flag} takes no value, got ${quoted(value)}`);
    return true;
  }
  const wanted = typeof takes === "string" ? `takes ${placeholderOf(option)}` : `takes ${enumerated(takes, "or")}`;
  if (value === undefined) throw new UsageError(`${flag} ${wanted}, got nothing`);
  if (value === "") throw new UsageError(`${flag} ${wanted}, got an empty string`);
  if (!inlineValue && value.startsWith("-") && value !== "-") {
    throw new UsageError(`${flag} ${wanted}, got the option ${plain(value.split("=")[0] ?? "", MOST_QUOTED)} instead`);
  }
  if (typeof takes === "string" || takes.includes(value)) return value;
  throw new UsageError(`${flag} ${wanted}, got ${quoted(value)}`);
}

function repeats(option: OptionName): boolean {
  const declaration: OptionDeclaration = OPTIONS[option];
  return "repeats" in declaration;
}

function unsetValue(option: OptionName): string | false | undefined | readonly Repeated[] {
  const { takes }: OptionDeclaration = OPTIONS[option];
  if (repeats(option)) return [];
  if (takes === "nothing") return false;
  return typeof takes === "string" ? undefined : takes[0];
}

function refuseInputs(name: CommandName, { usage, least, most, explanation }: InputCount, inputs: readonly string[]) {
  if (inputs.includes("")) {
    throw new UsageError(`${name} got an empty string where it takes ${usage}: is a shell variable unset?`);
  }
  if (inputs.length >= least && inputs.length <= most) return;
  if (most === 0) throw new UsageError(`${name} takes no input, got ${quoted(inputs[0] ?? "")}: ${explanation}`);
  throw new UsageError(`${name} takes one ${usage}, got ${inputs.length || "none"}: ${explanation}`);
}

const MOST_QUOTED = 60;

function quoted(value: string | boolean): string {
  return JSON.stringify(plain(String(value), MOST_QUOTED));
}
