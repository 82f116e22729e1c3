import type { Cache, Service, Topology } from "../topology/model";
import { get, text } from "../topology/read";
import { field, isKnown, type Value } from "../values";
import type { Widening } from "./firewall";
import type { Found } from "./found";
import type { DriftCode, Tier } from "./model";

export interface Opening extends Widening {
  tier: Extract<Tier, "weakens" | "breaks">;
}

/** What a service lets out or in, beyond what was written. */
export function openedService(was: Service, is: Service): Opening[] {
  const found: Opening[] = [];
  if (was.egress !== "ALL_TRAFFIC" && is.egress === "ALL_TRAFFIC") {
    const message = "all traffic of the service goes through the network now, not that to private ranges alone";
    found.push(weakens("EGRESS_WIDENED", message, /vpc_access\.egress$|vpc-access-egress$/));
  }
  if (openness(is) > openness(was)) {
    const message = "more may call the service than was written";
    found.push(weakens("INGRESS_WIDENED", message, /^ingress$|run\.googleapis\.com\/ingress$/));
  }
  if (get(was.resource, "invoker_iam_disabled") !== true && get(is.resource, "invoker_iam_disabled") === true) {
    found.push(
      weakens("INGRESS_WIDENED", "whoever calls the service is not asked who it is", /^invoker_iam_disabled$/),
    );
  }
  return found;
}

/** The rules that closed its way speak of another sender. */
export function sentFurther({ accessAttribute }: Service): Opening {
  const block = accessAttribute.replace(/\.network_interfaces$/, "");
  const message = "the rules that closed its way speak of another sender: it may send where it could not";
  const by = (attribute: string) => attribute.startsWith(block) && !attribute.endsWith("egress");
  return { tier: "weakens", code: "EGRESS_WIDENED", message, by };
}

/** From the network alone, from load balancers as well, from everywhere. */
function openness({ resource }: Service): number {
  const metadata = get(resource, "metadata");
  const block = Array.isArray(metadata) ? metadata[0] : metadata;
  const said = (key: string) => field(field(block, key), "run.googleapis.com/ingress");
  const ingress = text(get(resource, "ingress") ?? said("annotations") ?? said("effective_annotations") ?? undefined);
  if (typeof ingress !== "string") return 2;
  if (/^(INGRESS_TRAFFIC_INTERNAL_ONLY|internal)$/.test(ingress)) return 0;
  return /LOAD_BALANCER|load-balancing/.test(ingress) ? 1 : 2;
}

/** Whom Redis asks for a password, and whether it still speaks TLS. */
export function openedCache(was: Cache, is: Cache, callers: readonly Service[], topology: Topology): Opening[] {
  const found: Opening[] = [];
  const [before, after] = [was, is].map(({ resource }) => get(resource, "auth_string"));
  if (was.auth === true && is.auth === false) {
    const holders = callers.filter((service) => holdsSecret(service, before, topology));
    const message = "AUTH is switched off: whoever is in the network may read and write";
    const broken = `${message}, and services that send a password fail when they connect again`;
    found.push(
      holders.length > 0
        ? breaks("AUTH_BROKEN", broken, /^auth_enabled$/)
        : weakens("AUTH_OFF", message, /^auth_enabled$/),
    );
  } else if (was.auth === false && is.auth === true && callers.length > 0) {
    const message =
      "AUTH is switched on: Redis asks for a password that its services do not hold, and they fail when they connect again";
    found.push(breaks("AUTH_BROKEN", message, /^auth_enabled$/));
  } else if (isSaid(before) && isSaid(after) && before !== after && callers.length > 0) {
    const message = "the password of Redis is another one: services that hold the old one fail when they connect again";
    found.push(breaks("AUTH_BROKEN", message, /^auth_string$/));
  }
  if (isKnown(was.tls) && isKnown(is.tls) && was.tls !== is.tls) {
    const message = is.tls ? "Redis speaks TLS alone now" : "Redis speaks plain text now";
    const broken = `${message}, and services speak what they were deployed to`;
    const attribute = /^transit_encryption_mode$/;
    if (callers.length > 0) found.push(breaks("TLS_BROKEN", broken, attribute));
    else if (!is.tls) found.push(weakens("TLS_OFF", message, attribute));
  }
  return found;
}

function isSaid(value: Value | undefined): value is string {
  return typeof value === "string" && value !== "";
}

/** Directly, or through a secret: its password, or a secret that is made from this Redis. */
function holdsSecret(service: Service, password: Value | undefined, topology: Topology): boolean {
  const held = service.variables.some(
    ({ value, secretValue }) => isSaid(password) && [value, secretValue].some((said) => said === password),
  );
  const mounts = service.secretVolumes.length > 0 || service.variables.some(({ secret }) => secret !== undefined);
  const madeFromRedis = topology.resources.some(
    ({ type, dependsOn }) =>
      type === "google_secret_manager_secret_version" &&
      dependsOn.some((address) => /(^|\.)google_redis_instance\./.test(address)),
  );
  return held || (mounts && madeFromRedis);
}

/** A policy's rule that denied and is gone or off. Whatever else changes in a policy is not evaluated. */
export function openedPolicyRule({ before, after, type }: Found): Opening | undefined {
  if (!/^google_compute_(region_)?(network_)?firewall_policy_rule$/.test(type)) return undefined;
  if (before.action !== "deny" || before.disabled === true) return undefined;
  if (after && after.action === "deny" && after.disabled !== true) return undefined;
  return weakens(
    "DENY_NARROWED",
    "a rule of the firewall policy that denied does not any longer",
    /^(|action|disabled)$/,
  );
}

function weakens(code: DriftCode, message: string, attributes: RegExp): Opening {
  return { tier: "weakens", code, message, by: (attribute) => attributes.test(attribute) };
}

function breaks(code: DriftCode, message: string, attributes: RegExp): Opening {
  return { ...weakens(code, message, attributes), tier: "breaks" };
}
