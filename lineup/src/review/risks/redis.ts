import type { Change } from "../../changes/change";
import { field } from "../../values";
import { changes, compared } from "../attributes";
import {
  isGone,
  named,
  type Open,
  type Rule,
  risk,
  type Said,
  type Situation,
  servicesThrough,
  type Words,
} from "./rule";

const BACK = "take the change back; data comes back from an export only";
const KEEP = `set prevent_destroy in its lifecycle and ${BACK}`;

/** Redis replaced or gone, changed in place with its connections reset, or with another password. */
export const redis: Rule = (change, situation) => {
  if (change.type !== "google_redis_instance" || change.mode !== "managed") return [];
  const services = servicesThrough(change, situation);
  if (isGone(change)) return [gone(change, services, situation)];
  if (change.action !== "update") return [];
  const attention = { change, services };
  return [...versions(attention), ...resets(attention), ...auth(attention)];
};

function gone(change: Change, services: readonly string[], { plan }: Situation): Said {
  const replaced = change.action === "replace";
  const feel =
    services.length === 0
      ? "no service here reads it"
      : replaced
        ? `${named(services)} must be rolled to learn the address and fail until then`
        : `${named(services)} lose their Redis`;
  return risk(change, {
    level: services.length > 0 ? "danger" : "caution",
    code: replaced ? "REDIS_REPLACED" : "REDIS_DELETED",
    consequence: `${replaced ? "new address, " : ""}all data gone; ${feel}`,
    // The plan may have ended in an error because it is set.
    undo: plan.errored ? BACK : KEEP,
    services,
  });
}

interface Attention {
  change: Change;
  services: readonly string[];
}

function inPlace({ change, services }: Attention, because: readonly string[], words: Words): Said[] {
  return because.length === 0 ? [] : [risk(change, { ...words, because, services })];
}

/** The provider compares versions too, but takes `REDIS_6_X` for none: such a downgrade is planned in place. */
function versions(attention: Attention): Said[] {
  const { change, services } = attention;
  const because = changes(change, "redis_version");
  if (isOlder(field(change.after, "redis_version"), field(change.before, "redis_version"))) {
    return inPlace(attention, because, {
      level: "danger",
      code: "REDIS_DOWNGRADED",
      consequence: "planned in place and refused by the API: the apply stops here, half done",
      undo: "keep the version: an older one is another instance",
    });
  }
  return inPlace(attention, because, {
    level: "caution",
    code: "REDIS_UPGRADED",
    consequence: `the connections of ${named(services)} are reset, and there is no way back to the older version`,
    undo: "an upgrade cannot be undone: export the data first",
  });
}

function resets(attention: Attention): Said[] {
  const { change, services } = attention;
  const reset = `the connections of ${named(services)} are reset`;
  return [
    ...inPlace(attention, changes(change, "memory_size_gb", "replica_count", "read_replicas_mode"), {
      level: "caution",
      code: "REDIS_RESIZED",
      consequence: `${reset} while it is resized`,
      undo: "apply it when little is going on; it can be resized back",
    }),
    ...inPlace(attention, changes(change, "maintenance_version", "maintenance_policy"), {
      level: "caution",
      code: "REDIS_MAINTAINED",
      consequence: `${reset} when it is maintained, and this says when that is`,
      undo: "choose a window in which little is going on",
    }),
  ];
}

function auth(attention: Attention): (Said | Open)[] {
  const { change, services } = attention;
  const sameness = compared(change, "auth_enabled");
  if (sameness === "unknown") return [{ address: change.address, message: "whether it will want AUTH cannot be told" }];
  const [was, will] = [field(change.before, "auth_enabled") === true, field(change.after, "auth_enabled") === true];
  if (sameness === "same" || was === will) return [];
  return inPlace(
    attention,
    ["auth_enabled"],
    will
      ? {
          level: "caution",
          code: "REDIS_AUTH_ENABLED",
          consequence: `connections that stand are kept; each new one of ${named(services)} is refused without the password`,
          undo: "give the services the AUTH string before it is asked for",
        }
      : {
          level: "danger",
          code: "REDIS_AUTH_DISABLED",
          consequence: `clients of ${named(services)} that send a password are refused when they reconnect, and Redis stands open to its network`,
          undo: "keep auth_enabled; take the password from the services first",
        },
  );
}

function isOlder(after: unknown, before: unknown): boolean {
  const [will, was] = [numbersOf(after), numbersOf(before)];
  if (!will || !was) return false;
  return will[0] !== was[0] ? will[0] < was[0] : will[1] < was[1];
}

/** `REDIS_7_2`, and `REDIS_6_X` for the newest of its kind. */
function numbersOf(version: unknown): readonly [number, number] | undefined {
  const [, major, minor] = (typeof version === "string" && /^REDIS_(\d+)_(\d+|X)$/i.exec(version)) || [];
  if (major === undefined || minor === undefined) return undefined;
  return [Number(major), /x/i.test(minor) ? Number.POSITIVE_INFINITY : Number(minor)];
}
