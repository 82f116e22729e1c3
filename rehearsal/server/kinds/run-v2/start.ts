import { projectId } from "../../geography";
import { type ApiKind, lastSegment, listOf, type Place, textOf, thingOf, timestamp } from "../../kind";
import type { CloudObject } from "../../store";

/** What becomes of a workload when its next revision starts. */
type Start = Pick<ApiKind, "outcome" | "meanwhile">;

/** `workload`: where its containers are: a job wraps them once more. */
export function starts(workload: (thing: CloudObject) => CloudObject | undefined): Start {
  return {
    outcome: (thing, place, before) => {
      const refusals = unreadableSecrets(workload(thing) ?? {}, place);
      if (refusals.length === 0) return { thing };
      const revision = lastSegment(textOf(thing, "latestCreatedRevision") ?? place.id);
      const error = `Revision '${revision}' is not ready and cannot serve traffic. ${refusals.join("\n")}`;
      const condition = { state: "CONDITION_FAILED", reason: "SECRETS_ACCESS_CHECK_FAILED", message: error };
      return { thing: { ...withLastReady(thing, before), ...ready(condition) }, error };
    },
    meanwhile: (thing, before) => ({
      ...(thing ? withLastReady(thing, before) : before),
      ...ready({ state: "CONDITION_RECONCILING" }),
      reconciling: true,
    }),
  };
}

export function ready(condition: CloudObject): CloudObject {
  return { terminalCondition: { type: "Ready", lastTransitionTime: timestamp(), ...condition } };
}

/** The revision before goes on serving. */
export function withLastReady(
  { latestReadyRevision: _, ...thing }: CloudObject,
  before: CloudObject | undefined,
): CloudObject {
  const last = textOf(before, "latestReadyRevision");
  return last === undefined ? thing : { ...thing, latestReadyRevision: last };
}

/** Each secret that the account of the workload may not read, as Google says it. */
export function unreadableSecrets(template: CloudObject, place: Place): string[] {
  const account = textOf(template, "serviceAccount") ?? "";
  return secretsIn(template).flatMap(({ at, secret, version }) => {
    const project = projectId(/^projects\/([^/]+)\//.exec(secret)?.[1] ?? place.project, place.store);
    const name = `projects/${project}/secrets/${lastSegment(secret)}/versions/${version}`;
    const target = { name: `secretmanager/${name}`, project };
    if (place.iam.may(account, "secretmanager.versions.access", target)) return [];
    const remedy = "The service account used must be granted the 'Secret Manager Secret Accessor' role";
    const where = "(roles/secretmanager.secretAccessor) at the secret, project or higher level.";
    return `${at}: Permission denied on secret: ${name} for Revision service account ${account}. ${remedy} ${where}`;
  });
}

function secretsIn(template: CloudObject): { at: string; secret: string; version: string }[] {
  const containers = (listOf(template, "containers") as CloudObject[]).flatMap((container, index) =>
    (listOf(container, "env") as CloudObject[]).flatMap((variable, position) => {
      const read = thingOf(thingOf(variable, "valueSource"), "secretKeyRef");
      const at = `spec.template.spec.containers[${index}].env[${position}].value_from.secret_key_ref.name`;
      return read ? [{ at, secret: textOf(read, "secret") ?? "", version: textOf(read, "version") ?? "latest" }] : [];
    }),
  );
  const volumes = (listOf(template, "volumes") as CloudObject[]).flatMap((volume, index) => {
    const mounted = thingOf(volume, "secret");
    if (!mounted) return [];
    const items = listOf(mounted, "items") as CloudObject[];
    const versions = items.length > 0 ? items.map((item) => textOf(item, "version") ?? "latest") : ["latest"];
    const at = `spec.template.spec.volumes[${index}].secret.secretName`;
    return versions.map((version) => ({ at, secret: textOf(mounted, "secret") ?? "", version }));
  });
  return [...containers, ...volumes];
}
