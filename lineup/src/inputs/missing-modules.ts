import { CALLER_TYPES } from "../../../facts/callers";
import { TARGET_TYPES } from "../../../facts/targets";
import { isFields, lastSegment, modulePrefix, Unresolved, type Value, withoutKeys } from "../values";
import { plain } from "./expressions/types";
import type { BlindSpot, Model, Resource } from "./model";
import type { Module } from "./module";

/** What may be in a module that is given a network, and decides paths through it. */
const IN_NETWORKS: readonly string[] = [
  "google_compute_firewall",
  "google_compute_firewall_policy",
  "google_compute_network_firewall_policy",
  "google_compute_region_network_firewall_policy",
  "google_network_connectivity_policy_based_route",
  "google_compute_network_peering",
  "google_service_networking_connection",
  "google_compute_global_address",
];

/** These are in a network: who is given one of them can find the network. */
const LEADS_TO_NETWORK = /^(?:data\.)?google_(compute_subnetwork|vpc_access_connector|compute_router)\./;
/** An output of a module, which may itself be in another one. */
const MODULE = /(^|\.)module\.[\w-]{1,200}(\[[^[\]]{0,200}\])?$/;
/** What another root wrote down may be a network of its own. */
const REMOTE_STATE = /(^|\.)data\.terraform_remote_state\./;
const NAMES_NETWORK = /network|vpc|subnet|(^|[_.])nets?([_.]|$)/i;

/**
 * A module whose code is not here may hold callers and targets of its own. It can change a path only in a network that
 * it is given, by reference or by name: what it names by itself is like everything else outside this input.
 */
export function missingModules(root: Module, resources: readonly Resource[]): BlindSpot[] {
  const byAddress = new Map(resources.map((resource) => [resource.address, resource]));
  return root.allMissing().map(({ address, why, given }) => {
    const networks = [...new Set(given.flatMap(([name, value]) => networksIn(name, plain(value), byAddress)))];
    return {
      text: why,
      address,
      types: [...CALLER_TYPES, ...TARGET_TYPES, ...(networks.length > 0 ? IN_NETWORKS : [])],
      network: undefined,
      project: undefined,
      given: networks,
      fix: "run terraform init, so that its code is in .terraform/modules, or judge a plan",
    };
  });
}

/** Whether a resource is in a module whose code the configuration does not hold. */
export function isInMissing(address: string, { blindSpots }: Pick<Model, "blindSpots">): boolean {
  return blindSpots.some(
    (spot) =>
      typeof spot !== "string" &&
      spot.given !== undefined &&
      spot.address !== undefined &&
      withoutKeys(address).startsWith(`${withoutKeys(spot.address)}.`),
  );
}

/** Addresses and names of networks; "" where it may be any. */
function networksIn(argument: string, value: Value, resources: ReadonlyMap<string, Resource>): string[] {
  if (typeof value === "string") return value === "" ? [] : [lastSegment(value)];
  if (Array.isArray(value)) return value.flatMap((item) => networksIn(argument, item, resources));
  if (isFields(value))
    return Object.entries(value).flatMap(([key, item]) => networksIn(`${argument}.${key}`, item, resources));
  if (!(value instanceof Unresolved)) return [];
  const found = value.references.flatMap(({ address }) => leadsTo(address, resources, new Set()));
  // What is called a network is one, whatever it comes from.
  const isOpen = found.length === 0 || value.references.some(({ address }) => REMOTE_STATE.test(address));
  return isOpen && NAMES_NETWORK.test(argument) ? [...found, ""] : found;
}

function leadsTo(address: string, resources: ReadonlyMap<string, Resource>, seen: Set<string>): string[] {
  if (/(^|\.)google_compute_network\./.test(address)) return [address];
  // An output of another module that is not here.
  if (!resources.has(address) || seen.has(address)) return MODULE.test(address) ? [""] : [];
  seen.add(address);
  if (!LEADS_TO_NETWORK.test(address.slice(modulePrefix(address).length))) return [];
  const { values, reads } = resources.get(address) as Resource;
  const named = typeof values.network === "string" ? [lastSegment(values.network)] : [];
  return [...named, ...reads.flatMap((read) => leadsTo(read.address, resources, seen))];
}
