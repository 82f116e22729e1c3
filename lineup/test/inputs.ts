import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readText } from "../src/inputs/read";
import { render } from "../src/report";
import { assemble } from "../src/report/assemble";
import { publicReport, type VerifyReport } from "../src/report/contract";
import { FORMATS } from "../src/report/format";
import { renderMermaid } from "../src/report/mermaid";
import { ofVerify } from "../src/report/of-verify";
import { type Judged, judge } from "../src/verify";

export const root = join(__dirname, "../..");
export const corpus = (name: string) => join(root, "corpus/samples", `${name}.json`);

// biome-ignore lint/suspicious/noExplicitAny: tests reach into JSON of every shape
export type Json = any;
export const parsed = (name: string): Json => JSON.parse(readFileSync(corpus(name), "utf8"));

/** What a live project looks like that was applied as the recorded state says. */
export function inventory(): Json {
  const resources = parsed("state/applied").values.root_module.resources as Json[];
  return {
    schema: "lineup/inventory/1",
    project: "acme-staging",
    resources: [
      ...resources.map(({ type, name, values }) => ({ type, name, values: running(type, values) })),
      servicesPeering(resources),
    ],
  };
}

/** Terraform does not keep the state of an instance. */
function running(type: string, values: Json): Json {
  return type === "google_redis_instance" ? { ...values, state: "READY" } : values;
}

/** Terraform keeps the services connection, a live project its peering as well. */
function servicesPeering(resources: readonly Json[]): Json {
  const { name, self_link } = resources.find(({ type }) => type === "google_compute_network").values;
  const peering = "servicenetworking-googleapis-com";
  const values = { name: peering, network: self_link, state: "ACTIVE" };
  return { type: "google_compute_network_peering", name: `${name}/${peering}`, values };
}

export interface Run {
  input?: string;
  env?: NodeJS.ProcessEnv;
}

/** What a person's terminal, or jest for its workers, may have set. */
export const PLAIN_ENV = { FORCE_COLOR: undefined, NO_COLOR: undefined, LC_ALL: "C.UTF-8" };

/** A command in a process of its own: what Node itself does with streams, signals and what is thrown. */
export function lineup(args: readonly string[], { input, env }: Run = {}) {
  return spawnSync(process.execPath, [join(root, "lineup/bin/lineup.js"), ...args], {
    cwd: root,
    encoding: "utf8",
    input,
    env: { ...process.env, ...PLAIN_ENV, ...env },
    timeout: 60_000,
  });
}

/** Everything the command could print of this input, without the cost of a process. */
export function everyOutput(text: string): { judged: Judged; outputs: string[] } {
  const judged = judge(readText(text, "input.json"));
  const report = assemble([{ judged, sourceOf: () => undefined }], { houseRules: true });
  const toReport = (it: VerifyReport) => ofVerify(it, undefined, [judged]);
  const verifyForms = { toReport, toJson: publicReport };
  const printed = FORMATS.map((format) => render(report, verifyForms, format, { quiet: false }));
  return { judged, outputs: [...printed, renderMermaid([judged])] };
}
