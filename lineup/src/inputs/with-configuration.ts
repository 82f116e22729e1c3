import { COMPUTED, field, isFields, Unresolved, type Value } from "../values";
import { type Model, type Resource, UnusableInput } from "./model";

/**
 * A plan completed from the synthesized JSON it was made from. Values that the plan knows are kept; the others are read
 * from the configuration, whose expressions are complete.
 */
export function withConfiguration(model: Model, configuration: Model): Model {
  if (configuration.kind !== "synth") {
    throw new UnusableInput(
      `--config takes the JSON configuration that the plan was made from; ${configuration.file} is a${configuration.kind === "inventory" ? "n" : ""} ${configuration.kind}`,
    );
  }
  const written = new Map(configuration.resources.map((resource) => [resource.address, resource]));
  if (model.resources.length > 0 && !model.resources.some(({ address }) => written.has(address))) {
    throw new UnusableInput(
      `${configuration.file} holds none of the resources of ${model.file}: pass the configuration of the same stack`,
    );
  }
  refuseOtherProject(model, written, configuration.file);
  return {
    ...model,
    gaps: [...model.gaps, ...configuration.gaps],
    resources: model.resources.map((resource) => merged(resource, written.get(resource.address))),
  };
}

/** Two environments have the same addresses: a resource in another project belongs to another environment. */
function refuseOtherProject(model: Model, written: ReadonlyMap<string, Resource>, file: string): void {
  for (const { address, values, project } of model.resources) {
    const other = written.get(address);
    const [its, said] = [values.project ?? project, other?.values.project ?? other?.project];
    if (typeof its !== "string" || typeof said !== "string" || its === said || /^\d+$/.test(its + said)) continue;
    const [here, there] = [its, said].map((text) => JSON.stringify(text.slice(0, 40)));
    throw new UnusableInput(
      `${model.file} and ${file} belong to different environments: ${address.slice(0, 100)} is in project ${here} in the first and ${there} in the second; pass the configuration of the same stack`,
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
    // A plan lists every instance where the expression names one: the configuration is exact.
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
    return Object.fromEntries(Object.entries(planned).map(([key, value]) => [key, complete(value, field(block, key))]));
  }
  return planned;
}

/** A set has no order: items with a name are matched by it. */
function itemFor(item: Value, written: (Value | undefined)[], index: number): Value | undefined {
  if (!isFields(item) || typeof item.name !== "string") return written[index];
  return written.find((candidate) => isFields(candidate) && candidate.name === item.name) ?? undefined;
}
