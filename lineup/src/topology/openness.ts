import { ALL_ADDRESSES, coverAllIpv6 } from "../sets/addresses";
import { field, isKnown, type Value } from "../values";
import type { FirewallRule, Service } from "./model";
import { get, items, text } from "./read";

// Who may come in.

const SENDERS = ["source_tags", "source_service_accounts"];

/** Whether an enabled INGRESS allow lets everybody on the internet in, by IPv4 or IPv6, or because it names no source. */
export function letsInternetIn({ direction, action, disabled, sources, resource }: FirewallRule): boolean {
  if (direction !== "INGRESS" || action !== "allow" || disabled !== false) return false;
  if (!sources) return SENDERS.every((attribute) => isEmptyList(get(resource, attribute)));
  return sources.known.contains(ALL_ADDRESSES) || coverAllIpv6(items(get(resource, "source_ranges")));
}

function isEmptyList(value: Value | undefined): boolean {
  return isKnown(value ?? null) && items(value).length === 0;
}

/** From the least open to the most open. */
const OPENNESS = ["internal", "load balancer", "internet"] as const;
type Openness = (typeof OPENNESS)[number];

/** From where requests reach a Cloud Run service; what is unset or unknown counts as open to all. */
export function opennessOfService({ resource }: Service): Openness {
  const ingress = text(get(resource, "ingress") ?? annotation(resource, "ingress"));
  if (typeof ingress !== "string") return "internet";
  if (/^(INGRESS_TRAFFIC_INTERNAL_ONLY|internal)$/.test(ingress)) return "internal";
  return /LOAD_BALANCER|load-balancing/.test(ingress) ? "load balancer" : "internet";
}

/** Whether Cloud Run asks nobody who calls: no role on the service matters then. */
export function isUnchecked({ resource }: Service): boolean {
  const disabled = get(resource, "invoker_iam_disabled") ?? annotation(resource, "invoker-iam-disabled");
  return disabled === true || disabled === "true";
}

/** What a service of the first generation says of itself. */
function annotation(resource: Service["resource"], name: string): Value | undefined {
  const metadata = get(resource, "metadata");
  const block = Array.isArray(metadata) ? metadata[0] : metadata;
  const said = (key: string) => field(field(block, key), `run.googleapis.com/${name}`);
  return said("annotations") ?? said("effective_annotations") ?? undefined;
}

export function isMoreOpen(one: Openness, other: Openness): boolean {
  return OPENNESS.indexOf(one) > OPENNESS.indexOf(other);
}
