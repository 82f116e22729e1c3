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

/** What is wrong with a command of gcloud's, given its words after `gcloud`; nothing where it is one that Google documents. */
export function problemsOfGcloud(words: readonly string[]): string[] {
  const name = nameOf(words);
  if (name === undefined) return [`there is no "gcloud ${words.slice(0, 4).join(" ")}" in facts/gcloud-commands.json`];
  const known = COMMANDS[name];
  if (known === undefined) return [];
  const { given, others, problems } = apart(words.slice(name.split(" ").length), known);
  // In a text a command is often only named; where it says anything, all that it needs is said.
  const isNamed = given.size === 0 && others.length === 0;
  const [least = 0, most] = known.arguments;
  const missing = (known.required ?? []).filter((flag) => !given.has(flag)).map((flag) => `needs ${flag}`);
  const tooFew = others.length < (least ?? 0) ? [`needs ${least} beside its flags, got ${others.length}`] : [];
  const tooMany =
    typeof most === "number" && others.length > most ? [`does not take ${JSON.stringify(others[most])}`] : [];
  return [...problems, ...(isNamed ? [] : [...missing, ...tooFew, ...tooMany])].map((text) => `gcloud ${name} ${text}`);
}

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
