import type { Service, Target, Topology } from "../../topology/model";
import { isKnown } from "../../values";
import { certificatesFor } from "../certificates";
import { type GivenPassword, hiddenPlaces, mayKnowAPassword, passwordsFor } from "../passwords";
import type { Trail } from "../path";
import { databaseTakesClient } from "./database-client";

/** Whether Redis lets the service in: its password, and the certificate that the service expects of it. */
export function letsServiceIn(trail: Trail, topology: Topology, service: Service, target: Target): void {
  password(trail, topology, service, target);
  identity(trail, service, target);
  databaseTakesClient(trail, topology, service, target);
  if (target.tls !== true) return;
  const certificates = certificatesFor(topology, service, target);
  if (certificates.kind === "another's") {
    const at = { address: service.address, attribute: certificates.attribute };
    const message = `the only certificate it is given is that of ${certificates.of}, and each Redis has its own`;
    trail.blocked("TLS_MISMATCH", at, message, `give it the server_ca_certs of ${target.address}`);
  } else if (certificates.kind === "none") {
    trail.assume(`${service.address} accepts the certificate of ${target.address}, which the input does not give it`);
  }
}

/** Who is let in by identity needs a role, which may be given anywhere above the target. */
function identity(trail: Trail, service: Service, target: Target): void {
  const { noun } = target.kind.facts;
  if (target.iam !== false)
    trail.assume(`the account of ${service.address} may connect to ${target.address}: ${noun} asks for an identity`);
  if (target.nodes?.areCalled)
    trail.assume(`the client of ${service.address} speaks the cluster protocol, which ${target.address} asks for`);
}

function password(trail: Trail, topology: Topology, service: Service, target: Target): void {
  const given = passwordsFor(topology, service, target);
  if (target.auth === false) {
    const [sent] = given.filter(({ fit }) => fit !== "empty");
    if (sent) trail.assume(`${service.address} sends no password, though ${sent.name} gives it one: AUTH is off`);
    return;
  }
  if (!isKnown(target.auth) && !mayKnowAPassword(topology, service, target))
    trail.assume(`${target.address} asks for no password, which the input does not say`);
  if (target.auth !== true) return;
  for (const { name, at } of given.filter(({ fit }) => fit === "around")) {
    const message = `${name} holds more than the AUTH string of ${target.address}, and whether the client takes that off is not part of this input`;
    trail.unknown("AUTH_NOT_GIVEN", at, message, "give it the string alone");
  }
  for (const { name } of given.filter(({ fit }) => fit === "open")) {
    trail.assume(`${name} holds the AUTH string of ${target.address}: the input does not show that it does`);
  }
  const isWrong = ({ fit }: GivenPassword) => fit === "wrong" || fit === "empty";
  const wrong = given.find(isWrong);
  const hidden = hiddenPlaces(topology, service, target);
  if (!given.every(isWrong) || hidden.some(({ isCertain }) => isCertain)) return;
  const [other] = hidden;
  if (other) {
    trail.assume(`${service.address} takes the AUTH string of ${target.address} from ${other.shown}`);
  } else if (wrong) {
    const whose = wrong.of === undefined ? "is not the AUTH string of this Redis" : `is the AUTH string of ${wrong.of}`;
    const message = `${wrong.name} ${wrong.fit === "empty" ? "is empty" : whose}, and ${target.address} requires its own`;
    trail.blocked("AUTH_NOT_GIVEN", wrong.at, message, `give it a secret with the auth_string of ${target.address}`);
  } else if (!mayKnowAPassword(topology, service, target)) {
    trail.assume(`${service.address} gets the AUTH string of ${target.address} in a way that the input does not show`);
  }
}
