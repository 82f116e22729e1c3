import type { Project } from "../../lineup/src/google/refusal";
import { readJson } from "../../lineup/src/inputs/read";
import { type Fields, isFields, Unresolved, type Value } from "../../lineup/src/values";

// biome-ignore lint/suspicious/noExplicitAny: JSON that cdktf has written
type Json = any;

/** A resource of a synthesized stack, with the values that the stack gives it. */
export interface Written {
  address: string;
  type: string;
  values: Fields;
}

/** What a stack says cannot be told before something else is known. */
export class Untold extends Error {}

/** The resources of a stack. Names that Google derives from what is written are filled in: nothing is asked for them. */
export function writtenIn(stack: Json, project: Project, variables: Readonly<Record<string, string>> = {}): Written[] {
  const filled = structuredClone(stack);
  for (const [name, value] of Object.entries(variables)) {
    if (filled.variable?.[name]) filled.variable[name].default = value;
  }
  for (const [type, bodies] of Object.entries(filled.resource ?? {})) {
    for (const body of Object.values(bodies as Json))
      Object.assign(body as object, derived(type, body as Json, project));
  }
  for (const body of Object.values(filled.data?.google_project ?? {})) {
    Object.assign(body as object, { project_id: project.id, id: `projects/${project.id}`, ...numbered(project) });
  }
  return readJson(filled, "the synthesized stack")
    .resources.filter(({ mode }) => mode === "managed")
    .map(({ address, type, values }) => ({ address, type, values }));
}

const numbered = ({ number }: Project) => (number === undefined ? {} : { number });

/** Attributes that the provider computes from others, as far as a bootstrap stack refers to them. */
function derived(type: string, body: Json, project: Project): Json {
  const { id, number } = project;
  const pools = (of: string | undefined) => `projects/${of}/locations/global/workloadIdentityPools`;
  // A number that is not known leaves the names that hold it unresolved.
  const both = (path: string) => ({
    id: `${pools(id)}/${path}`,
    ...(number ? { name: `${pools(number)}/${path}` } : {}),
  });
  switch (type) {
    case "google_service_account": {
      const email = `${body.account_id}@${id}.iam.gserviceaccount.com`;
      const name = `projects/${id}/serviceAccounts/${email}`;
      return { email, member: `serviceAccount:${email}`, name, id: name };
    }
    case "google_project_iam_custom_role":
      return { name: `projects/${id}/roles/${body.role_id}`, id: `projects/${id}/roles/${body.role_id}` };
    case "google_iam_workload_identity_pool":
      return both(body.workload_identity_pool_id);
    case "google_iam_workload_identity_pool_provider":
      return both(`${body.workload_identity_pool_id}/providers/${body.workload_identity_pool_provider_id}`);
    case "google_storage_bucket":
      return { id: body.name, url: `gs://${body.name}` };
    default:
      return {};
  }
}

export function ofType(written: readonly Written[], ...types: string[]): Written[] {
  return written.filter(({ type }) => types.includes(type));
}

/** A text that the stack says; undefined where it says nothing. */
export function said(of: Written, key: string): string | undefined {
  const value = told(of, of.values[key], key);
  return value === undefined || value === null ? undefined : String(value);
}

export function mustSay(of: Written, key: string): string {
  const value = said(of, key);
  if (value === undefined) throw new Untold(`${of.address} does not say its ${key}`);
  return value;
}

/** A block, which Terraform's JSON has as an object or as a list of one. */
export function blockOf(of: Written, key: string): Fields | undefined {
  const value = told(of, of.values[key], key);
  const one = Array.isArray(value) ? value[0] : value;
  return isFields(one) ? one : undefined;
}

/** The blocks of one name. */
export function blocksOf(of: Written, key: string): Fields[] {
  const value = told(of, of.values[key], key);
  return (Array.isArray(value) ? value : [value]).filter(isFields);
}

function told(of: Written, value: Value | undefined, key: string): Value | undefined {
  if (value instanceof Unresolved) throw new Untold(`${key} of ${of.address} is not known yet: ${value.shown}`);
  return value;
}
