import type { Change } from "../../changes/change";
import type { Comparison } from "../../compare/comparison";
import { get } from "../../topology/read";
import { field } from "../../values";
import { type ChangeFinding, defineChangeRule } from "../define";
import { isRedis, keepRedis } from "../shared/redis";
import { dataLoss } from "../shared/targets";

export const redisDeleted = defineChangeRule({
  id: "REDIS_DELETED",
  level: "danger",
  title: "A Redis is deleted, or the key that it is encrypted with",
  help: "All of its data is deleted. Only prevent_destroy stops the apply. A Redis whose key is destroyed cannot be read by anybody: Terraform destroys every version of a google_kms_crypto_key that it deletes.",
  remedy: "Keep the instance, or export the data first.",
  example: "redis-deleted",
  drift: undefined,
  check: (change, comparison) => {
    if (KEY.test(change.type)) return keyDestroyed(change, comparison);
    if (!isRedis(change) || change.action !== "delete") return [];
    const { services, level, effect } = dataLoss(change, comparison, (names) => `no Redis is left for ${names}`);
    return [
      {
        level,
        consequence: `all data gone; ${effect}`,
        fix: keepRedis(comparison),
        services,
      },
    ];
  },
});

const KEY = /^google_kms_crypto_key(_version)?$/;

function keyDestroyed(change: Change, comparison: Comparison): ChangeFinding[] {
  const id = field(change.before, "id");
  if (change.mode !== "managed" || !["delete", "replace"].includes(change.action) || typeof id !== "string") return [];
  const key = id.split("/cryptoKeyVersions/")[0];
  const { targets } = comparison.before.topology;
  const lost = targets.filter(({ resource }) => get(resource, "customer_managed_key") === key);
  if (lost.length === 0) return [];
  const addresses = lost.map(({ address }) => address).join(", ");
  return [
    {
      consequence: `${addresses} is encrypted with it: its versions are destroyed, and nobody can read the data any more`,
      fix: "keep the key as long as a Redis is encrypted with it",
      services: [...new Set(lost.flatMap((target) => comparison.servicesOn(target)))],
    },
  ];
}
