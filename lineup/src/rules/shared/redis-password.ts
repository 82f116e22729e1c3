import type { Change } from "../../changes/change";
import type { Comparison } from "../../compare/comparison";
import type { Resource } from "../../inputs/model";
import type { Service, Topology } from "../../topology/model";
import { get } from "../../topology/read";
import { field, lastSegment, Unresolved, withoutKey } from "../../values";

// The secret that hands the password of Redis to the services. What its versions are made from says which one that is.

const VERSION = "google_secret_manager_secret_version";
const SECRET = "google_secret_manager_secret";

export function isSecretVersion({ type }: Change): boolean {
  return type === VERSION;
}

/** The Redis whose password a secret or a secret version holds, under its address of afterwards. */
export function redisOfSecret(change: Change, comparison: Comparison): string | undefined {
  if (change.type !== VERSION && change.type !== SECRET) return undefined;
  if (versionsOf(change, comparison.after.topology).some(holdsOther)) return undefined;
  for (const { topology } of [comparison.after, comparison.before]) {
    const target = topology.targets.find(({ address, resource }) => {
      const auth = get(resource, "auth_string");
      return versionsOf(change, topology).some(({ reads, dependsOn, values }) => {
        const isRead = [...reads.map((read) => read.address), ...dependsOn].some(
          (read) => read === address || read === withoutKey(address),
        );
        return isRead || (typeof auth === "string" && auth !== "" && values.secret_data === auth);
      });
    });
    if (target) return comparison.renamed(target.address);
  }
  return undefined;
}

/** Certificates and addresses of a Redis are in secrets, too. A state records only that it was read, not what of it. */
function holdsOther({ reads }: Resource): boolean {
  const ofRedis = reads.filter(
    ({ address, attribute }) => /(^|\.)google_redis_instance\./.test(address) && attribute !== "",
  );
  return ofRedis.length > 0 && ofRedis.every(({ attribute }) => attribute !== "auth_string");
}

function versionsOf({ address, previousAddress, type }: Change, { resources, secrets }: Topology) {
  const found = resources.filter((one) => one.address === address || one.address === previousAddress);
  return type === VERSION ? found : found.flatMap((secret) => secrets.of(secret));
}

/** Whether another version of the same secret is there afterwards. */
export function hasOtherVersion(change: Change, { after }: Comparison): boolean {
  if (change.type !== VERSION) return false;
  const secret = field(change.before, "secret");
  return after.topology.resources.some((other) => {
    if (other.type !== VERSION || other.address === change.address) return false;
    const of = get(other, "secret");
    if (of instanceof Unresolved) return true;
    return typeof of === "string" && typeof secret === "string" && lastSegment(of) === lastSegment(secret);
  });
}

/** Whether a service sends this password, directly or through a secret that is made from a Redis. */
export function holdsPassword(service: Service, password: unknown, { resources }: Topology): boolean {
  const holds = service.variables.some(
    ({ value, secretValue }) => isText(password) && [value, secretValue].includes(password),
  );
  const mounts = service.secretVolumes.length > 0 || service.variables.some(({ secret }) => secret !== undefined);
  const madeFromRedis = resources.some(
    ({ type, dependsOn }) =>
      type === VERSION && dependsOn.some((address) => /(^|\.)google_redis_instance\./.test(address)),
  );
  return holds || (mounts && madeFromRedis);
}

export function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
