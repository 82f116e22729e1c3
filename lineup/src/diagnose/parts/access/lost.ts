import { isUnread } from "../../../google/refusal";
import { SERVICE } from "../../../inventory/kinds/run";
import { type SecretAccess, secretAccess } from "../../../reachability/secret-access";
import { buildTopology } from "../../../topology/build";
import type { Service } from "../../../topology/model";
import { knownText } from "../../../topology/read";
import { lastSegment } from "../../../values";
import type { Evidence } from "../../contract";
import type { Live, Scene } from "../../part";
import { audited, changesIn } from "../changes/audit";

// What shows that a grant was there once.

/** Whether the configuration lets the service read that secret. */
export function writtenGrants({ written }: Scene): (service: Service, lost: SecretAccess) => boolean {
  if (written === undefined) return () => false;
  const topology = buildTopology(written.model);
  const services = topology.services.filter(({ resource }) => resource.type === SERVICE);
  return (service, { secret }) =>
    services
      .filter(({ name }) => knownText(name) !== undefined && knownText(name) === knownText(service.name))
      .flatMap((one) => secretAccess(topology, one))
      .some((one) => one.secret.id !== undefined && one.secret.id === secret.id && one.reading.answer === "granted");
}

/** Who changed, in these days, who may read it. Where the log cannot be read, another part says so. */
export async function policyChanges(scene: Scene, live: Live, { secret }: SecretAccess): Promise<Evidence[]> {
  try {
    const { entries } = await audited(scene);
    return changesIn(entries, live)
      .filter(({ text }) => /SetIamPolicy/i.test(text))
      .filter(({ at }) => at === `google_project_iam_member.${scene.project}` || isOf(at, secret.id))
      .map((change) => ({ ...change, from: "access" }));
  } catch (error) {
    if (!isUnread(error)) throw error;
    return [];
  }
}

function isOf(at: string, id: string | undefined): boolean {
  return at.startsWith("google_secret_manager_secret.") && lastSegment(at.slice(at.indexOf(".") + 1)) === id;
}
