type Body = Record<string, unknown>;

/** One resource type as real Terraform meets it, from its creation to its end. */
export interface Lifecycle {
  type: string;
  config: Body;
  /** What the second configuration says otherwise, all of it to be changed in place; none where nothing can be. */
  change?: Body;
  /** By which id it is imported: its `id`, unless said. */
  id?: string;
  /** What an import has to ignore: the provider does not read it, and would replace what it has just imported. */
  unread?: string;
  /** Where its API keeps it, for GET unless said; with `holds`, whether the answer still speaks of it. */
  at: { path: string; method?: "POST"; holds?: (answer: Body) => boolean };
  /** What somebody does to it by hand. Terraform has to notice, and to take it back. */
  outOfBand: { method: string; path: string; body?: Body };
  /** It is removed by hand, and not changed: nothing of it can be. */
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

/** Sets the policy anew: whoever does that by hand takes away what was in it. */
export function policyWith(path: string, role: string, ...members: string[]) {
  return {
    method: "POST",
    path: `${path}:setIamPolicy`,
    body: { policy: { bindings: members.map((member) => ({ role, members: [member] })) } },
  };
}
