import { adopt as compare } from "../adopt/adopt";
import type { AdoptReport, AdoptVerdict } from "../adopt/contract";
import { refuseUnfit } from "../adopt/refuse";
import { writeAdoption } from "../adopt/write";
import { readFile } from "../inputs/read";
import { render } from "../report";
import { ofAdopt } from "../report/of-adopt";
import { UsageError } from "../usage-error";
import { stackOf } from "./adopted-stack";
import { defineCommand } from "./command";
import { liveInventory } from "./live-inventory";

const EXIT: Record<AdoptVerdict, number> = { ready: 0, changes: 1, unknown: 3 };

export const adopt = defineCommand({
  summary: "what exists against what is written: what would taking it over change?",
  example: "lineup adopt --project acme-staging",
  inputs: {
    usage: "[FOLDER]",
    least: 0,
    most: 1,
    explanation:
      "a folder of Terraform, or synthesized JSON. Without one it is the stack of the cdktf app in this folder",
  },
  options: ["format", "output", "environment", "project", "inventory", "impersonate", "state", "write", "quiet"],
  exit: {
    0: "everything is taken over without a change, but for labels, or is made new",
    1: "something is changed, made anew, refused, or lost",
    2: "unusable input or command line: nothing was compared, nothing is written",
    3: "something cannot be told",
  },
  check(inputs, { project, inventory, impersonate, write }) {
    if (project === undefined && inventory === undefined) {
      throw new UsageError("adopt takes --project ID, the project to read, or --inventory FILE, and got neither");
    }
    if (project !== undefined && inventory !== undefined) {
      throw new UsageError("--project reads what --inventory reads from a file: give one of them");
    }
    if (impersonate !== undefined && project === undefined) {
      throw new UsageError("--impersonate is read only together with --project: add it, or leave --impersonate out");
    }
    if (write && inputs.length > 0) {
      throw new UsageError("--write writes for the cdktf app in this folder: leave the input out");
    }
  },
  async run([input], options, { terminal, progress, say }) {
    const { format, quiet, environment, state, write } = options;
    const live = await liveInventory(
      { ...options, live: options.project !== undefined },
      { progress, ...(quiet ? {} : { say }) },
      true,
    );
    if (!live) throw new Error("adopt has checked that there is something to read");
    const project = options.project ?? live.project ?? "";
    progress("reading what is written");
    const { stack, again } = await stackOf(input, { project, environment });
    const states = state === undefined ? undefined : readFile(state);
    refuseUnfit({ stack, live, isLive: options.project !== undefined, state: states, write });
    progress(`comparing ${stack.name} with ${project}`);
    const managed = new Map(states?.resources.map((one) => [one.address, one]));
    const { report, networks } = await compare(stack, { live: live.model, readAt: live.readAt, managed }, again);
    const adoption =
      write && stack.settings
        ? writeAdoption(report, stack.settings, live.readAt ?? new Date().toISOString())
        : undefined;
    const told = { ...report, ...(adoption ? { adoption } : {}) };
    const text = render(told, { toReport: (it: AdoptReport) => ofAdopt(it, networks) }, format, { ...terminal, quiet });
    return { text, exitCode: EXIT[report.verdict] };
  },
});
