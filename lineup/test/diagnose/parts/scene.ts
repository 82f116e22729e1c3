import type { Evidence } from "../../../src/diagnose/contract";
import type { Clue, Outside, Part, Scene, Tell } from "../../../src/diagnose/part";
import type { Expected } from "../../../src/expected";
import type { Send } from "../../../src/google/send";
import { readJson } from "../../../src/inputs/read";
import type { Inventory } from "../../../src/inventory";
import { sessionOf } from "../../../src/probe/session";
import { judge } from "../../../src/verify";

// biome-ignore lint/suspicious/noExplicitAny: tests reach into JSON of every shape
export type Json = any;
export const PROJECT = "acme-staging";
export const REGION = "europe-west1";
export const NOW = new Date("2026-11-29T12:00:00Z");
/** So many minutes before now. */
export const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000).toISOString();

export const REDIS = {
  type: "google_redis_instance",
  name: "acme-redis",
  values: { name: "acme-redis", host: "10.166.0.3", port: 6379, region: REGION, state: "READY" },
};

export const env = (variables: Record<string, string>) =>
  Object.entries(variables).map(([name, value]) => ({ name, value }));

/** A service of the inventory, with its newest revision. */
export function service(name: string, variables: Json[], change: Json = {}): Json {
  const revision = `${name}-00002-new`;
  const at = `projects/${PROJECT}/locations/${REGION}/services/${name}/revisions`;
  return {
    type: "google_cloud_run_v2_service",
    name,
    values: {
      ...{ name, location: REGION, project: PROJECT },
      latest_ready_revision: `${at}/${revision}`,
      latest_created_revision: `${at}/${revision}`,
      terminal_condition: [{ type: "Ready", state: "CONDITION_SUCCEEDED" }],
      traffic: [{ type: "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", percent: 100 }],
      template: [{ containers: [{ image: "app", env: variables }] }],
      ...change,
    },
  };
}

export function revision(of: string, name: string, variables: Json[]): Json {
  const template = [{ containers: [{ image: "app", env: variables }] }];
  const terminal_condition = [{ type: "Ready", state: "CONDITION_SUCCEEDED" }];
  const values = { name, service: of, location: REGION, template, terminal_condition };
  return { type: "google_cloud_run_v2_revision", name: `${of}/${name}`, values };
}

export interface Setting {
  resources?: Json[];
  missing?: { type: string; name: string }[];
  unread?: Inventory["unread"];
  /** The configuration, as synthesis writes it. */
  config?: Json;
  folder?: string;
  expected?: Expected["services"];
  state?: { bucket: string; prefix: string };
  send?: Send;
  outside?: Outside;
}

const nobody: Outside = {
  resolve: () => Promise.reject(new Error("nobody is asked")),
  certificate: () => Promise.reject(new Error("nobody is asked")),
};

export async function sceneOf(setting: Setting): Promise<Scene> {
  const { resources = [], missing = [], unread = [], config, expected, state, send, outside = nobody } = setting;
  const schema = "lineup/inventory/1";
  const inventory: Inventory = {
    ...{ schema, project: PROJECT, readAt: NOW.toISOString(), nulls: "withheld", disabled: [] },
    ...{ resources, missing, unread },
  };
  const model = readJson(inventory, "the live project");
  const refused: Send = async () => ({ status: 404, body: {}, retryAfter: undefined });
  return {
    session: await sessionOf({ project: PROJECT }, { send: send ?? refused, env: {}, wait: async () => {} }),
    project: PROJECT,
    asked: { service: undefined, probe: false, trace: false },
    now: NOW,
    live: Promise.resolve({ inventory, model, judged: judge(model) }),
    written: config && {
      folder: setting.folder ?? "stack",
      model: readJson(config, "cdk.tf.json"),
      expected: expected && { environment: "staging", services: expected },
      state,
    },
    outside,
  } as Scene;
}

export interface Told {
  clues: Clue[];
  changes: Evidence[];
  gaps: string[];
  fixes: (string | undefined)[];
  reached: string[];
}

/** What a part says of a scene. */
export async function told(part: Part, setting: Setting | Scene): Promise<Told> {
  const scene = "session" in setting ? setting : await sceneOf(setting);
  const said: Told = { clues: [], changes: [], gaps: [], fixes: [], reached: [] };
  const tell: Tell = {
    clue: (clue) => said.clues.push(clue),
    change: (change) => said.changes.push(change),
    reached: (service) => said.reached.push(service),
    gap: (why, fix) => {
      said.gaps.push(why);
      said.fixes.push(fix);
    },
  };
  await part.look(scene, tell);
  return said;
}

/** Code, certainty, and of which service or thing. */
export const short = ({ clues }: Told) => clues.map(({ code, certainty, at }) => [code, certainty, at]);
