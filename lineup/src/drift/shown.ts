import { isAddressText } from "../endpoint";
import { IntervalSet } from "../sets/intervals";
import { spoken } from "../sets/traffic";
import { trafficOfClauses } from "../topology/firewall-rules";
import { isFields, isKnown, type Value } from "../values";
import { isNothing } from "./differences";
import { schemaPath } from "./facts";

const CHANGED = "(changed)";

/**
 * Attributes whose values may be printed: addresses, ranges, ports, protocols, names, tags, priorities, tiers, modes,
 * regions, versions, states. Whatever is not on the list is not printed, whatever Terraform calls sensitive.
 */
const PRINTED = new Set([
  "address",
  "authorized_network",
  "connect_mode",
  "connector",
  "destination_ranges",
  "direction",
  "egress",
  "host",
  "ip_cidr_range",
  "location",
  "name",
  "network",
  "next_hop_ip",
  "dest_range",
  "port",
  "prefix_length",
  "priority",
  "protocol",
  "read_endpoint",
  "read_endpoint_port",
  "redis_version",
  "region",
  "reserved_ip_range",
  "reserved_peering_ranges",
  "read_replicas_mode",
  "routing_mode",
  "secondary_ip_range",
  "source_ranges",
  "source_tags",
  "state",
  "subnet",
  "subnetwork",
  "tags",
  "target_tags",
  "tier",
  "transit_encryption_mode",
]);

/** Maps have keys of somebody's own choosing: a label may be called `host`. */
const OWN_KEYS = /(^|\.)([a-z_]*labels|[a-z_]*annotations|redis_configs|limits|node_selector|metadata)(\.|$)/;
const EGRESS_ANNOTATION = /annotations\.run\.googleapis\.com\/vpc-access-(egress|connector)$/;
const VARIABLE = /\.env\[(.*)\]\.value$/s;
const HARMLESS = /^[\w.:/, -]{1,300}$/;

/** A value as it may be printed; null where there is none. */
export function shown(type: string, attribute: string, value: Value | undefined): string | null {
  if (isNothing(value) && typeof value !== "number" && typeof value !== "boolean") return null;
  const variable = VARIABLE.exec(attribute);
  if (variable) return shownVariable(variable[1] ?? "", value);
  if (!type.startsWith("google_")) return CHANGED;
  if (type === "google_compute_firewall" && (attribute === "allow" || attribute === "deny")) return clauses(value);
  return mayBePrinted(attribute) ? harmless(value) : CHANGED;
}

/** What only is an address, a port or the container itself; a number may be a PIN, unless the name says port. */
function shownVariable(name: string, value: Value | undefined): string {
  if (typeof value !== "string") return CHANGED;
  const isPort = /PORT$/i.test(name) && /^\d{1,5}$/.test(value) && Number(value) < 65536;
  return isAddressText(value) || value === "localhost" || isPort ? value : CHANGED;
}

function mayBePrinted(attribute: string): boolean {
  if (EGRESS_ANNOTATION.test(attribute)) return true;
  const path = schemaPath(attribute);
  return !OWN_KEYS.test(path) && PRINTED.has(path.slice(path.lastIndexOf(".") + 1));
}

function harmless(value: Value | undefined): string {
  const items = Array.isArray(value) ? value : [value];
  const texts = items.map((item) => (isFields(item) || Array.isArray(item) ? "{" : String(item)));
  return texts.every((text) => HARMLESS.test(text)) ? texts.join(", ") : CHANGED;
}

function clauses(value: Value | undefined): string {
  const traffic = trafficOfClauses(Array.isArray(value) ? value : []);
  if (!isKnown(traffic) || !(traffic instanceof IntervalSet)) return CHANGED;
  return spoken(traffic)
    .map(({ protocol, ports }) => `${protocol} ${ports}`.trim())
    .join(", ");
}
