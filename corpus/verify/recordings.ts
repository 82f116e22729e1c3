import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { canonical, hashOf } from "../canonical";
import { base } from "./base";
import { mutated, planLabel } from "./fault";
import { faults } from "./faults";
import { hclCases, hclFiles } from "./hcl";

/** Plans that real terraform made of the faults, and what each was made from. Written by `npm run record` alone. */
export const folder = join(__dirname, "../recordings/verify");
export const indexFile = join(folder, "index.json");
export const planFile = (id: string) => join(folder, `${id}.json`);

export const WAY_OUT = "run npm run record";
export const COMMAND = "terraform plan -input=false -lock=false -out=plan.tfplan && terraform show -json plan.tfplan";
export const PROVIDER: string = base.terraform.required_providers.google.version;

export interface Recorded {
  command: string;
  input: string;
  terraform: string;
  provider: string;
}

export interface Input {
  id: string;
  files: Record<string, string>;
  hash: string;
}

export function inputs(): Input[] {
  const synthesized = faults
    .filter((fault) => planLabel(fault) !== undefined)
    .map((fault): [string, Input["files"]] => [fault.id, { "main.tf.json": canonical(mutated(fault)) }]);
  const written = hclCases.map(({ id }): [string, Input["files"]] => [id, hclFiles(id)]);
  return [...synthesized, ...written].map(([id, files]) => ({ id, files, hash: hashOf(files) }));
}

export function readIndex(): Record<string, Recorded> {
  return existsSync(indexFile) ? JSON.parse(readFileSync(indexFile, "utf8")) : {};
}

/** Why the recording of this input cannot be relied on; undefined where it can. */
export function staleness({ id, hash }: Input, recorded = readIndex()[id]): string | undefined {
  if (recorded === undefined || !existsSync(planFile(id))) return `no plan of ${id} is recorded - ${WAY_OUT}`;
  const { input, command, provider } = recorded;
  if (input === hash && command === COMMAND && provider === PROVIDER) return undefined;
  return `the recorded plan of ${id} was made from something else than it is now - ${WAY_OUT}`;
}
