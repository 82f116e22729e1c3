import { deploy, diagnose } from "./commands";
import { certificates, domains, serviceState } from "./google";
import { each, type Guide, step } from "./guide";
import type { Names } from "./names";

const again = (names: Names) => [step("It is looked up anew:", diagnose(names))];
const name: Pick<Guide, "look" | "proof"> = {
  look: (names) => [
    step("Which name leads to which service, and the records that it needs:", domains(names)),
    ...each("The service itself:", serviceState(names)),
  ],
  proof: again,
};

/** The way in: names and certificates. */
export const OUTSIDE = {
  DOMAIN_UNRESOLVED: {
    ...name,
    repair: () => [step("Set the records that the first look shows, where the zone is kept.")],
    stop: "A name takes as long as its old record may be kept, up to a day. The service's own address works meanwhile.",
  },
  DOMAIN_ELSEWHERE: {
    ...name,
    repair: (names) => [
      step("Set the records that the first look shows, where the zone is kept."),
      step("It is meant to lead elsewhere? Correct `domains` in the environment's file.", deploy(names)),
    ],
    stop: "Ask whoever owns the zone before you change a record: it may be on its way to somewhere else on purpose.",
  },
  CERTIFICATE_INVALID: {
    look: (names) => [
      step("Certificates of a load balancer, until when:", certificates(names)),
      step("Names that Cloud Run has certificates for:", domains(names)),
    ],
    repair: () => [
      step(
        "Google renews its own when the name leads to it: repair the name first. One that somebody uploaded has to be uploaded anew.",
      ),
    ],
    proof: again,
    stop: "Do not tell clients to skip the check. A new certificate of Google's takes up to a day after its name is right.",
  },
} satisfies Record<string, Guide>;
