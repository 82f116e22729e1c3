import { parseArgs } from "node:util";

/** Something about the command line itself; the message ends with the way out. */
export class UsageError extends Error {}

export const FORMATS = ["text", "json", "markdown", "sarif"] as const;
export type Format = (typeof FORMATS)[number];

export interface Options {
  inputs: string[];
  format: Format;
  output: string | undefined;
  config: string | undefined;
  from: string | undefined;
  to: string | undefined;
  /** Of review and drift alone; the others refuse it. */
  exceptions: string | undefined;
  /** Of what reads a live project: which, and as whom. */
  project: string | undefined;
  impersonate: string | undefined;
  /** Of drift alone: what proves that the plan was refreshed. */
  log: string | undefined;
  refreshed: boolean;
  /** Of drift alone: what no plan sees. */
  inventory: string | undefined;
  live: boolean;
  /** Of drift alone: noise as well. */
  all: boolean;
  strict: boolean;
  allowNone: boolean;
  quiet: boolean;
}

const USAGE = `lineup verify [INPUT…]    can every service reach its Redis? Without input: this app, every environment
lineup review PLAN        what does this plan do to the paths, and what else in it is dangerous?
lineup drift PLAN         what did the world do to the environment behind Terraform's back?
lineup diagram [INPUT]    what does the network look like, and where is the path cut? (Mermaid)
lineup inventory          the live project, as one JSON file that the others take as input
lineup explain [CODE…]    what a code of a report means and what to do; without a code, which codes there are

INPUT is synthesized JSON (a file, or a folder of .tf.json that is one root), terraform show -json of a plan or of a
state, or a lineup inventory; "-" is standard input.

  --format text|json|markdown|sarif    how to print it (text)
  --output FILE                        where to print it (standard output)
  --config PATH                        the synthesized JSON of the same stack, whose expressions a plan has lost
  --from ADDRESS, --to ADDRESS         ask for a path that nobody declared
  --log FILE, --refreshed              drift: what terraform plan -json printed, or your word that the plan was refreshed
  --inventory FILE, --live             drift: what Terraform does not manage, from a file or read now (--project)
  --exceptions FILE                    review and drift: what people have agreed to live with, and until when
  --all                                drift: noise as well
  --project ID                         which project inventory and --live read
  --impersonate SERVICE_ACCOUNT        as whom it reads (the credentials' own account)
  --strict                             an error finding fails, too
  --allow-none                         nothing to judge is good
  --quiet                              only what is wrong

Exit 0 good · 1 blocked, danger, or drift that breaks or weakens · 2 unusable input or usage · 3 unknown, or nothing to judge`;

export function usage(): string {
  return USAGE;
}

export function readOptions(args: readonly string[]): Options {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split(". ")[0]}\n\n${USAGE}`);
  }
  const { values, positionals } = parsed;
  const format = FORMATS.find((known) => known === values.format);
  if (!format) throw new UsageError(`--format takes ${FORMATS.join(", ")}, got ${JSON.stringify(values.format)}`);
  if (positionals.filter((input) => input === "-").length > 1)
    throw new UsageError('"-" can be named only once: standard input is read once');
  return {
    inputs: positionals,
    format,
    output: values.output,
    config: values.config,
    from: values.from,
    to: values.to,
    exceptions: values.exceptions,
    project: values.project,
    impersonate: values.impersonate,
    log: values.log,
    refreshed: values.refreshed,
    inventory: values.inventory,
    live: values.live,
    all: values.all,
    strict: values.strict,
    allowNone: values["allow-none"],
    quiet: values.quiet,
  };
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: "string", default: "text" },
      output: { type: "string" },
      config: { type: "string" },
      from: { type: "string" },
      to: { type: "string" },
      exceptions: { type: "string" },
      project: { type: "string" },
      impersonate: { type: "string" },
      log: { type: "string" },
      refreshed: { type: "boolean", default: false },
      inventory: { type: "string" },
      live: { type: "boolean", default: false },
      all: { type: "boolean", default: false },
      strict: { type: "boolean", default: false },
      "allow-none": { type: "boolean", default: false },
      quiet: { type: "boolean", default: false },
    },
  });
}

/** What only drift understands: elsewhere it would be a wish that nobody hears. */
export function refuseDriftOptions(command: string, { log, refreshed, inventory, live, all }: Options): void {
  if (command === "drift") return;
  const said = { "--log": log !== undefined, "--refreshed": refreshed, "--inventory": inventory !== undefined };
  const given = Object.entries({ ...said, "--live": live, "--all": all }).find(([, isGiven]) => isGiven);
  if (given) throw new UsageError(`lineup ${command} takes no ${given[0]}: that belongs to drift`);
}
