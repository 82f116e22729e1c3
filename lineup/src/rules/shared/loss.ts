import type { Change } from "../../changes/change";
import type { Comparison } from "../../compare/comparison";
import type { ChangeFinding } from "../define";
import { serviceNames } from "./names";

// What lies between a service and its Redis, and what it costs to lose it.

interface Foundation {
  type: string;
  consequence(services: string): string;
  fix: string;
  /** Resources of this type may carry other traffic, which makes their loss worth a caution where no path uses them. */
  mayServeOthers: boolean;
}

export const CONNECTOR: Foundation = {
  type: "google_vpc_access_connector",
  consequence: (services) =>
    `it cuts ${services} off until another connector is READY, and for good if none is created`,
  fix: "create a second connector, move the services to it, then remove this one",
  mayServeOthers: true,
};

export const NETWORK: Foundation = {
  type: "google_compute_network",
  consequence: (services) =>
    `the connector, Redis and services connection in it are removed as well, which cuts ${services} off`,
  fix: "keep the network: no resource can be moved to another one",
  mayServeOthers: true,
};

export const SUBNETWORK: Foundation = {
  type: "google_compute_subnetwork",
  consequence: (services) => `it cuts ${services} off: what they send goes through it`,
  fix: "create a second subnet, move the services to it, then remove this one",
  mayServeOthers: false,
};

export const SERVICES_CONNECTION: Foundation = {
  type: "google_service_networking_connection",
  consequence: (services) =>
    `the peering to Google's services is removed: it takes Redis from ${services}, and Cloud SQL from its clients`,
  fix: "keep the connection; ranges can be added to it in place",
  mayServeOthers: true,
};

export const RESERVED_RANGE: Foundation = {
  type: "google_compute_global_address",
  consequence: (services) =>
    `the services connection of ${services} holds this range: Redis, or Cloud SQL, which shares the connection, has its address there; while it is in use the API refuses the change, and the apply stops half done`,
  fix: "add another range to the services connection instead",
  mayServeOthers: false,
};

export function lossOf(
  foundation: Foundation,
  action: "delete" | "replace",
  change: Change,
  comparison: Comparison,
): ChangeFinding[] {
  if (change.type !== foundation.type || change.mode !== "managed" || change.action !== action) return [];
  const services = comparison.servicesOn(change);
  const { fix } = foundation;
  if (services.length === 0 && !foundation.mayServeOthers) return [];
  if (services.length === 0) {
    return [{ level: "caution", consequence: "no path to a Redis goes through it; others may need it", fix, services }];
  }
  return [{ consequence: foundation.consequence(serviceNames(services, comparison)), fix, services }];
}
