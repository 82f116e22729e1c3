import { type ChangedPlan, changedPlan } from "../changes/read";
import type { App, Printed } from "../commands";
import { readExceptions } from "../exceptions/read";
import { isBlock, own } from "../inputs/blocks";
import { jsonIn } from "../inputs/json";
import type { Model } from "../inputs/model";
import { readInput, readJson } from "../inputs/read";
import { readLive } from "../inventory";
import { type Options, UsageError } from "../options";
import { render } from "../report";
import { widthOf } from "../report/layout";
import { ofDrift, withoutNoise } from "../report/of-drift";
import { sourcesBeside } from "../sources";
import { judgeDrift } from "./judge";
import { Live } from "./live";
import { type InventoryAge, inventoryAge } from "./live/age";
import type { DriftVerdict, Proof } from "./model";
import { proofIn, SAID_BY_CALLER, UNPROVEN } from "./proof";

const EXIT: Record<DriftVerdict, number> = { clean: 0, benign: 0, weakens: 1, breaks: 1, unknown: 3 };

/** A caller that made the plan names its files: they are gone when the report is read. */
export type Caller = App & { nameOf?(file: string): string };

/** `lineup drift PLAN`: what changed in the environment outside Terraform? */
export async function drift(options: Options, { nameOf = (file) => file }: Caller, colour: boolean): Promise<Printed> {
  const path = onlyPlan(options);
  const exceptions = readExceptions(options.exceptions);
  const { json, file } = jsonIn(path);
  const plan = changedPlan(json, nameOf(file), options.config === undefined ? undefined : readInput(options.config));
  const proof = proofFor(options, plan, nameOf);
  const inventory = await inventoryFor(options);
  const { from, to, allowNone, format, all, quiet } = options;
  const report = judgeDrift(plan, {
    proof,
    live: inventory && new Live(inventory.model, plan.before, seen(inventory, plan)),
    exceptions,
    question: { from, to },
    allowNone,
    sourceOf: sourcesBeside(options.config ?? path),
  });
  const width = widthOf(options.output === undefined ? process.stdout : undefined);
  const text = render(all ? report : withoutNoise(report), { toReport: ofDrift }, format, { colour, quiet, width });
  return { text, exitCode: EXIT[report.verdict] };
}

function proofFor({ log, refreshed }: Options, plan: ChangedPlan, nameOf: (file: string) => string): Proof {
  if (log === undefined) return refreshed ? SAID_BY_CALLER : UNPROVEN;
  return proofIn(log, plan, nameOf(log));
}

interface Inventory {
  model: Model;
  /** When it was read, where it says so. */
  readAt: string | undefined;
}

/** What is live, from a file or read now. */
async function inventoryFor({ inventory, live, project, impersonate }: Options): Promise<Inventory | undefined> {
  if (live) {
    if (inventory !== undefined)
      throw new UsageError("--live reads the project that --inventory holds: give one of them");
    if (project === undefined) throw new UsageError("--live wants --project ID: which project it reads");
    const found = await readLive({ project, impersonate });
    return { model: readJson(found, `the live project ${project}`), readAt: found.readAt };
  }
  if (project !== undefined || impersonate !== undefined) {
    throw new UsageError("--project and --impersonate go with --live");
  }
  if (inventory === undefined) return undefined;
  const { json, file } = jsonIn(inventory);
  const model = readJson(json, file);
  if (model.kind !== "inventory") throw new UsageError(`${inventory} is no inventory: lineup inventory writes one`);
  const said = isBlock(json) ? own(json, "readAt") : undefined;
  return { model, readAt: typeof said === "string" ? said : undefined };
}

function seen({ model, readAt }: Inventory, { madeAt }: ChangedPlan): InventoryAge {
  return inventoryAge(readAt, madeAt, model.file);
}

function onlyPlan({ inputs, log, refreshed }: Options): string {
  const [path, ...more] = inputs;
  if (path === undefined || more.length > 0) {
    throw new UsageError(
      `lineup drift takes one plan, got ${inputs.length}: terraform show -json PLANFILE > plan.json`,
    );
  }
  if (log !== undefined && refreshed) {
    throw new UsageError("--log proves what --refreshed only claims: give one of them");
  }
  return path;
}
