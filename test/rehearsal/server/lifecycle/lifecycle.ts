type Body = Record<string, unknown>;

/** One resource type as real Terraform meets it, from its creation to its end. */
export interface Lifecycle {
  type: string;
  config: Body;
  /** What the second configuration says otherwise, all of it to be changed in place; none where nothing can be. */
  change?: Body;
  /** Another one that something else needs; under `TYPE.second`. */
  second?: { config: Body; id: string };
  /** Others of its type, under their names: where there is nothing to do for this one, there is nothing for them. */
  beside?: Record<string, Body>;
  /** What it reads: data sources by their types and names. */
  data?: Record<string, Record<string, Body>>;
  /** By which id it is imported: its `id`, unless said. */
  id?: string;
  /** What an import has to ignore: the provider does not read it, and would replace what it has just imported. */
  unread?: string;
  /** The request that reads it; with `holds`, whether the answer still contains it. */
  at: { path: string; method?: "POST"; holds?: (answer: Body) => boolean };
  /** A change outside Terraform. The next plan must show it, and the apply must revert it. */
  outOfBand: { method: string; path: string; body?: Body | ((asItIs: Body) => Body) };
  /** It is deleted outside Terraform, because no field of it can be changed. */
  removed?: true;
}

export const PROJECT = "acme";
export const REGION = "us-central1";
export const GLOBAL = `projects/${PROJECT}/global`;
export const REGIONAL = `projects/${PROJECT}/regions/${REGION}`;
export const LOCATION = `projects/${PROJECT}/locations/${REGION}`;
export const IMAGE = "us-docker.pkg.dev/cloudrun/container/hello";

export function ref(attribute: string): string {
  return `\${${attribute}}`;
}

export const NETWORK = ref("google_compute_network.one.id");

export function speaksOf(member: string) {
  return (policy: Body) => JSON.stringify(policy).includes(member);
}

/** Replaces the whole policy, and so removes what was in it. */
export function policyWith(path: string, role: string, ...members: string[]) {
  return {
    method: "POST",
    path: `${path}:setIamPolicy`,
    body: { policy: { bindings: members.map((member) => ({ role, members: [member] })) } },
  };
}
