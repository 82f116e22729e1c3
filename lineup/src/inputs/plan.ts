import { CALLER_TYPES } from "../../../facts/callers";
import type { Reference } from "../values";
import { isAbandoned } from "./abandoned";
import { own, type Raw } from "./blocks";
import { Completion } from "./complete";
import type { BlindSpot, Model, Resource } from "./model";
import { PlanConfiguration } from "./plan-configuration";
import { PlannedResource } from "./planned-resource";
import type { Plan, StateResource } from "./shapes";
import { flatten, resourcesOf } from "./state";

/**
 * A plan: known planned values first; where a value is not known yet, what its configuration refers to. The
 * configuration in a plan lists references, not expressions, so only a lone reference is assumed to be the whole value.
 */
export function readPlan(plan: Plan, file: string): Model {
  const planned = plannedIn(plan);
  const existing = [...planned, ...leftAloneIn(plan, planned)];
  const configuration = new PlanConfiguration(
    plan,
    file,
    existing.map(({ address }) => address),
  );
  const unknowns = new Map((plan.resource_changes ?? []).map(({ address, change }) => [address, change.after_unknown]));
  const isUnknown = ({ address, attribute }: Reference) => own(unknowns.get(address), attribute) === true;
  const reading = {
    file,
    isPartial: isPartial(plan),
    configuration,
    completion: new Completion(isUnknown),
    isUnknown,
    unknowns,
  };
  const resources: Resource[] = existing.map((resource) => new PlannedResource(resource, reading));
  // Data sources that were read while planning stand in the prior state only.
  const read = resourcesOf(plan.prior_state?.values?.root_module).filter(({ mode }) => mode === "data");
  const known = new Set(read.length > 0 ? resources.map(({ address }) => address) : []);
  return {
    file,
    kind: "plan",
    resources: [...resources, ...read.filter(({ address }) => !known.has(address))],
    variables: new Map(Object.keys(plan.variables ?? {}).flatMap((name) => variableOf(plan, name))),
    planned: {
      addresses: new Set(planned.map(({ address }) => address)),
      isWhole: !isPartial(plan),
    },
    blindSpots: blindSpotsOf(plan),
  };
}

function addressesOf({ resource_changes: changes }: Plan, action: string): Set<string> {
  return new Set((changes ?? []).filter(({ change }) => change.actions.includes(action)).map(({ address }) => address));
}

/** What Terraform no longer manages, and what stays though it deletes it. */
function forgottenIn(plan: Plan): Set<string> {
  const abandoned = (plan.resource_changes ?? []).filter(isAbandoned).map(({ address }) => address);
  // `forget, create` makes another one at its address, which is planned.
  const again = addressesOf(plan, "create");
  return new Set([...[...addressesOf(plan, "forget")].filter((address) => !again.has(address)), ...abandoned]);
}

/** What is planned. Forgotten things are listed among it, with nothing in them. */
function plannedIn(plan: Plan): StateResource[] {
  const forgotten = forgottenIn(plan);
  return flatten(plan.planned_values?.root_module).filter(({ address }) => !forgotten.has(address));
}

/** What goes on existing without being planned: what Terraform forgets, and what a targeted or broken plan leaves out. */
function leftAloneIn(plan: Plan, planned: readonly StateResource[]): StateResource[] {
  const forgotten = forgottenIn(plan);
  const partial = isPartial(plan);
  if (!partial && forgotten.size === 0) return [];
  const accounted = new Set([
    ...planned.map(({ address }) => address),
    ...addressesOf(plan, "delete"),
    ...(plan.resource_changes ?? []).map(({ previous_address: before }) => before),
  ]);
  return flatten(plan.prior_state?.values?.root_module).filter(
    ({ address, mode, deposed_key: deposed }) =>
      mode === "managed" &&
      (deposed ?? undefined) === undefined &&
      (forgotten.has(address) || (partial && !accounted.has(address))),
  );
}

function isPartial(plan: Plan): boolean {
  return isCut(plan) || plan.errored === true;
}

/** Whether `-target` or `-exclude` left something out, or Terraform deferred changes. */
export function isIncomplete(plan: Plan): boolean {
  return isCut(plan) || (plan.deferred_changes ?? []).length > 0;
}

function isCut(plan: Plan): boolean {
  const said = plan.complete ?? undefined;
  return said !== undefined ? !said : leavesOut(plan);
}

/** Terraform before 1.8 and OpenTofu do not say whether a plan is complete. A whole one lists what does not change, too. */
function leavesOut(plan: Plan): boolean {
  if (refreshesOnly(plan)) return false;
  const changes = plan.resource_changes ?? [];
  const listed = new Set(changes.flatMap(({ address, previous_address: before }) => [address, before]));
  return flatten(plan.prior_state?.values?.root_module).some(
    ({ address, mode, deposed_key: deposed }) =>
      mode === "managed" && (deposed ?? undefined) === undefined && !listed.has(address),
  );
}

/** Terraform leaves ephemeral values out. */
function variableOf({ variables }: Plan, name: string): [string, Raw][] {
  const value = own(own(variables, name), "value");
  return value === undefined ? [] : [[name, value]];
}

function blindSpotsOf(plan: Plan): Model["blindSpots"] {
  return [
    ...(refreshesOnly(plan) ? [REFRESHES_ONLY] : []),
    ...(plan.errored ? ["the plan ended in an error: it holds only a part of the changes"] : []),
    ...(plan.deferred_changes?.length ? ["the plan defers changes: it does not hold their result"] : []),
  ];
}

/** A normal plan lists what does not change, too; a refresh-only plan lists nothing. */
export function refreshesOnly({ resource_changes: changes, errored, prior_state: prior }: Plan): boolean {
  const isListed = (changes ?? undefined) !== undefined || errored === true;
  return !isListed && flatten(prior?.values?.root_module).some(({ mode }) => mode === "managed");
}

const REFRESHES_ONLY: BlindSpot = {
  text: "the plan plans nothing: it was made with -refresh-only, so no service in it declares a path",
  types: CALLER_TYPES,
  network: undefined,
  project: undefined,
  fix: "ask lineup review about this plan, or judge the state",
};
