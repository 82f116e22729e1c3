import { type ChangedPlan, changedPlan, planJsonIn } from "../changes/read";
import { judgeDrift } from "../drift/judge";
import { Live } from "../drift/live";
import { inventoryAge } from "../drift/live/age";
import type { DriftReport, DriftVerdict, Proof } from "../drift/model";
import { OtherState } from "../drift/other-owner";
import { proofIn, SAID_BY_CALLER, UNPROVEN } from "../drift/proof";
import { readExceptions } from "../exceptions/read";
import { saidBeside } from "../expected";
import type { Input } from "../inputs/json";
import { readFile } from "../inputs/read";
import { SILENT, sayReading } from "../progress";
import { render } from "../report";
import { ofDrift, withoutNoise } from "../report/of-drift";
import { sourcesOf } from "../sources";
import { reportInWordsOf } from "../text/in-words-of";
import { UsageError } from "../usage-error";
import { type Caller, defineCommand, onlyInput, PLAN } from "./command";
import { configurationGiven, type GivenConfiguration, refuseLoneVariables } from "./configuration";
import { liveInventory, type Told } from "./live-inventory";
import type { OptionValues } from "./options";
import { failingWhereStrict } from "./strict";

const EXIT: Record<DriftVerdict, number> = { clean: 0, benign: 0, weakens: 1, breaks: 1, unknown: 3 };

export const drift = defineCommand({
  summary: "what was changed in the environment outside Terraform?",
  example: "lineup drift plan.json --log plan.log",
  inputs: PLAN,
  options: [
    ...([
      "format",
      "output",
      "config",
      "var",
      "varFile",
      "from",
      "to",
      "log",
      "refreshed",
      "inventory",
      "ownedBy",
      "live",
      "project",
    ] as const),
    ...(["impersonate", "exceptions", "all", "strict", "allowNone", "quiet"] as const),
  ],
  exit: {
    0: "clean or benign",
    1: "drift that breaks or weakens; with --strict also benign drift",
    2: "not a usable plan, or the command line: nothing was judged",
    3: "unknown: nothing proves a refresh, or no path is declared (0 with --allow-none)",
  },
  check: refuseContradictions,
  async run(inputs, options, { caller, terminal, progress, say }) {
    const { format, all, quiet } = options;
    const told = { progress, ...(quiet ? {} : { say }) };
    const { report, networks } = await drifted(onlyInput(inputs), options, caller, told);
    const forms = { toReport: (it: DriftReport) => ofDrift(it, networks) };
    const text = render(all ? report : withoutNoise(report), forms, format, { ...terminal, quiet });
    const printed = { text, exitCode: EXIT[report.verdict] };
    return options.strict ? failingWhereStrict(printed, benignIn(report), "benign drift") : printed;
  },
});

type DriftOptions = ProofAndInventory &
  GivenConfiguration &
  OptionValues<"from" | "to" | "exceptions" | "allowNone"> &
  Partial<OptionValues<"ownedBy">>;

export async function drifted(
  input: Input,
  options: DriftOptions,
  caller: Caller = {},
  told: Told = { progress: SILENT },
  now = new Date(),
) {
  const { config, from, to, allowNone } = options;
  const { nameOf = (file: string) => file } = caller;
  const exceptions = readExceptions(options.exceptions, now);
  sayReading(input, told.progress);
  const { json, file } = planJsonIn(input);
  const plan = changedPlan(json, nameOf(file), await configurationGiven(options));
  const proof = proofFor(options, plan, nameOf);
  const inventory = await liveInventory(options, told);
  told.progress(`judging ${plan.file}`);
  const { report, networks } = judgeDrift(plan, {
    proof,
    live:
      inventory &&
      new Live(inventory.model, plan.before, inventoryAge(inventory.readAt, plan.madeAt, inventory.model.file)),
    others: options.ownedBy === undefined ? undefined : new OtherState(readFile(options.ownedBy)),
    said: saidBeside(config, now),
    exceptions,
    question: { from, to },
    allowNone,
    sourceOf: sourcesOf(config ?? input, plan.after.resources),
  });
  return { report: reportInWordsOf(plan.program, report), networks };
}

function proofFor(
  { log, refreshed }: OptionValues<"log" | "refreshed">,
  plan: ChangedPlan,
  nameOf: NonNullable<Caller["nameOf"]>,
): Proof {
  if (log === undefined) return refreshed ? SAID_BY_CALLER : UNPROVEN;
  return proofIn(log, plan, nameOf(log));
}

function benignIn({ drifted, unmanaged }: DriftReport) {
  return [
    ...drifted.filter(({ tier }) => tier === "benign"),
    ...unmanaged
      .filter(({ tier }) => tier === "benign")
      .map(({ kind, name }) => ({ code: `unmanaged ${kind}`, address: name })),
  ];
}

type ProofAndInventory = OptionValues<"log" | "refreshed" | "inventory" | "live" | "project" | "impersonate">;

function refuseContradictions(_: readonly string[], options: ProofAndInventory & GivenConfiguration): void {
  refuseLoneVariables(options);
  const { log, refreshed, inventory, live, project, impersonate } = options;
  if (log !== undefined && refreshed)
    throw new UsageError("--log proves what --refreshed only claims: give one of them");
  if (live && inventory !== undefined) {
    throw new UsageError("--live reads from the project what --inventory reads from a file: give one of them");
  }
  if (live && project === undefined)
    throw new UsageError("--live takes --project ID, the project to read, and got none");
  const unread = project !== undefined ? "--project" : impersonate !== undefined ? "--impersonate" : undefined;
  if (!live && unread !== undefined) {
    throw new UsageError(`${unread} is read only together with --live: add --live, or leave ${unread} out`);
  }
}
