import { verifyCases } from "../../corpus/verify";
import { type LabelledVerdict, mutated, type VerifyCase } from "../../corpus/verify/case";
import { hclCases } from "../../corpus/verify/hcl";
import { hclFiles } from "../../corpus/verify/hcl-root";
import type { Sandbox } from "../sandbox";
import { outOfBand } from "./out-of-band";

/** A root with at most one fault, and the changes made outside Terraform. */
export interface OracleCase {
  id: string;
  files: Record<string, string>;
  /** The label of the corpus; changes outside Terraform have none. */
  label: LabelledVerdict | undefined;
  outOfBand?: (sandbox: Sandbox) => Promise<void>;
  /** The provider disables an account only after it is made: what the configuration says is there after another apply. */
  twice?: boolean;
  /** Why neither plan nor state can show the change. */
  invisibleBecause?: string | undefined;
}

export function oracleCases(): OracleCase[] {
  const written = hclCases.map((one) => ({
    id: one.id,
    files: hclFiles(one),
    label: (one.truth ?? one).verdict,
  }));
  const changed = outOfBand.map(({ id, root, change, invisibleBecause }) => ({
    id: `by-hand-${id}`,
    files: inJson(root()),
    label: undefined,
    outOfBand: change,
    invisibleBecause,
  }));
  return [...changed, ...verifyCases.map(fromCorpus), ...written];
}

function fromCorpus(one: VerifyCase): OracleCase {
  return { id: one.id, files: inJson(mutated(one)), label: one.verdict, twice: /^account-.*disabled/.test(one.id) };
}

function inJson(root: object): Record<string, string> {
  return { "main.tf.json": JSON.stringify(root) };
}

/** The APIs that the loopback cloud has. A request to any other would leave this machine, so such a root is not applied. */
const SERVED =
  /^google_(compute|service_networking|vpc_access|redis_instance|cloud_run_v2|secret_manager|service_account|iam_policy|network_connectivity_policy_based_route|project_(service|iam))/;

/** The types of a root that the loopback cloud does not serve. */
export function unserved({ files }: OracleCase): string[] {
  const types = Object.values(files).flatMap((text) => text.match(/\bgoogle_[a-z0-9_]+/g) ?? []);
  return [...new Set(types)].filter((type) => !SERVED.test(type)).sort();
}

/** Networks that a root uses and does not create. */
export async function prepare({ id }: OracleCase, sandbox: Sandbox): Promise<void> {
  for (const [project, name] of GRANTED[id] ?? []) {
    await sandbox.callApi("POST", `compute/v1/projects/${project}/global/networks`, { name });
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
