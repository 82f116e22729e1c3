import { readFileSync } from "node:fs";
import { join } from "node:path";
import { base, type Root } from "../../../../corpus/verify/base";
import { readJson } from "../../../src/inputs/read";
import { type Finding, findingsOf } from "../../../src/rules/findings";
import { judge } from "../../../src/verify";

/** Everything lineup has to say about an input besides its paths. */
export function findingsIn(json: unknown): Finding[] {
  const { topology, paths } = judge(readJson(json, "x"));
  return findingsOf({ topology, paths }, { houseRules: true });
}

/** A small whole root, changed. */
export function changed(change: (root: Root) => void = () => {}): Root {
  const root = structuredClone(base);
  change(root);
  return root;
}

const fixtures = join(__dirname, "../../../../corpus");

export function plan(id: string): unknown {
  return JSON.parse(readFileSync(join(fixtures, "recordings/verify", `${id}.json`), "utf8"));
}

export function sample(id: string): unknown {
  return JSON.parse(readFileSync(join(fixtures, "samples/verify", `${id}.json`), "utf8"));
}

type Values = Record<string, unknown>;

/** A state that holds these resources, by address. */
export function state(resources: Record<string, Values>): unknown {
  const entries = Object.entries(resources).map(([address, values]) => {
    const [type, name] = address.split(".");
    return { address, mode: "managed", type, name, provider_name: "registry.terraform.io/hashicorp/google", values };
  });
  return { format_version: "1.0", terraform_version: "1.11.4", values: { root_module: { resources: entries } } };
}

/** What one rule says: which attribute of which resource. */
export function said(rule: string, json: unknown): string[] {
  return only(rule, json).map(({ address, attribute }) => `${address} ${attribute}`);
}

export function only(rule: string, json: unknown): Finding[] {
  return findingsIn(json).filter((finding) => finding.rule === rule);
}
