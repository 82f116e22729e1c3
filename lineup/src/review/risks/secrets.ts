import type { Change } from "../../changes/change";
import type { Topology } from "../../topology/model";
import { get, lastSegment } from "../../topology/read";
import { field, Unresolved, withoutKey } from "../../values";
import { type Rule, risk, type Said, type Situation } from "./rule";

const VERSION = "google_secret_manager_secret_version";
const SECRET = "google_secret_manager_secret";

/**
 * The secret that hands the password of Redis to the services. Which one that is is said by what its versions are made
 * from; a secret of something else is none of ours.
 */
export const secrets: Rule = (change, situation) => {
  if (![VERSION, SECRET].includes(change.type) || !["replace", "delete", "update"].includes(change.action)) return [];
  const cache = cacheOf(change, situation);
  if (cache === undefined) return [];
  const services = situation.through.get(cache) ?? [];
  if (change.type === VERSION && change.action === "replace") return [rotated(change, services)];
  if (change.action !== "delete" || otherVersion(change, situation)) return [];
  return [
    risk(change, {
      level: "danger",
      code: "AUTH_SECRET_DELETED",
      consequence: "services read the password when an instance starts: the next one does not start",
      undo: "keep the secret as long as services read it",
      services,
    }),
  ];
};

function rotated(change: Change, services: readonly string[]): Said {
  return risk(change, {
    level: "danger",
    code: "REDIS_AUTH_ROTATED",
    consequence: "the password is another one: clients that hold the old one are refused when they reconnect",
    undo: "roll the services right after the apply, so that all of them read the new version",
    services,
  });
}

/** The Redis whose password it holds. */
function cacheOf(change: Change, { worlds }: Situation): string | undefined {
  const worldsWithIt = [worlds.after.topology, worlds.before.topology];
  for (const topology of worldsWithIt) {
    const cache = topology.caches.find(({ address, resource }) => {
      const auth = get(resource, "auth_string");
      return versionsOf(change, topology).some(({ reads, dependsOn, values }) => {
        const isRead = [...reads.map((read) => read.address), ...dependsOn].some(
          (read) => read === address || read === withoutKey(address),
        );
        return isRead || (typeof auth === "string" && auth !== "" && values.secret_data === auth);
      });
    });
    if (cache) return worlds.renamed(cache.address);
  }
  return undefined;
}

function versionsOf({ address, previousAddress, type }: Change, { resources, secrets }: Topology) {
  const found = resources.filter((one) => one.address === address || one.address === previousAddress);
  return type === VERSION ? found : found.flatMap((secret) => secrets.of(secret));
}

/** Another version of the same secret takes over. */
function otherVersion(change: Change, { worlds }: Situation): boolean {
  if (change.type !== VERSION) return false;
  const secret = field(change.before, "secret");
  return worlds.after.topology.resources.some((other) => {
    if (other.type !== VERSION || other.address === change.address) return false;
    const of = get(other, "secret");
    if (of instanceof Unresolved) return true;
    return typeof of === "string" && typeof secret === "string" && lastSegment(of) === lastSegment(secret);
  });
}
