import type { Change } from "../../changes/change";
import { changedAttributes } from "../../compare/change-values";
import type { Comparison } from "../../compare/comparison";
import { usedSecrets } from "../../reachability/secret-access";
import { projectOf } from "../../topology/networks";
import { field, type Value } from "../../values";
import { type ChangeFinding, defineChangeRule } from "../define";
import { type ServedService, secretNeeds, servedServices } from "../shared/access";
import { redisOfSecret } from "../shared/redis-password";

export const secretLost = defineChangeRule({
  id: "SECRET_LOST",
  level: "danger",
  title: "A secret that a service is given is deleted, or the version that it reads",
  help: "Cloud Run reads the secrets of a service before an instance starts: running instances stay, the next one does not start.",
  remedy: "Take the secret from the service first, or give it another version.",
  example: "secret-of-another-kind-removed",
  drift: { tier: "breaks", code: "ACCESS_BROKEN" },
  check: (change, comparison) => {
    if (change.action === "update") return expiring(change, comparison);
    if ((change.action !== "delete" && change.action !== "replace") || !isSecret(change)) return [];
    // A password of a Redis that is deleted is said with the Redis that it is of.
    if (redisOfSecret(change, comparison) !== undefined) return [];
    const services = servedServices(comparison).filter((service) =>
      change.action === "delete" ? loses(service, change, comparison) : pins(service, change, comparison),
    );
    if (services.length === 0) return [];
    return [
      {
        consequence: "a service is still given it: the next instance of the service does not start",
        fix: "take it from the service first",
        services: services.map(({ address }) => address),
      },
    ];
  },
});

/** Google deletes a secret with all its versions when it expires. */
function expiring(change: Change, comparison: Comparison): ChangeFinding[] {
  if (change.type !== "google_secret_manager_secret") return [];
  const because = changedAttributes(change, "ttl", "expire_time").filter(
    (attribute) => field(change.after, attribute) ?? field(change.afterUnknown as Value, attribute),
  );
  const services = secretNeeds(comparison).filter(({ is }) => is.secret.resource?.address === change.address);
  if (because.length === 0 || services.length === 0) return [];
  return [
    {
      level: "caution",
      because,
      consequence: "Google deletes it when it expires: from then on no new instance of the service starts",
      fix: "take the time to live from the secret, or the secret from the service before it expires",
      services: [...new Set(services.map(({ address }) => address))],
    },
  ];
}

function isSecret({ type, before }: Change): boolean {
  // An abandoned version stays as it is.
  const isVersion = type === "google_secret_manager_secret_version" && field(before, "deletion_policy") !== "ABANDON";
  return type === "google_secret_manager_secret" || isVersion;
}

/** A version that is made again has another number, and the old one is gone. */
function pins({ is }: ServedService, { type, before }: Change, { after, before: { topology } }: Comparison): boolean {
  const number = field(before, "version");
  if (type !== "google_secret_manager_secret_version" || typeof number !== "string") return false;
  const { secrets } = after.topology;
  const gone = topology.secrets.nameOf(field(before, "secret") ?? undefined, undefined);
  return usedSecrets(is).some(
    ({ secret, secretVersion }) =>
      String(secretVersion) === number &&
      secrets.compare(secrets.nameOf(secret, projectOf(is.resource)), gone) === "same",
  );
}

/** It used it before, and afterwards it still names the secret without another version of it that it could read. */
function loses(
  { was, is }: ServedService,
  { address, previousAddress, type }: Change,
  comparison: Comparison,
): boolean {
  const [before, after] = [comparison.before.topology.secrets, comparison.after.topology.secrets];
  const project = projectOf(was.resource);
  return usedSecrets(was).some(({ secret, secretVersion }) => {
    const name = before.nameOf(secret, project);
    const read = before.candidates(secret, secretVersion, project);
    const at =
      type === "google_secret_manager_secret" ? name.resource?.address : "doubt" in read ? undefined : read[0]?.address;
    if (at !== address && at !== previousAddress) return false;
    return usedSecrets(is).some((use) => {
      if (after.compare(after.nameOf(use.secret, projectOf(is.resource)), name) !== "same") return false;
      return (
        type === "google_secret_manager_secret" || "doubt" in after.candidates(use.secret, use.secretVersion, project)
      );
    });
  });
}
