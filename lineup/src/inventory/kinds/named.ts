import { own } from "../../inputs/blocks";
import { lastSegment } from "../../values";
import { type ApiObject, type LiveResource, textAt, thingsAt } from "../model";
import type { Project } from "../refusal";

// What the callers of a project name: of secrets and accounts, nothing else is read.

export interface SecretNamed {
  project: string;
  id: string;
  /** `projects/p/secrets/s` */
  path: string;
}

const SECRET = /^(?:projects\/([a-z0-9.:-]{1,130})\/secrets\/)?([\w-]{1,255})$/;

/** Each secret that a caller is given, as a variable or as a file, once. */
export function secretsNamed(live: readonly LiveResource[], { id: ownId, number }: Project): SecretNamed[] {
  const said = templates(live).flatMap((template) => [
    ...thingsAt(template, "containers")
      .flatMap((container) => thingsAt(container, "env"))
      .flatMap((variable) => thingsAt(variable, "value_source"))
      .flatMap((source) => thingsAt(source, "secret_key_ref")),
    ...thingsAt(template, "volumes").flatMap((volume) => thingsAt(volume, "secret")),
  ]);
  const found = said.flatMap((one): SecretNamed[] => {
    const [, owner = ownId, id] = SECRET.exec(textAt(one, "secret") ?? "") ?? [];
    if (id === undefined) return [];
    const project = owner === number ? ownId : owner;
    return [{ project, id, path: `projects/${project}/secrets/${id}` }];
  });
  return [...new Map(found.map((one) => [one.path, one])).values()];
}

/** The path of each service account that a caller runs as. */
export function accountsNamed(live: readonly LiveResource[], { id, number }: Project): { email: string; in: string }[] {
  const emails = new Set(templates(live).flatMap((template) => textAt(template, "service_account") ?? []));
  return [...emails].flatMap((said) => {
    const email = lastSegment(said);
    const [, name, domain] = EMAIL.exec(email) ?? [];
    if (domain === undefined) return [];
    if (domain === "developer") return [{ email, in: name === `${number}-compute` ? id : ANY }];
    return [{ email, in: domain.replace(/\.iam$/, "") }];
  });
}

const EMAIL = /^([a-z0-9-]{1,63})@(developer|[a-z0-9-]{1,63}\.iam)\.gserviceaccount\.com$/;

export function isAccount(email: string): boolean {
  return EMAIL.test(email);
}

/** Google looks the project up itself, and does not say then whether an account is missing or may not be seen. */
export const ANY = "-";

/** A job's template is inside that of its executions. */
function templates(live: readonly LiveResource[]): ApiObject[] {
  return live
    .filter(({ type }) => type.startsWith("google_cloud_run_v2_"))
    .flatMap(({ values }) => thingsAt(values, "template"))
    .flatMap((template) => (own(template, "template") === undefined ? [template] : thingsAt(template, "template")));
}
