import { lacksGrant } from "../../reachability/secret-access";
import { accountName } from "../../topology/accounts";
import { defineChangeRule } from "../define";
import { secretNeeds } from "../shared/access";

export const secretWithoutGrant = defineChangeRule({
  id: "SECRET_WITHOUT_GRANT",
  level: "danger",
  title: "A service is given one more secret, which nothing lets its account read",
  help: "Cloud Run reads the secrets of a service before an instance starts: the new revision does not start.",
  remedy: "Grant the account roles/secretmanager.secretAccessor on the secret first.",
  example: "secret-given-without-grant",
  drift: { tier: "breaks", code: "ACCESS_BROKEN" },
  check: (change, comparison) => {
    if (change.action !== "update") return [];
    const added = secretNeeds(comparison).filter(
      ({ address, was, is }) => address === change.address && was === undefined && lacksGrant(is),
    );
    return added.slice(0, 1).map(({ is: { use, account, secret } }) => ({
      because: ["template"],
      explains: (attribute: string) => attribute.startsWith(use.attribute.replace(/\.value$/, "")),
      consequence: `it is given ${secret.shown}, and nothing lets ${accountName(account)} read it: the new revision does not start`,
      fix: "grant the account roles/secretmanager.secretAccessor on the secret first",
      services: [change.address],
    }));
  },
});
