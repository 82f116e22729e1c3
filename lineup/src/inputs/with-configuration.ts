import { COMPUTED, isFields, Unresolved, type Value } from "../values";
import { type Model, type Resource, UnusableInput } from "./model";

/**
 * A plan together with the synthesized JSON it was made from: what the plan knows stays, and what it does not know is
 * read from the configuration, whose expressions are intact.
 */
export function withConfiguration(model: Model, configuration: Model): Model {
  if (configuration.kind !== "synth") {
    throw new UnusableInput(
      `${configuration.file} is not synthesized JSON: --config takes what the plan was made from`,
    );
  }
  const written = new Map(configuration.resources.map((resource) => [resource.address, resource]));
  if (model.resources.length > 0 && !model.resources.some(({ address }) => written.has(address))) {
    throw new UnusableInput(
      `${configuration.file} holds none of the resources of ${model.file}: it is another stack's`,
    );
  }
  refuseOtherProject(model, written, configuration.file);
  return {
    ...model,
    gaps: [...model.gaps, ...configuration.gaps],
    resources: model.resources.map((resource) => merged(resource, written.get(resource.address))),
  };
}

/** Two environments have the same addresses; what is of another project is another one's. */
function refuseOtherProject(model: Model, written: ReadonlyMap<string, Resource>, file: string): void {
  for (const { address, values, project } of model.resources) {
    const other = written.get(address);
    const [its, said] = [values.project ?? project, other?.values.project ?? other?.project];
    if (typeof its !== "string" || typeof said !== "string" || its === said || /^\d+$/.test(its + said)) continue;
    const [here, there] = [its, said].map((text) => JSON.stringify(text.slice(0, 40)));
    throw new UnusableInput(
      `${model.file} is not what ${file} makes: ${address.slice(0, 100)} is in the project ${here} here, in ${there} there`,
    );
  }
}

function merged(resource: Resource, written: Resource | undefined): Resource {
  if (!written) return resource;
  const values = complete(resource.values, written.values);
  return {
    ...resource,
    values: isFields(values) ? values : resource.values,
    dependsOn: [...new Set([...resource.dependsOn, ...written.dependsOn])],
    // A plan lists every instance where the expression names one: what is written decides.
    reads: written.reads,
    project: resource.project ?? written.project,
    region: resource.region ?? written.region,
  };
}

function complete(planned: Value, written: Value | undefined): Value {
  if (planned instanceof Unresolved) {
    return written === undefined || written === null ? new Unresolved(COMPUTED) : written;
  }
  if (Array.isArray(planned)) {
    const items = Array.isArray(written) ? written : [written];
    return planned.map((item, index) => complete(item, itemFor(item, items, index)));
  }
  if (isFields(planned)) {
    const block = Array.isArray(written) ? written[0] : written;
    const from = (key: string) => (isFields(block) && Object.hasOwn(block, key) ? block[key] : undefined);
    return Object.fromEntries(Object.entries(planned).map(([key, value]) => [key, complete(value, from(key))]));
  }
  return planned;
}

/** A set has no order: what has a name is found by it. */
function itemFor(item: Value, written: (Value | undefined)[], index: number): Value | undefined {
  if (!isFields(item) || typeof item.name !== "string") return written[index];
  return written.find((candidate) => isFields(candidate) && candidate.name === item.name) ?? undefined;
}
