import { isFields, Unresolved } from "../values";
import { Completion, type IsUnknown } from "./complete";
import { readConfiguration } from "./configuration";
import { contradictions } from "./contradictions";
import type { RootFiles } from "./declarations";
import { isInMissing } from "./missing-modules";
import { type Model, type Resource, UnusableInput } from "./model";
import { saidByValue } from "./said";

/** The configuration of `--config`. It is evaluated with the variables of the plan that it goes with. */
export interface Configuration {
  file: string;
  root: RootFiles;
}

/**
 * A plan completed from the configuration that it was made from. The plan outranks it: its variables are used, what it
 * knows is kept, and a configuration that cannot be the plan's decides nothing.
 */
export function withConfiguration(model: Model, { file, root }: Configuration): Model {
  const variableValues = new Map([...(root.variableValues ?? []), ...(model.variables ?? [])]);
  const configuration = readConfiguration({ ...root, variableValues }, file);
  const written = new Map(configuration.resources.map((resource) => [resource.address, resource]));
  const isHeld = (address: string) => written.has(address) || isInMissing(address, configuration);
  // What is forgotten goes on existing, and no configuration holds it.
  const { planned } = model;
  const asked = planned?.isWhole
    ? model.resources.filter((one) => planned.addresses.has(one.address))
    : model.resources;
  if (asked.length > 0 && !asked.some(({ address }) => isHeld(address))) {
    throw new UnusableInput(
      `${file} holds none of the resources of ${model.file}: pass the configuration of the same stack`,
    );
  }
  refuseOtherProject(model, written, file);
  const held = new Map(model.resources.map(({ address, values }) => [address, values]));
  const isUnknown: IsUnknown = ({ address, attribute }) => held.get(address)?.[attribute] instanceof Unresolved;
  const doubts = [
    ...(root.unread ?? []),
    ...(model.kind === "plan" ? contradictions(model, configuration, root, isUnknown) : []),
  ];
  if (doubts.length > 0) return { ...model, unusedConfiguration: unused(file, model.file, doubts) };
  const completion = new Completion(isUnknown);
  return {
    ...model,
    // What is in a module whose code is not here, the plan lists.
    blindSpots: [
      ...model.blindSpots,
      ...configuration.blindSpots.filter((spot) => typeof spot !== "string" && spot.given === undefined),
    ],
    resources: model.resources.map((resource) => merged(resource, written.get(resource.address), completion)),
  };
}

const MOST_SHOWN = 3;

function unused(file: string, plan: string, doubts: readonly string[]): string {
  const more = doubts.length > MOST_SHOWN ? ` and ${doubts.length - MOST_SHOWN} more` : "";
  const why = doubts.slice(0, MOST_SHOWN).map((doubt) => doubt.slice(0, 200));
  return `${file} was not used, because ${plan} may not have been made from it: ${why.join("; ")}${more}`;
}

const NUMBER = /^\d+$/;

/**
 * Two environments have the same addresses, and not one project in common. A single resource may be in another project
 * than its provider says now: it stays where it was made.
 */
function refuseOtherProject(model: Model, written: ReadonlyMap<string, Resource>, file: string): void {
  const compared = model.resources.flatMap(({ address, values, project }) => {
    const other = written.get(address);
    const [its, said] = [values.project ?? project, other?.values.project ?? other?.project];
    // Some resources have the number of their project in the state.
    const areComparable = typeof its === "string" && typeof said === "string" && NUMBER.test(its) === NUMBER.test(said);
    return areComparable ? [{ address, its, said }] : [];
  });
  const [first] = compared;
  if (!first || compared.some(({ its, said }) => its === said)) return;
  const [here, there] = [first.its, first.said].map((text) => JSON.stringify(text.slice(0, 40)));
  throw new UnusableInput(
    `${model.file} and ${file} belong to different environments: ${first.address.slice(0, 100)} is in project ${here} in the first and ${there} in the second; pass the configuration of the same stack`,
  );
}

function merged(resource: Resource, written: Resource | undefined, completion: Completion): Resource {
  if (!written) return resource;
  const values = completion.of(resource.values, saidByValue(written.values), { type: resource.type, path: "" });
  const { address, type, mode, certain } = resource;
  return {
    address,
    type,
    mode,
    certain,
    values: isFields(values) ? values : resource.values,
    dependsOn: [...new Set([...resource.dependsOn, ...written.dependsOn])],
    prerequisites: written.prerequisites ?? resource.prerequisites,
    // A plan lists every instance where the expression names one: the configuration is exact.
    reads: written.reads,
    project: resource.project ?? written.project,
    region: resource.region instanceof Unresolved ? written.region : (resource.region ?? written.region),
    ...(written.at ? { at: written.at } : {}),
  };
}
