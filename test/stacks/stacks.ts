import { written } from "../../environments";
import { readEnvironments } from "../../environments/environment";
import type { EnvironmentInput } from "../../environments/schema";
import { BootstrapStack } from "../../stacks/bootstrap-stack";
import { read, type StackJson, stagingInput, synthesize, synthesizeEnvironment, withoutPins } from "../support/synth";

export const environments = readEnvironments(
  Object.fromEntries(Object.entries(written).map(([file, input]) => [file, withoutPins(input)])),
);

/** Staging with one thing changed. */
export function stagingWith(change: (input: EnvironmentInput) => void): StackJson {
  return synthesizeEnvironment(read(stagingInput(change)));
}

export const onTheDefaultNetwork = () =>
  stagingWith((input) => {
    input.privateNetwork = false;
  });

export function bootstrapOf(environment: (typeof environments)[number]): StackJson {
  const id = `${environment.name}-bootstrap`;
  return synthesize(id, (app) => new BootstrapStack(app, id, environment));
}

/** Every stack there is or can be, by the name tests call it. */
export const allStacks: [string, StackJson][] = [
  ...environments.map((environment): [string, StackJson] => [environment.name, synthesizeEnvironment(environment)]),
  ["staging on the default network", onTheDefaultNetwork()],
  ...environments.map((environment): [string, StackJson] => [
    `the bootstrap of ${environment.name}`,
    bootstrapOf(environment),
  ]),
];

export interface StackResource {
  address: string;
  type: string;
  body: StackJson;
}

export function resourcesOf(json: StackJson): StackResource[] {
  return Object.entries<StackJson>(json.resource).flatMap(([type, byName]) =>
    Object.entries<StackJson>(byName).map(([name, body]) => ({ address: `${type}.${name}`, type, body })),
  );
}

/** What Terraform sees: without the comments that cdktf leaves for itself. */
export function withoutComments<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutComments) as T;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== "//");
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutComments(inner)])) as T;
}
