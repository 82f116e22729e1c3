import type { DiagnoseReport } from "../../../lineup/src/diagnose/contract";
import type { Hands } from "../../breaks/break";
import { namedWorld } from "../../breaks/domains";
import type { Sandbox } from "../../sandbox";
import type { ScenarioContext } from "../../scenario-context";
import { assertThat } from "../../steps";
import { lineup } from "../incident/lineup-commands";
import { PROJECT } from "../incident/names";

/** What one step passes to the next. */
export interface Recovery {
  context: ScenarioContext;
  /** Asks and deploys as the pipeline's account. */
  sandbox?: Sandbox;
  /** Puts cloud and state back to what stood after the first deploy. */
  restore?: () => void;
  /** What each break was found as, and which commands were printed for it. */
  printed: Map<string, string[]>;
}

export const DEPLOYER = "lineup-deploy@netra-staging.iam.gserviceaccount.com";
const PERSON = "ana@netrasystems.ai";

export function sandboxOf({ sandbox }: Recovery): Sandbox {
  if (!sandbox) throw new Error("nothing has been deployed yet");
  return sandbox;
}

/** Whoever breaks something does it as a person. */
export function handsOf(state: Recovery): Hands {
  const sandbox = sandboxOf(state);
  const person = sandbox.as(PERSON);
  return {
    cloud: sandbox.cloud,
    callApi: (method, path, body) => person.callApi(method, path, body),
    folder: sandbox.folder,
    outside: namedWorld(),
  };
}

/** `lineup diagnose` as a person types it. */
export async function diagnosed(state: Recovery, ...options: string[]): Promise<DiagnoseReport> {
  const sandbox = sandboxOf(state);
  const ran = await lineup(
    sandbox,
    "diagnose",
    "--project",
    PROJECT,
    "--config",
    sandbox.folder,
    "--format",
    "json",
    ...options,
  );
  assertThat(ran.stdout.startsWith("{"), `lineup diagnose prints its report:\n${ran.stderr || ran.stdout}`);
  const report = JSON.parse(ran.stdout) as DiagnoseReport;
  const exit = { healthy: 0, broken: 1, unknown: 3 }[report.verdict];
  assertThat(ran.code === exit, `${report.verdict} ends with ${exit}, got ${ran.code}`);
  return report;
}

/** What a service wrote while it was broken stays in its log; it is an hour ago. */
export function anHourLater(state: Recovery): void {
  const { store } = sandboxOf(state).cloud.cloud;
  for (const { name, thing } of [...store.matching(/^logging\/.*\/entries$/)]) {
    const earlier = new Date(Date.parse(String(thing.timestamp)) - HOUR).toISOString();
    store.put(name, { ...thing, timestamp: earlier });
  }
}

const HOUR = 61 * 60 * 1000;

/** Once it is repaired. */
export async function assertHealthy(state: Recovery): Promise<string> {
  anHourLater(state);
  const { verdict, causes, looks } = await diagnosed(state);
  const found = causes.map(({ code, at, message }) => `${code} at ${at}: ${message}`);
  const gaps = looks.flatMap(({ part, did, why }) =>
    did === "in part" || did === "could not" ? [`${part}: ${why}`] : [],
  );
  assertThat(verdict === "healthy", `the diagnosis is healthy, got ${verdict}: ${[...found, ...gaps].join("; ")}`);
  return "healthy, and every part has looked";
}
