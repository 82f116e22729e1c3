import { isOlderVersion } from "./redis";

/** What the provider decides about a change besides what its schema says. */
interface Condition {
  type: string;
  attribute: string;
  /** Whether a change from the one value to the other is of this kind. */
  holds: (before: unknown, after: unknown) => boolean;
  /** Why. */
  why: string;
}

/** Changes for which the provider replaces the thing, though the schema lets the attribute change in place. */
const REPLACING: readonly Condition[] = [
  ...["min_instances", "max_instances"].map((attribute) => ({
    type: "google_vpc_access_connector",
    attribute,
    holds: isLess,
    why: "a connector grows and never shrinks",
  })),
  {
    type: "google_compute_subnetwork",
    attribute: "ip_cidr_range",
    holds: (before, after) => !isWithinRange(before, after),
    why: "the range of a subnetwork can grow and never shrink or move",
  },
  {
    type: "google_redis_instance",
    attribute: "redis_version",
    holds: isOlderToProvider,
    why: "Redis takes no older version",
  },
];

/** Changes that the provider plans in place and Google refuses. */
const REFUSED: readonly Condition[] = [
  {
    type: "google_compute_firewall",
    attribute: "network",
    holds: (before, after) => before !== undefined && before !== null && before !== after,
    why: "Google never moves a firewall rule to another network",
  },
  {
    type: "google_redis_instance",
    attribute: "redis_version",
    // What the provider does not replace for it, it plans in place.
    holds: (before, after) => isOlderVersion(before, after) && !isOlderToProvider(before, after),
    why: "Redis takes no older version",
  },
];

/** Why the provider replaces the thing for this change of an attribute; undefined where it does not. */
export function whyReplaced(type: string, attribute: string, before: unknown, after: unknown): string | undefined {
  return found(REPLACING, type, attribute, before, after);
}

/** Why Google refuses this change, which the provider plans in place. */
export function whyRefused(type: string, attribute: string, before: unknown, after: unknown): string | undefined {
  return found(REFUSED, type, attribute, before, after);
}

function found(conditions: readonly Condition[], type: string, attribute: string, before: unknown, after: unknown) {
  const of = conditions.filter((one) => one.type === type && one.attribute === attribute);
  return of.find(({ holds }) => holds(before, after))?.why;
}

/** The second is less than the first. */
function isLess(before: unknown, after: unknown): boolean {
  return typeof before === "number" && typeof after === "number" && after < before;
}

/** The provider finds no number in a name with an X, and so nothing that is older. */
function isOlderToProvider(before: unknown, after: unknown): boolean {
  const isNumbered = (version: unknown) => /^REDIS_\d+_\d+$/.test(String(version));
  return isNumbered(before) && isNumbered(after) && isOlderVersion(before, after);
}

function isWithinRange(inner: unknown, outer: unknown): boolean {
  const [one, other] = [spanOf(inner), spanOf(outer)];
  return one !== undefined && other !== undefined && other.first <= one.first && one.last <= other.last;
}

function spanOf(range: unknown): { first: number; last: number } | undefined {
  const [, address = "", length] = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(String(range)) ?? [];
  if (length === undefined) return undefined;
  const size = 2 ** (32 - Number(length));
  const at = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  const first = at - (at % size);
  return { first, last: first + size - 1 };
}
