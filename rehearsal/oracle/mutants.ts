import { verifyCases } from "../../corpus/verify";
import { type LabelledVerdict, mutated, type VerifyCase } from "../../corpus/verify/case";
import { hclCases, hclFiles } from "../../corpus/verify/hcl";
import type { World } from "../world";
import { byHand } from "./by-hand";

/** A root with one thing wrong with it, or nothing; and what somebody does to the cloud afterwards. */
export interface Mutant {
  id: string;
  files: Record<string, string>;
  /** What the matrix says of it; hand-made changes are in no matrix. */
  label: LabelledVerdict | undefined;
  afterwards?: (world: World) => Promise<void>;
  /** Why nothing that Terraform keeps can show what was done. */
  unseen?: string | undefined;
}

export function mutants(): Mutant[] {
  const written = hclCases.map(({ id, verdict, truth }) => ({
    id,
    files: hclFiles(id),
    label: truth?.verdict ?? verdict,
  }));
  const changed = byHand.map(({ id, root, change, unseen }) => ({
    id: `by-hand-${id}`,
    files: inJson(root()),
    label: undefined,
    afterwards: change,
    unseen,
  }));
  return [...changed, ...verifyCases.map(fromMatrix), ...written];
}

function fromMatrix(one: VerifyCase): Mutant {
  return { id: one.id, files: inJson(mutated(one)), label: one.verdict };
}

function inJson(root: object): Record<string, string> {
  return { "main.tf.json": JSON.stringify(root) };
}

/** The APIs that the loopback cloud has. What speaks to any other would leave this machine, so it is not applied. */
const SERVED =
  /^google_(compute|service_networking|vpc_access|redis_instance|cloud_run_v2|secret_manager|service_account|network_connectivity_policy_based_route|project_(service|iam))/;

/** The types of a root that the loopback cloud knows nothing of. */
export function unserved({ files }: Mutant): string[] {
  const types = Object.values(files).flatMap((text) => text.match(/\bgoogle_[a-z0-9_]+/g) ?? []);
  return [...new Set(types)].filter((type) => !SERVED.test(type)).sort();
}

/** Networks that a root takes for granted: somebody has made them before. */
export async function prepare({ id }: Mutant, world: World): Promise<void> {
  for (const [project, name] of GRANTED[id] ?? []) {
    await world.byHand("POST", `compute/v1/projects/${project}/global/networks`, { name });
  }
}

const CORP: [string, string][] = [["acme-staging", "corp-vpc"]];
const STAGING: [string, string][] = [["acme-staging", "staging-vpc"]];
const GRANTED: Record<string, [project: string, network: string][]> = {
  "connector-on-hardcoded-network": STAGING,
  "hcl-literal-network": STAGING,
  "network-of-another-root": CORP,
  "network-by-data-source": CORP,
  "network-by-data-source-of-other-name": [...CORP, ...STAGING],
  "deny-in-other-project": [["acme-prod", "acme-vpc"]],
};
