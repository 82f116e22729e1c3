import { adopt as compare } from "../adopt/adopt";
import type { AdoptReport, AdoptVerdict } from "../adopt/contract";
import { handoverOf, readOldState } from "../adopt/old";
import { refuseUnfit } from "../adopt/refuse";
import { ours, writeAdoption } from "../adopt/write";
import { UnusableInput } from "../inputs/model";
import { readFile } from "../inputs/read";
import { refuseBadProjectId } from "../inventory/project";
import { render } from "../report";
import { ofAdopt } from "../report/of-adopt";
import { UsageError } from "../usage-error";
import { stackOf } from "./adopted-stack";
import { defineCommand } from "./command";
import { liveInventory } from "./live-inventory";

const EXIT: Record<AdoptVerdict, number> = { ready: 0, changes: 1, unknown: 3 };

export const adopt = defineCommand({
  summary: "what exists against what is written: what would taking it over change?",
  example: "lineup adopt infra --project acme-staging",
  inputs: {
    usage: "[FOLDER]",
    least: 0,
    most: 1,
    explanation:
      "a folder of Terraform, or synthesized JSON. Without one it is the stack of the cdktf app in this folder",
  },
  options: [
    ...(["format", "output", "environment", "project", "inventory", "impersonate"] as const),
    ...(["state", "old", "removed", "write", "quiet"] as const),
  ],
  exit: {
    0: "everything is taken over without a change, but for labels, or created",
    1: "something is changed, replaced, refused, or lost",
    2: "unusable input or command line: nothing was compared, nothing is written",
    3: "something cannot be told",
  },
  check(inputs, { project, inventory, impersonate, old, removed, write }) {
    if (project === undefined && inventory === undefined) {
      throw new UsageError("adopt takes --project ID, the project to read, or --inventory FILE, and got neither");
    }
    if (project !== undefined && inventory !== undefined) {
      throw new UsageError("--project reads what --inventory reads from a file: give one of them");
    }
    if (impersonate !== undefined && project === undefined) {
      throw new UsageError("--impersonate is read only together with --project: add it, or leave --impersonate out");
    }
    if (removed !== undefined && old === undefined) {
      throw new UsageError("--removed writes what the root of --old forgets: add --old STATE, or leave --removed out");
    }
    if (write && inputs.length > 0) {
      throw new UsageError("--write writes for the cdktf app in this folder: leave the input out");
    }
  },
  async run([input], options, { terminal, progress, say }) {
    const { format, quiet, environment, state: stateFile, old: oldFile, removed, write } = options;
    if (options.project !== undefined) refuseBadProjectId(options.project);
    const live = () =>
      liveInventory({ ...options, live: options.project !== undefined }, { progress, ...(quiet ? {} : { say }) }, true);
    const isFile = options.project === undefined;
    const inventory = isFile ? await live() : undefined;
    const project = options.project ?? inventory?.project ?? "";
    progress("reading what is written");
    const { stack, again } = await stackOf(input, { project, environment });
    const unreadable: UnusableInput[] = [];
    const state = usable(stateFile, readFile, unreadable);
    const old = usable(oldFile, (file) => readOldState(file, stack.project), unreadable);
    // Before a project is read, which takes its time.
    refuseUnfit({
      ...{ stack, project: options.project, state, write, unreadable },
      inventory: inventory && { ...inventory, file: inventory.model.file },
    });
    const existing = inventory ?? (await live());
    if (!existing) throw new Error("adopt has checked that there is something to read");
    progress(`comparing ${stack.name} with ${project}`);
    const managed = new Map(state?.resources.map((one) => [one.address, one]));
    const { report, networks } = await compare(
      stack,
      { live: existing.model, readAt: existing.readAt, managed },
      again,
    );
    const handover = old && handoverOf(old, ours(report), stack.project);
    const written = writeAdoption(report, {
      adoption: write ? stack.settings?.adoption : undefined,
      seenAt: existing.readAt ?? new Date().toISOString(),
      removed,
      handover,
    });
    const told = { ...report, ...written, ...(handover ? { handover } : {}) };
    const text = render(told, { toReport: (it: AdoptReport) => ofAdopt(it, networks) }, format, { ...terminal, quiet });
    return { text, exitCode: EXIT[report.verdict] };
  },
});

/** A file that cannot be used is one problem among others. */
function usable<Read>(
  file: string | undefined,
  read: (file: string) => Read,
  unreadable: UnusableInput[],
): Read | undefined {
  if (file === undefined) return undefined;
  try {
    return read(file);
  } catch (error) {
    if (!(error instanceof UnusableInput)) throw error;
    unreadable.push(error);
    return undefined;
  }
}
