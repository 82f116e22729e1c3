import type { Change } from "../../changes/change";
import { compareAttribute } from "../../compare/change-values";
import type { Comparison } from "../../compare/comparison";
import { type Certificates, certificatesFor } from "../../reachability/certificates";
import { type ChangeFinding, defineChangeRule } from "../define";
import { isRedis } from "../shared/redis";

export const certificateDropped = defineChangeRule({
  id: "CERTIFICATE_DROPPED",
  level: "danger",
  title: "A service is no longer given the certificate of its Redis",
  help: "A client that verifies the server refuses the connection without the certificate authority of the instance.",
  remedy: "Keep the secret with the server_ca_certs as long as Redis requires TLS.",
  example: "certificate-dropped",
  drift: { tier: "breaks", code: "TLS_BROKEN" },
  check: (change, comparison) => {
    if (change.action !== "update") return [];
    return isRedis(change) ? ofRedis(change, comparison) : ofService(change, comparison);
  },
});

function ofService(change: Change, comparison: Comparison): ChangeFinding[] {
  const loses = comparison.pairs.some(
    ({ from, to }) => from === change.address && leadsTo(from, to, comparison, (kind) => kind === "none"),
  );
  if (!loses) return [];
  return [
    {
      because: ["template"],
      explains: (attribute) => /env|volume|secret/.test(attribute),
      consequence:
        "Redis requires TLS, and the service is no longer given its certificate: a client that verifies it refuses the connection",
      fix: "keep the mounted secret with the server_ca_certs",
      services: [change.address],
    },
  ];
}

/** Google replaces the authority before it expires; a secret that was filled from the old one still holds that. */
function ofRedis(change: Change, comparison: Comparison): ChangeFinding[] {
  if (compareAttribute(change, "server_ca_certs") !== "different") return [];
  const services = comparison.pairs
    .filter(({ from, to }) => to === change.address && leadsTo(from, to, comparison, (kind) => kind !== "given"))
    .map(({ from }) => from);
  if (services.length === 0) return [];
  return [
    {
      because: ["server_ca_certs"],
      explains: (attribute) => /^server_ca_certs\b.*\bcert$/.test(attribute),
      consequence:
        "Redis has another certificate authority, and the service is still given the one before: a client that verifies it refuses the connection",
      fix: "write the server_ca_certs of now into the secret, and deploy the services again",
      services: [...new Set(services)],
    },
  ];
}

/** From certificates of this Redis to what `isLoss` names. */
function leadsTo(
  from: string,
  to: string | null,
  comparison: Comparison,
  isLoss: (kind: Certificates["kind"]) => boolean,
): boolean {
  const { before, after } = comparison;
  const target = to === null ? undefined : after.targets.get(to);
  const change = comparison.changeOf(from);
  const { was, is } = change
    ? comparison.services(change)
    : { was: before.services.get(from), is: after.services.get(from) };
  if (target?.tls !== true || !was || !is) return false;
  const old = before.targets.get(target.address) ?? target;
  return (
    certificatesFor(before.topology, was, old).kind === "given" &&
    isLoss(certificatesFor(after.topology, is, target).kind)
  );
}
