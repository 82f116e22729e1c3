import { attributesOf } from "../../../facts/provider";
import { isFields, type Value, withoutKeys } from "../values";
import { labelled, own } from "./blocks";
import { Completion, type IsUnknown, type Place, within } from "./complete";
import type { RootFiles } from "./declarations";
import { isInMissing } from "./missing-modules";
import type { Model, Resource } from "./model";
import { lifecycleIn } from "./resource-body";
import { type Said, saidByValue } from "./said";

/** What shows that a plan was not made from this configuration, in sentences; empty where nothing does. */
export function contradictions(plan: Model, configuration: Model, root: RootFiles, isUnknown: IsUnknown): string[] {
  const written = new Map(configuration.resources.map((resource) => [resource.address, resource]));
  const ignored = ignoredPaths(root);
  return [
    ...otherResources(plan, configuration),
    ...plan.resources.flatMap((resource) => {
      const other = isPlanned(plan, resource) ? written.get(resource.address) : undefined;
      return other ? differenceOf(resource, other, isUnknown, ignored.get(withoutKeys(resource.address)) ?? []) : [];
    }),
  ];
}

function isPlanned({ planned }: Model, { mode, address }: Resource): boolean {
  return mode === "managed" && planned?.addresses.has(address) === true;
}

function otherResources(plan: Model, configuration: Model): string[] {
  // Of a module whose code is not here, only the plan has the resources.
  const namesOf = (resources: readonly Resource[]) =>
    new Set(resources.flatMap(({ address }) => (isInMissing(address, configuration) ? [] : [withoutKeys(address)])));
  const planned = namesOf(plan.resources.filter((resource) => isPlanned(plan, resource)));
  const written = namesOf(configuration.resources.filter(({ mode }) => mode === "managed"));
  // A plan that destroys, or only refreshes, plans no resources.
  const isWhole = plan.planned?.isWhole === true && planned.size > 0;
  const certain = new Set(
    configuration.resources.flatMap(({ address, certain }) => (certain ? [withoutKeys(address)] : [])),
  );
  return [
    ...[...planned].filter((name) => !written.has(name)).map((name) => `${name} is in the plan alone`),
    ...[...written]
      .filter((name) => isWhole && !planned.has(name) && certain.has(name))
      .map((name) => `${name} is in the configuration alone`),
  ];
}

/** The first attribute that cannot have been made by what is written. */
function differenceOf(
  planned: Resource,
  written: Resource,
  isUnknown: IsUnknown,
  ignored: readonly string[],
): string[] {
  // Without its schema nobody knows what the provider rewrites.
  if (ignored.includes("all") || attributesOf(planned.type) === undefined) return [];
  const completion = new Completion(isUnknown, (path) => ignored.includes(path));
  const said = saidByValue(written.values);
  const path = differingPath(completion, planned.values, said, { type: planned.type, path: "" });
  return path === undefined ? [] : [`${planned.address} has another ${path} in the plan`];
}

function differingPath(
  completion: Completion,
  planned: Value,
  said: Said | undefined,
  place: Place,
): string | undefined {
  if (completion.fits(planned, said, place)) return undefined;
  const block = Array.isArray(planned) && planned.length === 1 ? planned[0] : planned;
  if (!isFields(block)) return place.path;
  const inner = Object.entries(block).map(([key, value]) =>
    differingPath(completion, value, said?.at(key), within(place, key)),
  );
  return inner.find((path) => path !== undefined) ?? place.path;
}

/** What each resource ignores changes of, as paths of the schema: then the plan keeps the older value. */
function ignoredPaths({ files, overrides = [], modules }: RootFiles, prefix = ""): Map<string, string[]> {
  const below = [...(modules ?? [])].flatMap(([name, source]) =>
    "missing" in source ? [] : [...ignoredPaths(source.root, `${prefix}module.${name}.`)],
  );
  const paths = new Map<string, string[]>(below);
  for (const { type, name, body } of [...files, ...overrides].flatMap((file) => labelled(own(file, "resource")))) {
    const address = `${prefix}${type}.${name}`;
    paths.set(address, [...(paths.get(address) ?? []), ...(lifecycleIn(body)?.ignores ?? [])]);
  }
  return paths;
}
