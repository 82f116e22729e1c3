import type { Command } from "./command";
import type { OptionName } from "./options";

/** Each command is loaded when it is called: loading the others would take longer than a quick answer. */
export const COMMANDS = {
  verify: () => (require("./verify") as typeof import("./verify")).verify,
  review: () => (require("./review") as typeof import("./review")).review,
  drift: () => (require("./drift") as typeof import("./drift")).drift,
  diagram: () => (require("./diagram") as typeof import("./diagram")).diagram,
  inventory: () => (require("./inventory") as typeof import("./inventory")).inventory,
  adopt: () => (require("./adopt") as typeof import("./adopt")).adopt,
  diagnose: () => (require("./diagnose") as typeof import("./diagnose")).diagnose,
  probe: () => (require("./probe") as typeof import("./probe")).probe,
  explain: () => (require("./explain") as typeof import("./explain")).explain,
} satisfies Record<string, () => Command>;

export type CommandName = keyof typeof COMMANDS;

export const COMMAND_NAMES = Object.keys(COMMANDS) as CommandName[];

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name);
}

export function commandOf(name: CommandName): Command {
  return COMMANDS[name]();
}

/** The commands that read an option; loads all of them. */
export function readersOf(option: OptionName): CommandName[] {
  return COMMAND_NAMES.filter((name) => commandOf(name).options.includes(option));
}
