import type { Change } from "../../changes/change";
import type { Comparison } from "../../compare/comparison";
import { lacksGrant, type SecretAccess, secretAccess } from "../../reachability/secret-access";
import { accountName } from "../../topology/accounts";
import { defineChangeRule } from "../define";
import { secretNeeds } from "../shared/access";

export const secretWithoutGrant = defineChangeRule({
  id: "SECRET_WITHOUT_GRANT",
  level: "danger",
  title: "A service is given a secret that nothing lets its account read",
  help: "Cloud Run reads the secrets of a service before an instance starts: the new revision does not start.",
  remedy: "Grant the account roles/secretmanager.secretAccessor on the secret first.",
  example: "secret-given-without-grant",
  drift: { tier: "breaks", code: "ACCESS_BROKEN" },
  check: (change, comparison) => {
    const found = addedSecrets(change, comparison).find(lacksGrant);
    if (!found) return [];
    const { use, account, secret } = found;
    return [
      {
        because: change.action === "update" ? ["template"] : undefined,
        explains: (attribute: string) => attribute.startsWith(use.attribute.replace(/\.value$/, "")),
        consequence: `it is given ${secret.shown}, and nothing lets ${accountName(account)} read it: the new revision does not start`,
        fix: "grant the account roles/secretmanager.secretAccessor on the secret first",
        services: [change.address],
      },
    ];
  },
});

/** The secrets of a new caller, and those that an old one is given besides its others. */
function addedSecrets(change: Change, comparison: Comparison): SecretAccess[] {
  const { is } = comparison.services(change);
  if (change.action === "create") return is ? secretAccess(comparison.after.topology, is) : [];
  if (change.action !== "update") return [];
  return secretNeeds(comparison)
    .filter(({ address, was }) => address === change.address && was === undefined)
    .map((need) => need.is);
}
