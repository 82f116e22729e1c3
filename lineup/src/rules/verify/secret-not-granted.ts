import { lacksGrant, secretAccess } from "../../reachability/secret-access";
import { accountName } from "../../topology/accounts";
import { defineRule, type Reported } from "../define";

export const secretNotGranted = defineRule({
  id: "secret-not-granted",
  title: "Nothing lets the account of a service read a secret that it is given",
  help: "Cloud Run reads the secrets of a service before an instance starts, as the account that the service runs as: without the permission no instance starts. Where account and secret are both made here, or where a policy or a binding of the secret names others, a grant elsewhere is unlikely.",
  remedy: "Grant the account roles/secretmanager.secretAccessor on the secret.",
  severity: "error",
  check: ({ topology }) =>
    topology.services.flatMap((service): Reported[] =>
      secretAccess(topology, service)
        .filter(lacksGrant)
        .map(({ use, secret, account, reading }) => ({
          address: service.address,
          attribute: use.attribute.replace(/\.value$/, ""),
          message: `it runs as ${accountName(account)}, and nothing in this input lets that account read ${secret.shown}${
            reading.leftOutBy === undefined ? "" : `: ${reading.leftOutBy} names others`
          }`,
          fix: `grant it roles/secretmanager.secretAccessor on ${secret.shown}, and let the service depend on the grant`,
        })),
    ),
});
