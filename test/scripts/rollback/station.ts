import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { written } from "../../../environments";
import { readEnvironments } from "../../../environments/environment";
import type { EnvironmentInput } from "../../../environments/schema";
import { dayOf } from "../../../facts/days";
import type { Send } from "../../../lineup/src/google/send";
import { sessionOf } from "../../../lineup/src/probe/session";
import { PROJECT, REGION } from "../../../lineup/test/inventory/live";
import { History, SERVICE } from "../../../lineup/test/revisions/history";
import { parsed, Usage } from "../../../scripts/rollback/arguments";
import { exportedBy } from "../../../scripts/rollback/pin/checked";
import { rolledBack } from "../../../scripts/rollback/run";
import { Refused } from "../../../scripts/rollback/world";
import { synthesizeEnvironment } from "../../support/synth";

const FILE = "environments/acme.ts";
const [staging] = Object.values(written) as [EnvironmentInput];
const { backend, frontend } = staging.services as Record<string, EnvironmentInput["services"][string]>;

/** An environment whose service has a past, the file that says it, and a person at a terminal. */
export class Station {
  private readonly root = mkdtempSync(join(tmpdir(), "rollback-"));
  private constructor(readonly past: History) {
    const { alerts: told, ...environment } = staging;
    const services = { api: { ...backend, name: SERVICE }, web: { ...frontend, name: "acme-web" } };
    const alerts = { nobody: "an environment of the tests, in which nobody is called", runbooks: told.runbooks };
    const settings = { ...environment, alerts, name: "acme", project: PROJECT, region: REGION, services };
    mkdirSync(join(this.root, "environments"));
    const text = JSON.stringify(settings, null, 2).replace(/"([A-Za-z_]\w*)":/g, "$1:");
    writeFileSync(join(this.root, FILE), `export const acme = ${text};\n`);
  }

  static async open(): Promise<Station> {
    return new Station(await History.open());
  }

  get file(): string {
    return readFileSync(join(this.root, FILE), "utf8");
  }

  set file(text: string) {
    writeFileSync(join(this.root, FILE), text);
  }

  /** What the file says, as the next synthesis reads it. */
  get written(): Record<string, EnvironmentInput> {
    return { [FILE]: Object.values(exportedBy(this.file, { root: this.root, file: FILE }) as object)[0] };
  }

  /** The sentence about the service, where there is one. */
  get pin(): EnvironmentInput["services"][string]["traffic"] {
    return this.written[FILE]?.services.api?.traffic;
  }

  /** How many changes were asked for. */
  patches(): number {
    return this.past.live.cloud.asked.filter(({ method }) => method === "PATCH").length;
  }

  /** `npm run rollback -- acme …`, with what the person types where he is asked. */
  async runs(
    line: string,
    {
      types,
      send = this.past.send,
      now = new Date(),
      meanwhile = () => {},
    }: { types?: string[]; send?: Send; now?: Date; meanwhile?: () => void } = {},
  ): Promise<{ code: number; out: string; said: string }> {
    const [out, said]: [string[], string[]] = [[], []];
    const typed = [...(types ?? [])];
    const world = {
      ...{ root: this.root, now, hasTerminal: types !== undefined, written: this.written },
      print: (text: string) => out.push(text),
      say: (text: string) => said.push(text),
      ask: async () => {
        meanwhile();
        return typed.shift() ?? "";
      },
      session: (project: string, impersonate: string | undefined) =>
        sessionOf({ project, impersonate }, { send, env: this.past.live.env, wait: async () => {} }),
    };
    const told = (code: number) => ({ code, out: out.join("\n"), said: said.join("\n") });
    try {
      return told(await rolledBack(world, parsed(wordsOf(`acme ${line}`))));
    } catch (error) {
      if (error instanceof Refused) {
        said.push(error.message);
        return told(error.code);
      }
      if (!(error instanceof Usage)) throw error;
      said.push(error.message);
      return told(2);
    }
  }

  /** Who takes which share of the requests, as Cloud Run says it. */
  async shares(): Promise<Record<string, number>> {
    const { trafficStatuses, latestReadyRevision } = await this.past.service();
    return Object.fromEntries(
      trafficStatuses
        .filter(({ percent }: { percent?: number }) => percent)
        .map(({ revision, percent }: { revision?: string; percent: number }) => [
          revision ?? `newest: ${latestReadyRevision.split("/").at(-1)}`,
          percent,
        ]),
    );
  }

  /** As Terraform would: what the synthesized stack says of the requests is what Cloud Run is told. */
  async deploys(day = dayOf(new Date())): Promise<void> {
    const [environment] = readEnvironments(this.written, undefined, day);
    if (!environment) throw new Error("the file holds one environment");
    const { traffic } = synthesizeEnvironment(environment).resource.google_cloud_run_v2_service.api_service;
    await this.past.traffic(traffic);
  }

  async close(): Promise<void> {
    rmSync(this.root, { recursive: true, force: true });
    await this.past.close();
  }
}

/** Words as a shell splits them, as far as the tests type them. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}

export const REASON = "The release of this morning answers nobody";
export const BECAUSE = `--yes --reason "${REASON}"`;
export const revision = (number: number) => `${SERVICE}-${String(number).padStart(5, "0")}-reh`;
