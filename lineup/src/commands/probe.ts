import { isUnread } from "../google/refusal";
import { type Model, UnusableInput } from "../inputs/model";
import { readFile, readJson } from "../inputs/read";
import { readLive } from "../inventory";
import { type Compared, probeAll } from "../probe/all";
import { Beside } from "../probe/beside";
import { cancelled } from "../probe/cancel";
import type { ProbeVerdict } from "../probe/contract";
import { refuseBadNames } from "../probe/jobs";
import { jobToPrint, NOTES } from "../probe/print-job";
import { type Session, sessionOf } from "../probe/session";
import type { Running } from "../probe/start";
import { render } from "../report";
import { ofProbe } from "../report/of-probe";
import { UsageError } from "../usage-error";
import { defineCommand } from "./command";
import { liveInventory } from "./live-inventory";
import type { OptionValues } from "./options";
import { whenSignalled } from "./signals";

const EXIT: Record<ProbeVerdict, number> = { reachable: 0, blocked: 1, unknown: 3 };

export const probe = defineCommand({
  summary: "does it work now? Runs the probe of each service inside Cloud Run and says where it stops",
  example: "lineup probe --project acme-staging --state state.json",
  inputs: {
    usage: "",
    least: 0,
    most: 0,
    explanation:
      "it runs jobs that are deployed; --service names one, --state or --inventory what they are held beside",
  },
  options: [
    ...(["format", "output", "inventory", "environment", "state", "project", "service", "job", "trace"] as const),
    ...(["printJob", "impersonate", "quiet"] as const),
  ],
  exit: {
    0: "every probe reached its Redis",
    1: "a probe was stopped on the way",
    2: "the jobs could not be read, or the command line is wrong: nothing was probed",
    3: "something is unknown: a job is missing or did not run, or verify and the probe disagree",
  },
  check: refuseContradictions,
  async run(_, options, { terminal, progress, say }) {
    const { format, quiet, service, job, environment, trace } = options;
    if (options.printJob) {
      return { text: JSON.stringify(jobToPrint(service), null, 2), exitCode: 0, notes: quiet ? [] : NOTES };
    }
    const file = await fileBeside(options);
    const project = options.project ?? projectOf(file);
    const told = { progress, ...(quiet ? {} : { say }) };
    const session = await sessionOf({ project, impersonate: options.impersonate }, told);
    const running: Running = new Set();
    const signals = whenSignalled(async () => {
      for (const line of await cancelled(session, running)) say(line);
    });
    try {
      const compared = async () => (file ? { beside: new Beside(file.model) } : liveBeside(session));
      const report = await probeAll(session, { service, job, environment, trace }, compared, running);
      const text = render(report, { toReport: ofProbe }, format, { ...terminal, quiet });
      return { text, exitCode: EXIT[report.verdict] };
    } finally {
      signals.close();
    }
  },
});

type ProbeOptions = OptionValues<
  "inventory" | "environment" | "state" | "project" | "service" | "job" | "trace" | "printJob" | "impersonate"
>;

function refuseContradictions(_: readonly string[], options: ProbeOptions): void {
  const { project, inventory, state, service, job, printJob, trace, environment, impersonate } = options;
  refuseBadNames({ job, service }, project);
  if (state !== undefined && inventory !== undefined) {
    throw new UsageError("--state and --inventory both say what the probe is held beside: give one of them");
  }
  if (job !== undefined && service !== undefined) {
    throw new UsageError("--job names the one job that is run, and --service looks for it: give one of them");
  }
  if (printJob) {
    const given = { project, inventory, state, job, environment, impersonate, trace: trace || undefined };
    const [unread] = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : name));
    if (unread !== undefined) {
      throw new UsageError(`--print-job prints a job and asks nobody: leave --${unread} out`);
    }
    return;
  }
  if (project === undefined && inventory === undefined) {
    throw new UsageError("probe takes --project ID, the project whose jobs it runs, and got none");
  }
}

interface FileBeside {
  model: Model;
  /** Of which project it is, where it says so. */
  project?: string | undefined;
}

/** Read before anything is started: a file that cannot be used is a mistake of the command line. */
async function fileBeside({ state, inventory }: ProbeOptions): Promise<FileBeside | undefined> {
  if (state === undefined) {
    const options = { inventory, live: false, project: undefined, impersonate: undefined };
    return liveInventory(options, { progress: () => {} });
  }
  const model = readFile(state);
  if (model.kind !== "state") {
    throw new UnusableInput(`${model.file} is not a state: --state takes what terraform show -json prints of one`);
  }
  return { model };
}

function projectOf(inventory: FileBeside | undefined): string {
  if (inventory?.project !== undefined) return inventory.project;
  throw new UsageError("the inventory does not say which project it is of: add --project ID");
}

/** The live project, as the inventory reads it. Where that is refused, the probe stands alone. */
async function liveBeside({ project, get, env, wait }: Session): Promise<Compared> {
  try {
    const read = await readLive({ project }, { get, env, wait });
    return { beside: new Beside(readJson(JSON.parse(JSON.stringify(read)), `the live project ${project}`)) };
  } catch (error) {
    if (!(error instanceof UnusableInput || isUnread(error))) throw error;
    const message = `nothing is held beside the probe: ${error.message}`;
    return { missing: { code: "VERIFY_UNREAD", message, meanings: [], fix: "give --state FILE or --inventory FILE" } };
  }
}
