import type { TargetFacts } from "../../../../facts/targets";
import type { Resource } from "../../inputs/model";
import type { IntervalSet } from "../../sets/intervals";
import type { Maybe } from "../../values";
import type { Allocation, ConnectionPolicy, ServicesConnection, Subnetwork, Target } from "../model";
import type { NetworkFinder } from "../networks";

/** What of an input a target's network and addresses are found in. */
export interface Surroundings {
  networks: NetworkFinder;
  allocations: Allocation[];
  connections: ServicesConnection[];
  subnetworks: Subnetwork[];
  connectionPolicies: ConnectionPolicy[];
}

/** A kind of target: what is known of it, and how its resources are read. */
export interface TargetKind {
  facts: TargetFacts;
  /** Undefined for one that is reached in a way that is not judged. */
  read(resource: Resource, around: Surroundings): Target | undefined;
  refusals(target: Target): Refusal[];
  /** What a database asks of the connections of its clients; a cache says it with `tls`. */
  encryption?(target: Target): { asked: Maybe<"nothing" | "TLS" | "a certificate">; attribute: string };
}

/** What no client gets past. Google says some of it only when it creates the target: a plan does not show it. */
export interface Refusal {
  when: "created" | "always";
  attribute: string;
  message: string;
  fix: string;
  /** False where it may be refused. */
  certain: boolean;
  /** Where it means something else than that the target does not run. */
  code?: "REGION_MISMATCH" | "CLOUD_SQL_CONNECTOR_REQUIRED" | "CLOUD_SQL_INSTANCE_NO_IP_ADDRESS";
}

/** Addresses, and how well they are known: one address, a range it will be in, or nothing at all. */
export interface Addresses {
  addresses: IntervalSet;
  addressKnowledge: "address" | "range" | "nothing";
  /** The one allocated range that it takes its address from, by the names that firewall rules have for it. */
  within?: readonly string[];
}

/** Whether TLS is on; false where nothing is said. */
export function isTls(mode: Maybe<string> | undefined, on: string): Maybe<boolean> {
  return typeof mode === "string" ? mode === on : (mode ?? false);
}
