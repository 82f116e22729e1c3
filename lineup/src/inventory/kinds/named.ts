import { type ApiObject, textAt, thingsAt } from "../../google/answer";
import type { Project } from "../../google/refusal";
import { own } from "../../inputs/blocks";
import type { LiveResource } from "../model";

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
  const found = secretsSaid(live).flatMap((said): SecretNamed[] => {
    const [, owner = ownId, id] = SECRET.exec(said) ?? [];
    if (id === undefined) return [];
    const project = owner === number ? ownId : owner;
    return [{ project, id, path: `projects/${project}/secrets/${id}` }];
  });
  return [...new Map(found.map((one) => [one.path, one])).values()];
}

/** In whatever form: a secret that is kept in one region has its own. */
export function secretsSaid(live: readonly LiveResource[]): string[] {
  const references = templates(live).flatMap((template) => [
    ...thingsAt(template, "containers")
      .flatMap((container) => thingsAt(container, "env"))
      .flatMap((variable) => thingsAt(variable, "value_source"))
      .flatMap((source) => thingsAt(source, "secret_key_ref")),
    ...thingsAt(template, "volumes").flatMap((volume) => thingsAt(volume, "secret")),
  ]);
  return references.map((one) => textAt(one, "secret") ?? "");
}

/** Each service account that a caller runs as, and the project that it is asked for in. */
export function accountsNamed(live: readonly LiveResource[], { id, number }: Project): { email: string; in: string }[] {
  const emails = new Set(templates(live).flatMap((template) => textAt(template, "service_account") ?? []));
  return [...emails].flatMap((email) => {
    const [, name, domain] = EMAIL.exec(email) ?? [];
    if (domain === undefined) return [];
    if (domain === "developer") return [{ email, in: name === `${number}-compute` ? id : ANY }];
    // Of App Engine's account the name is the project's.
    if (domain === "appspot") return [{ email, in: name === id ? id : ANY }];
    const project = domain.replace(/\.iam$/, "");
    return [{ email, in: project.includes(".") ? ANY : project }];
  });
}

/** A project of an organization's own domain has the domain after its id: `acme.example.com.iam`. */
const EMAIL =
  /^([a-z0-9-]{1,63}(?:\.[a-z0-9.-]{1,100})?)@(developer|appspot|[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}\.iam)\.gserviceaccount\.com$/;

/** The e-mail address, also at the end of an account's path; undefined for what is no account. */
export function accountIn(said: string): string | undefined {
  const email = said.replace(/^projects\/[^/]{1,100}\/serviceAccounts\//, "");
  return EMAIL.test(email) ? email : undefined;
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
