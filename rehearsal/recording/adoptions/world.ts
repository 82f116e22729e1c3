import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type AdoptionCase, byHand, PROJECT } from "../../../corpus/adoptions/case";
import type { RecordedWorld } from "../../../corpus/adoptions/recording";
import { withoutWhatWatches } from "../../../corpus/adoptions/stack";
import { Foretelling } from "../../../lineup/src/adopt/foretell";
import type { Model } from "../../../lineup/src/inputs/model";
import { readJson } from "../../../lineup/src/inputs/read";
import { type Inventory, readLive } from "../../../lineup/src/inventory";
import { type Get, POLICY_REQUEST } from "../../../lineup/src/inventory/reader";
import { environmentFor } from "../../endpoints";
import { secretsIn } from "../../objects";
import { applyPlan, init, plan } from "../../plans";
import type { Sandbox } from "../../sandbox";
import type { ScenarioContext } from "../../scenario-context";
import type { Contents } from "../../server/store";
import { applyOutOfBand, type ChangedCloud } from "../out-of-band";

/** Real Terraform makes the environment that ships; its state is forgotten. */
export async function makeWorld(context: ScenarioContext, folder: string): Promise<Pick<RecordedWorld, "cloud">> {
  writeFileSync(stackFile(folder), stackIn(folder));
  const sandbox = await context.sandboxWithBucket(folder);
  await init(sandbox);
  await plan(sandbox);
  await applyPlan(sandbox);
  return { cloud: withoutSecrets(sandbox) };
}

/** The cloud becomes the environment of a case. */
export async function become(changed: ChangedCloud, { cloud }: RecordedWorld, { edits }: AdoptionCase): Promise<void> {
  changed.cloud.cloud.store.restore(cloud);
  await applyOutOfBand(changed, [...byHand, ...edits]);
}

/** What is there to be imported, and by which id, as `lineup adopt` finds it. */
export function importsOf(stack: Model, live: Model): Record<string, string> {
  const foretold = new Foretelling(stack, live, PROJECT).all();
  return Object.fromEntries(
    foretold.flatMap(({ resource, live: found, id }) => (found && id !== undefined ? [[resource.address, id]] : [])),
  );
}

/** As `lineup adopt` reads it: by GET requests to the cloud, with the values that it compares and never prints. */
export function inventoryOf({ cloud }: ChangedCloud): Promise<Inventory> {
  const env = environmentFor(cloud.url, {});
  return readLive({ project: PROJECT, keepsWithheld: true }, { env, get });
}

export async function liveModel(changed: ChangedCloud): Promise<Model> {
  return readJson(await inventoryOf(changed), "the live project");
}

/** What Google's library sends, without signing in: the loopback cloud asks nobody who he is. */
const get: Get = async (url, readsPolicy) => {
  const response = await fetch(url, readsPolicy ? { method: "POST", body: JSON.stringify(POLICY_REQUEST) } : {});
  // Not response.json(): what that makes is, under jest, of another realm, and equal to nothing.
  return { status: response.status, body: JSON.parse(await response.text()), retryAfter: undefined };
};

export const stackFile = (folder: string) => join(folder, "cdk.tf.json");

/** What is taken over of the stack in a folder. */
export function stackIn(folder: string): string {
  return withoutWhatWatches(readFileSync(stackFile(folder), "utf8"));
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
