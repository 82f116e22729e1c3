import { SERVICE } from "../../../inventory/kinds/run";
import { whyUnread } from "../../../reachability/blind-spots";
import { runsAsAccount } from "../../../reachability/hops/account";
import { readsItsSecrets } from "../../../reachability/hops/secrets";
import { type PathCause, Trail } from "../../../reachability/path";
import { GRANTS, type SecretAccess, secretAccess } from "../../../reachability/secret-access";
import { accountName } from "../../../topology/accounts";
import type { Service } from "../../../topology/model";
import { knownText } from "../../../topology/read";
import type { Certainty, Evidence } from "../../contract";
import { namesOf } from "../../names-of";
import type { Clue, Live, Part, Scene } from "../../part";
import { repairCommands } from "../../repairs";
import { policyChanges, writtenGrants } from "./lost";

/** Verify says of a path what certainly keeps its service out; a path takes a grant for given that is shown nowhere. */
export const access: Part = {
  name: "access",
  what: "grants, accounts and versions of secrets, also of services without a path to a Redis",
  deadline: 20_000,
  async look(scene, tell) {
    const live = await scene.live;
    const services = live.judged.topology.services.filter(({ resource }) => resource.type === SERVICE);
    const isGrantedAsWritten = writtenGrants(scene);
    for (const service of services) {
      const hasPath = live.judged.paths.some(({ from }) => from === service.address);
      for (const unit of service.serving ?? [service]) {
        for (const clue of hasPath ? [] : withoutPath(scene, live, unit)) tell.clue(clue);
        for (const lost of ungranted(live, unit)) {
          const seen = await policyChanges(scene, live, lost);
          tell.clue(lostGrant(scene, live, unit, lost, isGrantedAsWritten(unit, lost), seen));
        }
      }
    }
  },
};

/** No path is traced from there, so nobody has asked yet whether it can start at all. */
function withoutPath(scene: Scene, live: Live, service: Service): Clue[] {
  const trail = new Trail(service.address, null);
  runsAsAccount(trail, live.judged.topology, service);
  readsItsSecrets(trail, live.judged.topology, service);
  const { verdict, causes, undecided } = trail.end(null);
  const certainty = verdict === "blocked" ? "certain" : "possible";
  return [
    ...causes.map((cause) => clueOf(scene, live, service, cause, certainty)),
    ...undecided.map((cause) => clueOf(scene, live, service, cause, "possible")),
  ];
}

/** Where all grants could be read, and none lets the account read what it is given. */
function ungranted({ judged: { topology } }: Live, service: Service): SecretAccess[] {
  return secretAccess(topology, service).filter(({ reading, secret, account }) => {
    const isUnread = whyUnread(topology, GRANTS, secret.path, secret.project, secret.path?.split("/")[1]) !== undefined;
    const isGone = topology.missing.has(`google_secret_manager_secret ${secret.path}`);
    return reading.answer === "not shown" && !isUnread && !isGone && !account.unresolved;
  });
}

function lostGrant(
  scene: Scene,
  live: Live,
  service: Service,
  { use, secret, account }: SecretAccess,
  isWritten: boolean,
  seen: readonly Evidence[],
): Clue {
  const why = isWritten
    ? "the grant that is written is not there"
    : "a grant on a folder or to a group would not be seen from here";
  const cause: PathCause = {
    ...{ code: "SECRET_NOT_READABLE", hop: "caller", address: service.address, attribute: use.attribute },
    message: `it is given ${secret.shown}, and neither the secret nor the project lets ${accountName(account)} read it: ${why}`,
    fix: "grant it again: a deploy does where the grant is written",
  };
  const clue = clueOf(scene, live, service, cause, isWritten || seen.length > 0 ? "likely" : "possible");
  return { ...clue, evidence: [...clue.evidence, ...seen] };
}

function clueOf(scene: Scene, live: Live, service: Service, cause: PathCause, certainty: Certainty): Clue {
  const { code, address: at, attribute, message, fix } = cause;
  const services = [service.name].flatMap((name) => knownText(name) ?? []);
  const names = namesOf(scene, live, { at, services });
  return {
    ...{ code, certainty, at, attribute, services },
    message: service.revision === undefined ? message : `its revision ${service.revision}: ${message}`,
    evidence: [{ from: "access", at, attribute, text: message }],
    repair: { text: fix, commands: repairCommands(code, names) },
  };
}
