import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readEnvironments } from "../../environments/environment";
import type { EnvironmentInput } from "../../environments/schema";
import { EnvironmentStack } from "../../stacks/environment-stack";
import type { Row } from "../../stacks/settings-behind/row";
import { synthesizeInto } from "../../synthesis/synthesize";
import type { StackJson } from "./synth";

type Written = Row & { written: unknown };
/** What ships for staging: each attribute under "address attribute", and what settings.json says of them. */
export interface Shipped {
  attributes: Map<string, unknown>;
  rows: Written[];
  file: StackJson;
}

/** Synthesizes staging with what is proposed, as the app takes it from cdktf's context. */
export function ship(input: EnvironmentInput, proposed: Record<string, unknown> = {}): Shipped {
  const folder = mkdtempSync(join(tmpdir(), "settings-"));
  try {
    const files = { "environments/staging.ts": input };
    const [environment] = readEnvironments(files, { staging: proposed });
    if (!environment) throw new Error("one environment in, one environment out");
    synthesizeInto(folder, (app) => new EnvironmentStack(app, "staging", environment));
    const json = (name: string): StackJson => JSON.parse(readFileSync(join(folder, "stacks/staging", name), "utf8"));
    const { resource, data = {} } = json("cdk.tf.json");
    const file = json("settings.json");
    const attributes = new Map([...attributesIn(resource, ""), ...attributesIn(data, "data.")]);
    return { attributes, rows: file.settings, file };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const NO_ATTRIBUTES = ["//", "depends_on", "lifecycle"];

function attributesIn(section: StackJson, prefix: string): [string, unknown][] {
  return Object.entries<StackJson>(section).flatMap(([type, bodies]) =>
    Object.entries<StackJson>(bodies).flatMap(([name, body]) =>
      Object.entries(body)
        .filter(([key]) => !NO_ATTRIBUTES.includes(key))
        .flatMap(([key, value]) => flat(value, `${prefix}${type}.${name} ${key}`)),
    ),
  );
}

/** Blocks without their places; of items that have a name of their own, that instead. */
function flat(value: unknown, path: string): [string, unknown][] {
  if (Array.isArray(value)) {
    if (value.some((item) => typeof item !== "object")) return [[path, value]];
    return value.flatMap((item) => flat(item, path.endsWith(".env") ? `${path}.${item.name}` : path));
  }
  if (typeof value !== "object" || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => flat(inner, `${path}.${key}`));
}

/** The value as it would be in the cloud: what refers to another attribute has that one's. */
function live(value: unknown, { attributes }: Shipped): unknown {
  if (Array.isArray(value)) return value.map((item) => live(item, { attributes } as Shipped));
  const [, address, attribute] = /^\$\{((?:data\.)?\w+\.\w+)\.(\w+)\}$/.exec(String(value)) ?? [];
  return address === undefined ? value : attributes.get(`${address} ${attribute}`);
}

/** The setting's value, from what is in the cloud: settings.json says how. */
export function readBack(row: Row, name: string, shipped: Shipped): unknown {
  const at = (attribute: string) =>
    live(shipped.attributes.get(`${row.address} ${attribute.replace("{name}", name)}`), shipped);
  const value = at(row.attribute);
  if (row.values) return row.values[String(value ?? null)];
  if (row.from) return row.from.replace(/\{(\w+)\}/g, (_, attribute) => String(at(attribute)));
  if (!row.form || value === undefined) return value;
  const [before = "", after = ""] = row.form.split("{}");
  const said = String(value).slice(before.length, String(value).length - after.length);
  if (row.as === "name") return said.split("/").at(-1);
  return row.as === "number" ? Number(said) : said;
}
