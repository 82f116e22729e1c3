import { existsSync } from "node:fs";
import { nearest, suggestionFor } from "../text/nearest";
import { plain } from "../text/plain";
import { flagOf, type OptionName } from "./options";
import { COMMAND_NAMES } from "./table";

/** What people type because other tools call it so, and what it is called here. */
const COMMANDS_ELSEWHERE: Record<string, string> = {
  check: "verify",
  validate: "verify",
  test: "verify",
  trace: "verify",
  scan: "verify",
  lint: "verify",
  plan: "review",
  diff: "review",
  apply: "review",
  refresh: "drift",
  graph: "diagram",
  draw: "diagram",
  mermaid: "diagram",
  live: "inventory",
  export: "inventory",
  doctor: "diagnose",
  debug: "diagnose",
  incident: "diagnose",
  status: "diagnose",
  broken: "diagnose",
  ping: "probe",
  connect: "probe",
  run: "probe",
  show: "explain",
  why: "explain",
  rules: "explain",
};

const OPTIONS_ELSEWHERE: Record<string, { typed: string; reads: OptionName }> = {
  "--json": { typed: "--format json", reads: "format" },
  "--markdown": { typed: "--format markdown", reads: "format" },
  "--md": { typed: "--format markdown", reads: "format" },
  "--sarif": { typed: "--format sarif", reads: "format" },
  "--text": { typed: "--format text", reads: "format" },
  "-f": { typed: "--format", reads: "format" },
  "-o": { typed: "--output", reads: "output" },
  "--out": { typed: "--output", reads: "output" },
  "--outfile": { typed: "--output", reads: "output" },
  "-c": { typed: "--config", reads: "config" },
  "-q": { typed: "--quiet", reads: "quiet" },
  "--silent": { typed: "--quiet", reads: "quiet" },
  "--tfvars": { typed: "--var-file", reads: "varFile" },
  "--source": { typed: "--from", reads: "from" },
  "--target": { typed: "--to", reads: "to" },
  "-p": { typed: "--project", reads: "project" },
  "--project-id": { typed: "--project", reads: "project" },
  "--ignore": { typed: "--exceptions", reads: "exceptions" },
};

/** Not options of lineup, whatever the command. */
const NO_OPTIONS: Record<string, string> = {
  "-v": "lineup --version",
  "--no-color": "NO_COLOR=1 in the environment",
  "--no-colour": "NO_COLOR=1 in the environment",
  "--color": "FORCE_COLOR=1 in the environment",
};

/** The command that was probably meant. */
export function meantBy(typed: string): string | undefined {
  if (typed === "-" || existsSync(typed)) return `lineup verify ${plain(typed, 60)}`;
  const elsewhere = Object.hasOwn(COMMANDS_ELSEWHERE, typed.toLowerCase()) && COMMANDS_ELSEWHERE[typed.toLowerCase()];
  return elsewhere || suggestionFor(typed, COMMAND_NAMES);
}

/** The option that was probably meant, of those that a command reads. */
export function optionMeantBy(typed: string, read: readonly OptionName[]): string | undefined {
  if (Object.hasOwn(NO_OPTIONS, typed)) return NO_OPTIONS[typed];
  const here = new Map(read.map((option) => [flagOf(option), flagOf(option)]));
  for (const [flag, { typed, reads }] of Object.entries(OPTIONS_ELSEWHERE))
    if (read.includes(reads)) here.set(flag, typed);
  // One letter is too little to guess from.
  const known = [...here.keys()].filter((flag) => flag === typed || (typed.length > 2 && flag.length > 3));
  const [best] = nearest(typed, known);
  return best?.distance === 0 ? here.get(best.word) : here.get(suggestionFor(typed, known) ?? "");
}
