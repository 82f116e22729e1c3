import { attributeFacts, isComputedOnly, isSet, schemaPath } from "../../../facts/provider";
import { field, isFields, Unresolved, type Value, withoutKey } from "../values";
import { blocks, labelled, own } from "./blocks";
import type { RootFiles } from "./declarations";
import type { Model, Resource } from "./model";

/** What shows that a plan was not made from this configuration, in sentences; empty where nothing does. */
export function contradictions(plan: Model, configuration: Model, root: RootFiles, isWhole: boolean): string[] {
  const written = new Map(configuration.resources.map((resource) => [resource.address, resource]));
  const ignored = ignoredPaths(root);
  return [
    ...otherResources(plan, configuration, isWhole),
    ...plan.resources.flatMap((resource) => {
      const other = resource.mode === "managed" ? written.get(resource.address) : undefined;
      return other ? (differenceOf(resource, other, ignored.get(withoutKey(resource.address)) ?? []) ?? []) : [];
    }),
  ];
}

function otherResources(plan: Model, configuration: Model, isWhole: boolean): string[] {
  // Modules are in the plan, and their configuration is not in this root.
  const ofRoot = ({ mode, address }: Resource) => mode === "managed" && !address.startsWith("module.");
  const namesIn = ({ resources }: Model) => new Set(resources.filter(ofRoot).map(({ address }) => withoutKey(address)));
  const [planned, written] = [namesIn(plan), namesIn(configuration)];
  const certain = new Set(
    configuration.resources.flatMap(({ address, certain }) => (certain ? [withoutKey(address)] : [])),
  );
  return [
    ...[...planned].filter((name) => !written.has(name)).map((name) => `${name} is in the plan alone`),
    ...[...written]
      .filter((name) => isWhole && !planned.has(name) && certain.has(name))
      .map((name) => `${name} is in the configuration alone`),
  ];
}

/** The first attribute that is known on both sides and is not the same. */
function differenceOf(planned: Resource, written: Resource, ignored: readonly string[]): string | undefined {
  if (ignored.includes("all")) return undefined;
  const path = differingPath(planned.values, written.values, "", planned.type, ignored);
  return path === undefined ? undefined : `${planned.address} has another ${path} in the plan`;
}

function differingPath(
  planned: Value | undefined,
  written: Value | undefined,
  path: string,
  type: string,
  ignored: readonly string[],
): string | undefined {
  if (isNothing(planned) || isNothing(written) || (path !== "" && !isComparable(type, path, ignored))) return undefined;
  if (Array.isArray(planned)) return differingMember(planned, written, path, type, ignored);
  const block = Array.isArray(written) && written.length === 1 ? written[0] : written;
  if (isFields(planned)) {
    if (!isFields(block)) return undefined;
    for (const key of Object.keys(block)) {
      const inner = path === "" ? key : `${path}.${key}`;
      const found = differingPath(field(planned, key), field(block, key), inner, type, ignored);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  return typeof block !== "object" && String(planned) !== String(block) ? path : undefined;
}

function differingMember(
  planned: readonly Value[],
  written: Value | undefined,
  path: string,
  type: string,
  ignored: readonly string[],
): string | undefined {
  const others = Array.isArray(written) ? written : [written as Value];
  const isText = (item: Value) => typeof item !== "object";
  if (planned.every(isText) && others.every(isText)) {
    const [one, other] = [planned, others].map((items) => items.map(String).sort().join("\n"));
    return one === other ? undefined : path;
  }
  // Blocks of a set are compared where their names tell them apart.
  for (const [index, item] of others.entries()) {
    const name = field(item, "name");
    const twin = isSet(type, path)
      ? planned.find((candidate) => name !== undefined && field(candidate, "name") === name)
      : planned.length === others.length
        ? planned[index]
        : undefined;
    const found = differingPath(twin, item, path, type, ignored);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether the plan repeats what is written: the provider rewrites some attributes, and Terraform ignores changes. */
function isComparable(type: string, path: string, ignored: readonly string[]): boolean {
  const facts = attributeFacts(type, path);
  if (!facts || facts.diffSuppress === true || isComputedOnly(type, path)) return false;
  return !ignored.some((one) => path === one || path.startsWith(`${one}.`));
}

function isNothing(value: Value | undefined): boolean {
  return value === undefined || value === null || value === "" || value instanceof Unresolved;
}

/** What each resource ignores changes of, as paths of the schema: then the plan keeps the older value. */
function ignoredPaths({ files, overrides = [] }: RootFiles): Map<string, string[]> {
  const paths = new Map<string, string[]>();
  for (const { type, name, body } of [...files, ...overrides].flatMap((file) => labelled(own(file, "resource")))) {
    const said = blocks(own(body, "lifecycle")).flatMap((block) => own(block, "ignore_changes") ?? []);
    const address = `${type}.${name}`;
    const texts = said
      .filter((one) => typeof one === "string")
      .map((one) => schemaPath(one.replace(/^\$\{(.*)\}$/, "$1")));
    paths.set(address, [...(paths.get(address) ?? []), ...texts]);
  }
  return paths;
}
