import type { Cause, Path, Step } from "../reachability/path";
import { plain } from "./plain";

type Place = "service" | "entry" | "firewall" | "peering" | "target";

/** One station of a path, and what stands between it and the station before. */
export interface Hop {
  place: Place;
  address: string;
  label: string;
  cuts: Cause[];
  doubts: Cause[];
}

export type Traced = Pick<Path, "from" | "to" | "port" | "verdict" | "causes" | "undecided" | "steps">;

/** A path as stations from the service to its Redis, each cause at the station that it keeps the packet from. */
export function hopsOf(path: Traced): Hop[] {
  const hops = path.steps.flatMap((step) => stationOf(step, path));
  if (hops[0]?.place !== "service") hops.unshift(hop("service", path.from, shortName(path.from)));
  hops.push(hop("target", path.to ?? "", targetLabel(path)));
  for (const cause of path.causes) {
    const at = stationFor(cause, path, hops);
    (path.verdict === "blocked" ? at.cuts : at.doubts).push(cause);
  }
  for (const cause of path.undecided) stationFor(cause, path, hops).doubts.push(cause);
  return withoutIdleFirewall(hops).map((one) => ({ ...one, label: plain(one.label) || "(no name)" }));
}

function hop(place: Place, address: string, label: string): Hop {
  return { place, address, label, cuts: [], doubts: [] };
}

const NO_RULE = "no rule in the way";

function stationOf({ step, address, text }: Step, { from }: Traced): Hop[] {
  switch (step) {
    case "START_FROM_CLOUD_RUN_REVISION":
      return [hop("service", address, nameIn(text, address))];
    case "ARRIVE_AT_VPC_CONNECTOR":
      return [hop("entry", address, nameIn(text, address))];
    case "APPLY_EGRESS_FIREWALL_RULE": {
      const [, name] = /^(?:allowed|denied) by (.*) at priority -?\d+$/s.exec(text) ?? [];
      if (address === "") return [hop("firewall", "", NO_RULE)];
      return [hop("firewall", address, `rule ${name === undefined || name === address ? shortName(address) : name}`)];
    }
    case "APPLY_ROUTE": {
      if (address === from) return [hop("entry", address, "interface of its own")];
      const [, network] = /^over the peering of (.*?): /s.exec(text) ?? [];
      return [hop("peering", address, network === undefined ? "peering" : `peering of ${network}`)];
    }
    default:
      return [];
  }
}

/** "orders-api in europe-west1", or the address where the name is not known. */
function nameIn(text: string, address: string): string {
  const name = text.replace(/ in [a-z0-9-]+$/, "");
  return name === address ? shortName(address) : name;
}

function targetLabel({ to, port, verdict }: Traced): string {
  if (to === null) return verdict === "blocked" ? "an address that is no Redis's" : "an address that may be a Redis's";
  const name = shortName(to);
  const kind = /(^|\.)google_redis_instance\./.test(to) && !/redis/i.test(name) ? "Redis " : "";
  return `${kind}${name}${port === null ? "" : ` tcp:${port}`}`;
}

/** `module.shop.google_redis_instance.cache["a"]` is cache["a"] where there is no room. */
export function shortName(address: string): string {
  const [, before = address, key = ""] = /^(.*?)(\[(?:"[^"]*"|\d+)\])$/s.exec(address) ?? [];
  return `${before.slice(before.lastIndexOf(".") + 1) || before}${key}`;
}

/** Where to mark a cause. It comes at the station that the packet does not get to. */
function stationFor(cause: Cause, path: Traced, hops: Hop[]): Hop {
  const place = placeOf(cause, path);
  const there = hops.filter((one) => one.place === place);
  const exact = there.find(({ address }) => address === cause.address);
  if (exact) return exact;
  if (place === "firewall") return inserted(hops, hop("firewall", cause.address, judgeLabel(cause.address)), there);
  if (place === "entry" && there.length === 0) {
    const label = path.verdict === "blocked" ? "no way into the network" : "a way into the network";
    return inserted(hops, hop("entry", "", label), hops.slice(0, 1));
  }
  return there[0] ?? (hops.at(-1) as Hop);
}

function inserted(hops: Hop[], added: Hop, after: readonly Hop[]): Hop {
  const last = after.at(-1);
  const entry = hops.findLastIndex(({ place }) => place === "service" || place === "entry");
  hops.splice((last ? hops.indexOf(last) : entry) + 1, 0, added);
  return added;
}

function judgeLabel(address: string): string {
  const kind = address.includes("policy_based_route") ? "route" : address.includes("policy") ? "policy" : "rule";
  return `${kind} ${shortName(address)}`;
}

const AT_PEERING = new Set(["authorized_network", "region", "connect_mode", "reserved_ip_range"]);

function placeOf({ code, address, attribute }: Cause, { from, to }: Traced): Place {
  switch (code) {
    case "FIREWALL_RULE":
    case "UNEVALUATED_POLICY":
    case "VPC_CONNECTOR_SERVERLESS_TRAFFIC_BLOCKED":
      return "firewall";
    case "VPC_CONNECTOR_NOT_SET":
    case "VPC_CONNECTOR_NOT_RUNNING":
    case "CLOUD_RUN_REVISION_NOT_READY":
    case "PRIVATE_TRAFFIC_TO_INTERNET":
    case "RANGE_OVERLAP":
      return "entry";
    case "GOOGLE_MANAGED_SERVICE_NO_PEERING":
      return "peering";
    case "REDIS_INSTANCE_NOT_RUNNING":
    case "REDIS_INSTANCE_UNSUPPORTED_PORT":
    case "REDIS_INSTANCE_UNSUPPORTED_PROTOCOL":
    case "REDIS_INSTANCE_CONNECTING_FROM_PUPI_ADDRESS":
    case "ADDRESS_MISMATCH":
      return "target";
    default:
      break;
  }
  if (address === to) return AT_PEERING.has(attribute) ? "peering" : "target";
  if (address === from) return attribute === "" || attribute.includes(".env[") ? "target" : "entry";
  if (address.includes("google_compute_firewall.")) return "firewall";
  return /google_(service_networking|compute_global_address)/.test(address) ? "peering" : "entry";
}

/** That no rule speaks of the packet is worth a station only where no rule is one. */
function withoutIdleFirewall(hops: Hop[]): Hop[] {
  const rules = hops.filter(({ place }) => place === "firewall").length;
  return hops.filter(({ label }) => rules < 2 || label !== NO_RULE);
}
