import { adopt } from "../../src/adopt/adopt";
import type { AdoptReport, AdoptRow } from "../../src/adopt/contract";
import { readJson } from "../../src/inputs/read";
import { sourcesOf } from "../../src/sources";
import type { Json } from "../inputs";

export const PROJECT = "acme-staging";
export const NETWORK = { name: "acme-vpc", auto_create_subnetworks: false };

export const written = (resource: Json, others: Json = {}): Json => ({
  terraform: { required_providers: { google: { source: "hashicorp/google" } } },
  provider: { google: [{ project: PROJECT, region: "us-central1" }] },
  resource,
  ...others,
});

export const exists = (resources: Json[], others: Json = {}): Json => ({
  schema: "lineup/inventory/1",
  project: PROJECT,
  resources: resources.map(([type, name, values]) => ({ type, name, values: { project: PROJECT, name, ...values } })),
  ...others,
});

/** What `lineup adopt` says of a configuration and an inventory. */
export async function foretold(configuration: Json, inventory: Json, state?: Json): Promise<AdoptReport> {
  const model = readJson(configuration, "written.tf.json");
  const sourceOf = sourcesOf("written.tf.json", model.resources);
  const stack = { name: "acme", project: PROJECT, model, settings: undefined, sourceOf };
  const live = readJson(inventory, "live.json");
  const held = state === undefined ? [] : readJson(state, "state.json").resources;
  const managed = new Map(held.map((one) => [one.address, one]));
  return (await adopt(stack, { live, readAt: undefined, managed }, undefined)).report;
}

export function rowAt({ rows }: AdoptReport, address: string): AdoptRow {
  const row = rows.find((one) => one.address === address);
  if (!row) throw new Error(`there is no row of ${address}`);
  return row;
}
