import { columns, wrap } from "../report/layout";
import type { Command } from "./command";
import { flagOf, OPTION_NAMES, OPTIONS, type OptionName, placeholderOf } from "./options";
import { COMMAND_NAMES, type CommandName, commandOf } from "./table";

/** Lines longer than this are hard to read, however wide the terminal is. */
const WIDEST = 100;

/** `lineup help`: what there is. */
export function overview(available: number): string {
  const width = Math.min(available, WIDEST);
  const inputs =
    "An input is a folder of Terraform (.tf, .tf.json, values of variables: one root), synthesized JSON, what terraform show -json prints " +
    'of a plan or of a state, or a lineup inventory; "-" is standard input. Its content decides which of these it is.';
  const exit =
    "Exit 0 good · 1 blocked, danger, or drift that breaks or weakens · 2 unusable input or command line, nothing was " +
    "judged · 3 unknown, or nothing to judge";
  return paragraphs(
    columns(
      COMMAND_NAMES.map((name) => [usageOf(name, commandOf(name)), commandOf(name).summary]),
      width,
    ),
    wrap(inputs, "", width),
    wrap(exit, "", width),
    wrap(
      "Text follows the terminal: its width, its colours (NO_COLOR=1 switches them off, FORCE_COLOR=1 on) and its character set (LC_ALL, LC_CTYPE, LANG).",
      "",
      width,
    ),
    wrap("lineup COMMAND --help explains the options of one command, lineup --version prints the version.", "", width),
  );
}

/** `lineup COMMAND --help`: the options that it reads. */
export function helpOf(name: CommandName, available: number): string {
  const width = Math.min(available, WIDEST);
  const command = commandOf(name);
  const { summary, inputs, exit, example } = command;
  const options = OPTION_NAMES.filter((option) => command.options.includes(option));
  return paragraphs(
    [usageOf(name, command), ...wrap(summary, "", width)],
    inputs.most === 0 ? [] : wrap(`${inputs.usage.replace(/\W/g, "")} is ${inputs.explanation}.`, "", width),
    columns(
      options.map((option) => [`  ${typed(option)}`, OPTIONS[option].help]),
      width,
    ),
    columns(
      Object.entries(exit).map(([code, meaning]) => [`Exit ${code}`, meaning]),
      width,
    ),
    ["Example", `  ${example}`],
  );
}

function usageOf(name: CommandName, { inputs }: Command): string {
  return `lineup ${name} ${inputs.usage}`.trimEnd();
}

function typed(option: OptionName): string {
  return [flagOf(option), placeholderOf(option)].filter((part) => part !== undefined).join(" ");
}

function paragraphs(...parts: readonly (readonly string[])[]): string {
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}
