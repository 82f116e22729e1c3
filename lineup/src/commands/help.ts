import { wrap } from "../report/layout";
import type { Command } from "./command";
import { flagOf, OPTION_NAMES, OPTIONS, type OptionName, placeholderOf } from "./options";
import { COMMAND_NAMES, type CommandName, commandOf } from "./table";

const WIDTH = 80;

/** `lineup help`: what there is. */
export function overview(): string {
  const inputs =
    "An input is a folder of Terraform (.tf, .tf.json, values of variables: one root), synthesized JSON, what terraform show -json prints " +
    'of a plan or of a state, or a lineup inventory; "-" is standard input. Its content decides which of these it is.';
  const exit =
    "Exit 0 good · 1 blocked, danger, or drift that breaks or weakens · 2 unusable input or command line, nothing was " +
    "judged · 3 unknown, or nothing to judge";
  return paragraphs(
    columns(COMMAND_NAMES.map((name) => [usageOf(name, commandOf(name)), commandOf(name).summary])),
    wrap(inputs, "", WIDTH),
    wrap(exit, "", WIDTH),
    ["lineup COMMAND --help explains the options of one command."],
  );
}

/** `lineup COMMAND --help`: the options that it reads. */
export function helpOf(name: CommandName): string {
  const command = commandOf(name);
  const { summary, inputs, exit } = command;
  const options = OPTION_NAMES.filter((option) => command.options.includes(option));
  return paragraphs(
    [usageOf(name, command), ...wrap(summary, "", WIDTH)],
    inputs.most === 0 ? [] : wrap(`${inputs.usage.replace(/\W/g, "")} is ${inputs.explanation}.`, "", WIDTH),
    columns(options.map((option) => [`  ${typed(option)}`, OPTIONS[option].help])),
    columns(Object.entries(exit).map(([code, meaning]) => [`Exit ${code}`, meaning])),
  );
}

function usageOf(name: CommandName, { inputs }: Command): string {
  return `lineup ${name} ${inputs.usage}`.trimEnd();
}

function typed(option: OptionName): string {
  return [flagOf(option), placeholderOf(option)].filter((part) => part !== undefined).join(" ");
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(0, ...rows.map(([left]) => left.length)) + 2;
  return rows.flatMap(([left, right]) => wrap(right, " ".repeat(width), WIDTH, left.padEnd(width)));
}

function paragraphs(...parts: readonly (readonly string[])[]): string {
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}
