import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { importIdOf, neverImported } from "../facts/imports";
import { attributesOf, isSet } from "../facts/provider";
import type { Resource } from "../lineup/src/inputs/model";
import { readJson } from "../lineup/src/inputs/read";
import { readLive } from "../lineup/src/inventory";
import { asImported } from "../lineup/src/inventory/shape/as-imported";
import type { Fields, Value } from "../lineup/src/values";
import { environmentFor } from "./endpoints";
import { init, plan } from "./plans";
import type { Sandbox } from "./sandbox";
import { assertThat } from "./steps";

/**
 * Who may run a job is not in the inventory: it decides no path, and whoever runs probes is no account of a service. Nor is
 * what watches: no packet passes there.
 */
const NOT_READ = /^google_(cloud_run_v2_job_iam_member|logging_metric|monitoring_\w+)$/;

interface StateResource {
  address: string;
  mode: string;
  type: string;
  values: Fields;
}
interface Stated {
  values: { root_module: { resources: StateResource[] } };
}

/**
 * What lineup reads of each thing is what an import of it puts into the state, attribute by attribute. Terraform plans
 * the import of all that this root has made, into a state of its own; nothing is applied.
 */
export async function assertReadAsImported(sandbox: Sandbox, project: string): Promise<string> {
  const imported = await importedBy(sandbox, project);
  const env = environmentFor(sandbox.cloud.url, process.env);
  const inventory = await readLive({ project, keepsWithheld: true }, { env });
  const { resources } = readJson(JSON.parse(JSON.stringify(inventory)), "the loopback cloud");
  const live = new Map(resources.map((resource) => [keyOf(resource.type, resource.values), resource]));
  const differences = imported.flatMap(({ type, address, values }) => {
    const found = live.get(keyOf(type, values));
    return found ? differing(found, values).map((one) => `${address}: ${one}`) : [`${address}: is not read`];
  });
  assertThat(imported.length > 20 && differences.length === 0, `as imported:\n${differences.join("\n")}`);
  return `${imported.length} things`;
}

function keyOf(type: string, values: Fields): string {
  return `${type} ${String(values.id)}`;
}

async function importedBy(sandbox: Sandbox, project: string): Promise<StateResource[]> {
  const made = managed((await sandbox.state()) as Stated);
  const importing = sandbox.beside(join(sandbox.folder, "../imported"));
  copyFileSync(join(sandbox.folder, "cdk.tf.json"), join(importing.folder, "cdk.tf.json"));
  importing.write({
    "imports.tf.json": JSON.stringify({
      import: made.map((one) => ({ to: one.address, id: importIdOf(one.type, one.values, project) })),
    }),
    "state_override.tf.json": JSON.stringify({ terraform: { backend: { local: {} } } }),
  });
  await init(importing);
  const { json } = await plan(importing);
  return managed((json as { prior_state: Stated }).prior_state);
}

function managed({ values }: Stated): StateResource[] {
  return values.root_module.resources.filter(
    ({ mode, type }) => mode === "managed" && !neverImported(type) && !NOT_READ.test(type),
  );
}

/** Every attribute of the first level that a configuration can say, with all that is within it. */
function differing({ type, values: live }: Resource, imported: Fields): string[] {
  const read = asImported(type, live);
  const said = Object.entries(attributesOf(type) ?? {}).filter(
    ([name, { optional, required }]) => !name.includes(".") && (optional || required),
  );
  return ["id", "self_link", ...said.map(([name]) => name)].flatMap((name) => {
    const [one, other] = [read[name], imported[name]].map((value) => canonical(type, name, value));
    return one === other ? [] : [`${name} is ${one}, and imported ${other}`];
  });
}

/** Members of sets in one order; what no configuration can say is left out. */
function canonical(type: string, path: string, value: Value | undefined): string {
  if (Array.isArray(value)) {
    const items = value.map((item) => canonical(type, path, item));
    return `[${(isSet(type, path) ? items.sort() : items).join(", ")}]`;
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  const facts = attributesOf(type) ?? {};
  const isMap = facts[path]?.type === "Map";
  const kept = Object.keys(value).filter((key) => {
    const within = facts[`${path}.${key}`];
    return isMap || within?.optional || within?.required;
  });
  const fields = value as Fields;
  return `{${kept
    .sort()
    .map((key) => `${key}: ${canonical(type, `${path}.${key}`, fields[key])}`)
    .join(", ")}}`;
}
