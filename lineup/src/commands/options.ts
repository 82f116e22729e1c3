import { FORMATS } from "../report/format";

/** Every option, once. A command lists the options that it reads; whatever is not in its list is refused. */
export const OPTIONS = {
  format: { takes: FORMATS, help: "how to print the report (text)" },
  output: { takes: "output", value: "FILE", help: "write to FILE, whole or not at all, instead of standard output" },
  config: {
    takes: "input",
    value: "PATH",
    help: "the configuration of the same stack, a folder or synthesized JSON: it holds the expressions that a plan leaves out",
  },
  var: {
    takes: "text",
    value: "NAME=VALUE",
    repeats: true,
    help: "the value of a variable of that configuration, as terraform -var takes it; may be repeated",
  },
  varFile: {
    takes: "input",
    value: "FILE",
    repeats: true,
    help: "values of its variables, HCL or .json, as terraform -var-file takes it; may be repeated",
  },
  from: { takes: "text", value: "ADDRESS", help: "judge the paths from this caller, declared or not" },
  to: { takes: "text", value: "ADDRESS", help: "judge the paths to this target, declared or not" },
  exceptions: {
    takes: "input",
    value: "FILE",
    help: "risks and drift that are accepted until a date (docs/drift.md)",
  },
  log: {
    takes: "input",
    value: "FILE",
    help: "what terraform plan -json printed: proves that the plan was refreshed",
  },
  refreshed: { takes: "nothing", help: "states that the plan was refreshed, where there is no log" },
  inventory: {
    takes: "input",
    value: "FILE",
    help: "what exists in the project, Terraform's or not, from lineup inventory",
  },
  environment: {
    takes: "text",
    value: "NAME",
    help: "adopt: the stack of the app that is compared (the one with services in the project); probe: only jobs with this label environment",
  },
  state: {
    takes: "input",
    value: "FILE",
    help: "what terraform show -json prints of the state of this stack. adopt: what is in it is taken over already; probe: it is held beside",
  },
  old: {
    takes: "input",
    value: "STATE",
    help: "what terraform show -json prints of the old root: which of it is taken over here, what it forgets, and in which order",
  },
  removed: {
    takes: "output",
    value: "FILE",
    help: "write the removed.tf.json of the old root to FILE, whole or not at all",
  },
  write: { takes: "nothing", help: "write what is taken over into the file that synthesis reads" },
  ownedBy: {
    takes: "input",
    value: "FILE",
    help: "the state of another root (terraform show -json): what is in both has two owners, and drift says so",
  },
  live: { takes: "nothing", help: "the same, read from the project now (takes --project)" },
  all: { takes: "nothing", help: "list noise as well" },
  project: { takes: "text", value: "ID", help: "the project to read" },
  service: { takes: "text", value: "NAME", help: "only this service; of probe: only the probe of it" },
  probe: { takes: "nothing", help: "run the probe of each service inside Cloud Run as well" },
  job: {
    takes: "text",
    value: "NAME",
    help: "this job, whatever its label says: any that carries the script of the probe",
  },
  trace: {
    takes: "nothing",
    help: "ask Google's connectivity tests as well, from the job and from the revision that serves",
  },
  bundle: {
    takes: "output",
    value: "FILE",
    help: "write the diagnosis to FILE as an incident ticket in markdown, and beside it as .json: whole or not at all",
  },
  printJob: { takes: "nothing", help: "print the job of a probe for gcloud run jobs replace, and run nothing" },
  impersonate: {
    takes: "text",
    value: "SERVICE_ACCOUNT",
    help: "the account to read it as (that of the credentials)",
  },
  strict: {
    takes: "nothing",
    help: "exit 1 for lesser problems as well, see Exit; the verdict stays. verify also asks its house rules (docs/rules.md)",
  },
  allowNone: { takes: "nothing", help: "exit 0 where there is nothing to judge" },
  quiet: { takes: "nothing", help: "print only what is wrong; as text, nothing where all is well" },
} as const satisfies Record<string, OptionDeclaration>;

export type OptionName = keyof typeof OPTIONS;

/** "input" names a file that is read, "output" one that is written; a list holds the values that are possible. */
export type OptionDeclaration = { help: string } & (
  | { takes: "nothing" }
  | { takes: readonly [string, ...string[]] }
  | { takes: "text" | "input" | "output"; value: string; repeats?: true }
);

/** What an option that may be repeated is given, and where among all that was typed. */
export interface Repeated {
  value: string;
  place: number;
}

type ValueOf<Declaration extends OptionDeclaration> = Declaration extends { takes: "nothing" }
  ? boolean
  : Declaration extends { repeats: true }
    ? readonly Repeated[]
    : Declaration extends { takes: readonly (infer Choice)[] }
      ? Choice
      : string | undefined;

/** The values of the options that a command reads, and of no others. */
export type OptionValues<Name extends OptionName> = { [Key in Name]: ValueOf<(typeof OPTIONS)[Key]> };

export const OPTION_NAMES = Object.keys(OPTIONS) as OptionName[];

/** As it is typed: `allowNone` is `--allow-none`. */
export function flagOf(name: OptionName): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** What follows the option; undefined where nothing does. */
export function placeholderOf(name: OptionName): string | undefined {
  const declaration: OptionDeclaration = OPTIONS[name];
  if (declaration.takes === "nothing") return undefined;
  return "value" in declaration ? declaration.value : declaration.takes.join("|");
}
