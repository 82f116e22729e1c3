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
  const metadata = get(resource, "metadata");
  const block = Array.isArray(metadata) ? metadata[0] : metadata;
  const annotation = (key: string) => field(field(block, key), "run.googleapis.com/ingress");
  const ingress = text(
    get(resource, "ingress") ?? annotation("annotations") ?? annotation("effective_annotations") ?? undefined,
  );
  if (typeof ingress !== "string") return "internet";
  if (/^(INGRESS_TRAFFIC_INTERNAL_ONLY|internal)$/.test(ingress)) return "internal";
  return /LOAD_BALANCER|load-balancing/.test(ingress) ? "load balancer" : "internet";
}

export function isMoreOpen(one: Openness, other: Openness): boolean {
  return OPENNESS.indexOf(one) > OPENNESS.indexOf(other);
}
