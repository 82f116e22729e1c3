import { readChangedPlan } from "../changes/read";
import type { Printed } from "../commands";
import { readExceptions } from "../exceptions/read";
import type { Model } from "../inputs/model";
import { readInput, readJson } from "../inputs/read";
import { readLive } from "../inventory";
import { type Options, UsageError } from "../options";
import { sourcesBeside } from "../sources";
import { judgeDrift } from "./judge";
import { Live } from "./live";
import type { DriftVerdict } from "./model";
import { proofIn, SAID_BY_CALLER, UNPROVEN } from "./proof";
import { renderDrift } from "./report";

const EXIT: Record<DriftVerdict, number> = { clean: 0, benign: 0, weakens: 1, breaks: 1, unknown: 3 };

/** `lineup drift PLAN`: what did the world do to the environment behind Terraform's back? */
export async function drift(options: Options, _: unknown, colour: boolean): Promise<Printed> {
  const path = onlyPlan(options);
  const exceptions = readExceptions(options.exceptions);
  const plan = readChangedPlan(path, options.config === undefined ? undefined : readInput(options.config));
  const proof = options.log !== undefined ? proofIn(options.log, plan) : options.refreshed ? SAID_BY_CALLER : UNPROVEN;
  const inventory = await inventoryFor(options);
  const { from, to, allowNone, format, all, quiet } = options;
  const report = judgeDrift(plan, {
    proof,
    live: inventory && new Live(inventory, plan.before),
    exceptions,
    question: { from, to },
    allowNone,
    sourceOf: sourcesBeside(options.config ?? path),
  });
  return { text: renderDrift(report, format, { colour, all, quiet }), exitCode: EXIT[report.verdict] };
}

/** What is live, from a file or read now. */
async function inventoryFor({ inventory, live, project, impersonate }: Options): Promise<Model | undefined> {
  if (live) {
    if (inventory !== undefined)
      throw new UsageError("--live reads the project that --inventory holds: give one of them");
    if (project === undefined) throw new UsageError("--live wants --project ID: which project it reads");
    return readJson(await readLive({ project, impersonate }), `the live project ${project}`);
  }
  if (project !== undefined || impersonate !== undefined) {
    throw new UsageError("--project and --impersonate go with --live");
  }
  if (inventory === undefined) return undefined;
  const model = readInput(inventory);
  if (model.kind !== "inventory") throw new UsageError(`${inventory} is no inventory: lineup inventory writes one`);
  return model;
}

function onlyPlan({ inputs, log, refreshed }: Options): string {
  const [path, ...more] = inputs;
  if (path === undefined || more.length > 0) {
    throw new UsageError(
      `lineup drift takes one plan, got ${inputs.length}: terraform show -json PLANFILE > plan.json`,
    );
  }
  if (log !== undefined && refreshed) {
    throw new UsageError("--log proves what --refreshed only says: give one of them");
  }
  return path;
}
