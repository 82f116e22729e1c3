import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type AdoptionCase, byHand, PROJECT } from "../../../corpus/adoptions/case";
import type { RecordedWorld } from "../../../corpus/adoptions/recording";
import { importIdOf } from "../../../facts/imports";
import { type Inventory, readLive } from "../../../lineup/src/inventory";
import { type Get, POLICY_REQUEST } from "../../../lineup/src/inventory/reader";
import { environmentFor } from "../../endpoints";
import { objectOf, objectsIn, secretsIn } from "../../objects";
import { applyPlan, init, plan } from "../../plans";
import type { Sandbox } from "../../sandbox";
import type { ScenarioContext } from "../../scenario-context";
import type { Contents } from "../../server/store";
import { applyOutOfBand, type ChangedCloud } from "../out-of-band";

/** Real Terraform makes the environment that ships; its state is forgotten. */
export async function makeWorld(
  context: ScenarioContext,
  folder: string,
): Promise<Pick<RecordedWorld, "cloud" | "things">> {
  const sandbox = await context.sandboxWithBucket(folder);
  await init(sandbox);
  await plan(sandbox);
  await applyPlan(sandbox);
  return { things: importable(await sandbox.state()), cloud: withoutSecrets(sandbox) };
}

/** The cloud becomes the environment of a case. */
export async function become(changed: ChangedCloud, { cloud }: RecordedWorld, { edits }: AdoptionCase): Promise<void> {
  changed.cloud.cloud.store.restore(cloud);
  await applyOutOfBand(changed, [...byHand, ...edits]);
}

/** By which id each address is imported of which a thing is there. */
export function importsOf(
  { cloud }: ChangedCloud,
  { things }: RecordedWorld,
  one: AdoptionCase,
): Record<string, string> {
  const there = new Set(objectsIn(cloud.cloud.store));
  const found = Object.entries(things).filter(([, { object }]) => there.has(object));
  return { ...Object.fromEntries(found.map(([address, { id }]) => [address, id])), ...one.imports };
}

/** As `lineup adopt` reads it: by GET requests to the cloud, with the values that it compares and never prints. */
export function inventoryOf({ cloud }: ChangedCloud): Promise<Inventory> {
  const env = environmentFor(cloud.url, {});
  return readLive({ project: PROJECT, keepsWithheld: true }, { env, get });
}

/** What Google's library sends, without signing in: the loopback cloud asks nobody who he is. */
const get: Get = async (url, readsPolicy) => {
  const response = await fetch(url, readsPolicy ? { method: "POST", body: JSON.stringify(POLICY_REQUEST) } : {});
  return { status: response.status, body: await response.json(), retryAfter: undefined };
};

export function stackIn(folder: string): string {
  return readFileSync(join(folder, "cdk.tf.json"), "utf8");
}

interface State {
  values: {
    root_module: { resources: { address: string; mode: string; type: string; values: Record<string, unknown> }[] };
  };
}

function importable(state: unknown): RecordedWorld["things"] {
  const managed = (state as State).values.root_module.resources.filter(({ mode }) => mode === "managed");
  return Object.fromEntries(
    managed.flatMap(({ address, type, values }) => {
      const id = importIdOf(type, values, PROJECT);
      return id === undefined ? [] : [[address, { id, object: objectOf(type, values) }]];
    }),
  );
}

/** The AUTH string of a loopback cloud opens nothing; still none is written to a file. */
function withoutSecrets({ cloud }: Sandbox): Contents {
  const { store } = cloud.cloud;
  const inBase64 = (text: string) => Buffer.from(text).toString("base64");
  const text = secretsIn(store).reduce(
    (all, secret) => all.replaceAll(secret, RECORDED).replaceAll(inBase64(secret), inBase64(RECORDED)),
    JSON.stringify(store.contents()),
  );
  return JSON.parse(text) as Contents;
}

const RECORDED = "recorded";
