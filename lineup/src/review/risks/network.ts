import type { Change } from "../../changes/change";
import { field } from "../../values";
import { changes } from "../attributes";
import { isGone, named, type Open, type Rule, risk, type Said, servicesThrough } from "./rule";

/** What lies between a service and its Redis, and what it costs to lose it. */
const FOUNDATIONS: Record<string, { code: string; consequence: (services: string) => string; undo: string }> = {
  google_vpc_access_connector: {
    code: "CONNECTOR",
    consequence: (services) =>
      `${services} are cut off until another connector is READY, and for good where it is not made`,
    undo: "make a second connector beside it, move the services over, then remove this one",
  },
  google_compute_network: {
    code: "NETWORK",
    consequence: (services) =>
      `everything on it goes with it: connector, Redis, services connection; ${services} are cut off`,
    undo: "keep the network: nothing moves from one to another",
  },
  google_compute_subnetwork: {
    code: "SUBNETWORK",
    consequence: (services) => `${services} send through it and are cut off`,
    undo: "make a second subnet, move the services over, then remove this one",
  },
  google_service_networking_connection: {
    code: "SERVICES_CONNECTION",
    consequence: (services) =>
      `the peering to Google's services goes, and with it Redis for ${services} and Cloud SQL for whoever uses it`,
    undo: "keep the connection; its ranges can be added to in place",
  },
  google_compute_global_address: {
    code: "RESERVED_RANGE",
    consequence: (services) =>
      `the range goes from which Redis has its address, for ${services}; while it is in use the API refuses, and the apply stops half done`,
    undo: "add another range to the services connection instead",
  },
};

export const foundations: Rule = (change, situation) => {
  const known = Object.hasOwn(FOUNDATIONS, change.type) ? FOUNDATIONS[change.type] : undefined;
  if (!known || change.mode !== "managed" || !isGone(change)) return [];
  const services = servicesThrough(change, situation);
  // An address or a subnet of something else says nothing about a path; these three others may carry other traffic.
  if (services.length === 0 && ["SUBNETWORK", "RESERVED_RANGE"].includes(known.code)) return [];
  return [
    risk(change, {
      level: services.length > 0 ? "danger" : "caution",
      code: `${known.code}_${change.action === "replace" ? "REPLACED" : "DELETED"}`,
      consequence:
        services.length > 0
          ? known.consequence(named(services))
          : "no path to a Redis goes through it; others may need it",
      undo: known.undo,
      services,
    }),
  ];
};

export const connector: Rule = (change, situation) => {
  if (change.type !== "google_vpc_access_connector" || change.action !== "update") return [];
  const because = changes(change, "machine_type");
  if (because.length === 0) return [];
  const services = servicesThrough(change, situation);
  return [
    risk(change, {
      level: "caution",
      code: "CONNECTOR_INTERRUPTED",
      because,
      consequence: `its machines are exchanged one by one: connections of ${named(services)} break on the way`,
      undo: "apply it when little is going on",
      services,
    }),
  ];
};

/** One connection serves everybody who uses Google's services from this network, Cloud SQL among them. */
export const reservedRanges: Rule = (change, situation) => {
  if (change.type !== "google_service_networking_connection" || change.action !== "update") return [];
  const will = field(change.after, "reserved_peering_ranges");
  const was = field(change.before, "reserved_peering_ranges");
  if (!Array.isArray(was)) return [];
  const services = servicesThrough(change, situation);
  if (!Array.isArray(will) || field(change.afterUnknown, "reserved_peering_ranges") !== false) {
    const unknown = unknownRanges(change);
    if (unknown) return [unknown];
  }
  const kept = new Set(Array.isArray(will) ? will : []);
  return was.every((range) => kept.has(range)) ? [] : [dropped(change, services)];
};

function unknownRanges(change: Change): Open | undefined {
  const unknown = field(change.afterUnknown, "reserved_peering_ranges");
  const isUnknown = unknown === true || (Array.isArray(unknown) && unknown.includes(true));
  return isUnknown
    ? { address: change.address, message: "which ranges the services connection will hold cannot be told" }
    : undefined;
}

function dropped(change: Change, services: readonly string[]): Said {
  return risk(change, {
    level: "danger",
    code: "RESERVED_RANGES_DROPPED",
    because: ["reserved_peering_ranges"],
    consequence:
      "whatever has its address in a range that is dropped is cut off: Redis, or Cloud SQL, which shares the connection",
    undo: "name every range that is in use, also those of other services",
    services,
  });
}
