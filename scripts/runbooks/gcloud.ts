import table from "../../facts/gcloud-commands.json";

/** A flag takes no value, takes one, or takes one of these. */
type Kind = string | readonly string[];

interface Known {
  /** How many words stand beside its flags, at least and at most; null where there is no end. */
  arguments: readonly (number | null)[];
  flags: Readonly<Record<string, Kind>>;
  required?: readonly string[];
}

const COMMANDS: Readonly<Record<string, Known>> = table.commands;
const WIDE: Readonly<Record<string, Kind>> = table.wide;

/** What Google does not document of a command, given its words after `gcloud`: itself, a flag, a value. */
export function unknownToGcloud(words: readonly string[]): string[] {
  const name = nameOf(words);
  const known = name === undefined ? undefined : COMMANDS[name];
  if (name === undefined || known === undefined) {
    return [`there is no "gcloud ${words.slice(0, 4).join(" ")}" in facts/gcloud-commands.json`];
  }
  const { others, problems } = apart(argumentsOf(words, name), known);
  const [, most] = known.arguments;
  const tooMany =
    typeof most === "number" && others.length > most ? [`does not take ${JSON.stringify(others[most])}`] : [];
  return [...problems, ...tooMany].map((text) => `gcloud ${name} ${text}`);
}

/** The same of a command that is there to be run: it also has all that it needs. */
export function problemsOfGcloud(words: readonly string[]): string[] {
  const name = nameOf(words);
  const known = name === undefined ? undefined : COMMANDS[name];
  if (name === undefined || known === undefined) return unknownToGcloud(words);
  const { given, others } = apart(argumentsOf(words, name), known);
  const missing = (known.required ?? []).filter((flag) => !given.has(flag)).map((flag) => `needs ${flag}`);
  const [least] = known.arguments;
  const tooFew = others.length < (least ?? 0) ? [`needs ${least} beside its flags, got ${others.length}`] : [];
  return [...unknownToGcloud(words), ...[...missing, ...tooFew].map((text) => `gcloud ${name} ${text}`)];
}

const argumentsOf = (words: readonly string[], name: string) => words.slice(name.split(" ").length);

/** The longest run of words that is a command or a group: flags and arguments come after it. */
function nameOf(words: readonly string[]): string | undefined {
  for (let length = words.length; length > 0; length--) {
    const name = words.slice(0, length).join(" ");
    if (Object.hasOwn(COMMANDS, name)) return name;
  }
  return undefined;
}

function apart(words: readonly string[], { flags }: Known) {
  const given = new Set<string>();
  const others: string[] = [];
  const problems: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    if (!word.startsWith("--")) {
      others.push(word);
      continue;
    }
    const [said = "", inline] = apartAtEquals(word);
    const flag = nameOfFlag(said, flags);
    const kind = flag === undefined ? undefined : (flags[flag] ?? WIDE[flag]);
    if (flag === undefined || kind === undefined) {
      problems.push(`has no flag ${said}`);
      continue;
    }
    given.add(flag);
    if (kind === "bool") {
      if (inline !== undefined) problems.push(`${said} takes no value, got ${JSON.stringify(inline)}`);
      continue;
    }
    const value = inline ?? words[++at];
    if (value === undefined || (inline === undefined && value.startsWith("--"))) problems.push(`${said} needs a value`);
    else if (typeof kind !== "string" && !kind.includes(value)) {
      problems.push(`${said} is one of ${kind.join(", ")}, got ${JSON.stringify(value)}`);
    }
  }
  return { given, others, problems };
}

function apartAtEquals(word: string): [string, string | undefined] {
  const at = word.indexOf("=");
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}

/** `--no-quiet` is the flag `--quiet`, switched off. */
function nameOfFlag(said: string, flags: Known["flags"]): string | undefined {
  const isKnown = (flag: string) => Object.hasOwn(flags, flag) || Object.hasOwn(WIDE, flag);
  if (isKnown(said)) return said;
  const switchedOn = said.replace(/^--no-/, "--");
  return isKnown(switchedOn) && (flags[switchedOn] ?? WIDE[switchedOn]) === "bool" ? switchedOn : undefined;
}
