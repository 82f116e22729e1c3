import {
  COMPUTED,
  type Fields,
  field,
  isFields,
  type Reference,
  referencesIn,
  Unresolved,
  type Value,
} from "../values";
import { isBlock, own } from "./blocks";
import type { Model, Resource } from "./model";
import { PlanConfiguration } from "./plan-configuration";
import { isExpression, referencesOf } from "./references";
import type { Expression, Plan, StateResource } from "./shapes";
import { flatten, resourcesOf } from "./state";

/**
 * A plan: known planned values first; where a value is not known yet, what its configuration refers to. The
 * configuration in a plan lists references, not expressions, so only a lone reference is assumed to be the whole value.
 */
export function readPlan(plan: Plan, file: string): Model {
  const planned = willBe(plan);
  const configuration = new PlanConfiguration(
    plan,
    file,
    planned.map(({ address }) => address),
  );
  const unknowns = new Map((plan.resource_changes ?? []).map(({ address, change }) => [address, change.after_unknown]));
  const resources = planned.map((resource): Resource => {
    const configured = configuration.of(resource.address);
    const translate = (expression: Expression) => configuration.translate(expression, configured.module);
    const values = complete(
      (resource.values ?? {}) as Value,
      unknowns.get(resource.address),
      configured.resource?.expressions,
      translate,
    );
    const { project, region } = configuration.provider(configured.resource?.provider_config_key, resource.type);
    let reads: Reference[] | undefined;
    return {
      address: resource.address,
      type: resource.type,
      mode: resource.mode === "data" ? "data" : "managed",
      values: isFields(values) ? values : {},
      certain: true,
      dependsOn: configuration.addresses(configured.resource?.depends_on ?? [], configured.module),
      // Asked of few: of ten thousand firewall rules nobody asks what they read.
      get reads() {
        reads ??= expressionsIn(configured.resource?.expressions)
          .filter((expression) => readsSomething(expression, file))
          .flatMap((expression) => referencesIn(translate(expression)));
        return reads;
      },
      project,
      region,
    };
  });
  // Data sources that were read while planning stand in the prior state only.
  const read = resourcesOf(plan.prior_state?.values?.root_module).filter(({ mode }) => mode === "data");
  const known = new Set(read.length > 0 ? resources.map(({ address }) => address) : []);
  return {
    file,
    kind: "plan",
    resources: [...resources, ...read.filter(({ address }) => !known.has(address))],
    gaps: [],
    blindSpots: blindSpotsOf(plan),
  };
}

/**
 * What is there afterwards: what is planned, and what goes on existing without being planned - what Terraform forgets
 * without deleting it, and what a targeted or broken plan leaves out.
 */
function willBe(plan: Plan): StateResource[] {
  const changes = plan.resource_changes ?? [];
  const addressesOf = (action: string) =>
    changes.filter(({ change }) => change.actions.includes(action)).map(({ address }) => address);
  const forgotten = new Set(addressesOf("forget"));
  // Forgotten things are listed among the planned ones, with nothing in them.
  const planned = flatten(plan.planned_values?.root_module).filter(({ address }) => !forgotten.has(address));
  const partial = plan.complete === false || plan.errored === true;
  if (!partial && forgotten.size === 0) return planned;
  const accounted = new Set([
    ...planned.map(({ address }) => address),
    ...addressesOf("delete"),
    ...changes.map(({ previous_address: before }) => before),
  ]);
  const leftAlone = flatten(plan.prior_state?.values?.root_module).filter(
    ({ address, mode, deposed_key: deposed }) =>
      mode === "managed" &&
      (deposed ?? undefined) === undefined &&
      (forgotten.has(address) || (partial && !accounted.has(address))),
  );
  return [...planned, ...leftAlone];
}

function blindSpotsOf(plan: Plan): string[] {
  return [
    ...(plan.errored ? ["the plan ended in an error: it holds only a part of the changes"] : []),
    ...(plan.deferred_changes?.length ? ["the plan defers changes: it does not hold their result"] : []),
  ];
}

const NOT_KNOWN = new Unresolved(COMPUTED);

type Translate = (expression: Expression) => Unresolved | Value;

/** Planned values with every place that is not known yet filled by what the configuration says about it. */
function complete(value: Value | undefined, unknown: unknown, expression: unknown, translate: Translate): Value {
  return filled(value, unknown, expression, translate) ?? value ?? null;
}

/** Undefined where nothing is unknown: most of what a plan says about what is unknown is that nothing in there is. */
function filled(
  value: Value | undefined,
  unknown: unknown,
  expression: unknown,
  translate: Translate,
): Value | undefined {
  if (unknown === true) return said(expression, translate);
  if (Array.isArray(unknown)) {
    const items = Array.isArray(value) ? value : [];
    const gaps = unknown.map((inner, index) =>
      filled(items[index], inner, matching(expression, items[index], index), translate),
    );
    if (gaps.every((gap) => gap === undefined)) return undefined;
    return gaps.map((gap, index) => gap ?? items[index] ?? null);
  }
  if (!isBlock(unknown)) return undefined;
  let gaps: Fields | undefined;
  for (const key in unknown) {
    const inner = unknown[key];
    // Told apart here, as these are most and have nothing in them.
    if (typeof inner !== "object" && inner !== true) continue;
    const gap = filled(field(value, key), inner, own(expression, key), translate);
    if (gap === undefined) continue;
    gaps ??= {};
    gaps[key] = gap;
  }
  if (gaps === undefined) return undefined;
  return isFields(value) ? { ...value, ...gaps } : gaps;
}

/** What the configuration says in a place that is not known yet. */
function said(expression: unknown, translate: Translate): Value {
  const made = expressionsIn(expression).map(translate);
  const [only] = made;
  if (made.length === 1 && only !== undefined && isExpression(expression)) return only;
  return made.length === 0 ? NOT_KNOWN : new Unresolved(COMPUTED, made.flatMap(referencesIn));
}

/** Which block of the configuration an item came from. A set has no order: blocks with names are matched by name. */
function matching(expression: unknown, item: Value | undefined, index: number): unknown {
  if (isExpression(expression)) {
    const constant = (expression as Expression).constant_value;
    // A list of expressions written in JSON keeps its items.
    if (Array.isArray(constant)) return { ...(expression as Expression), constant_value: constant[index] };
    return expression;
  }
  if (!Array.isArray(expression)) return expression;
  const name = field(item, "name");
  const named = expression.filter((block) => name !== undefined && own(own(block, "name"), "constant_value") === name);
  if (named.length === 1) return named[0];
  return expression.length === 1 || name === undefined ? expression[index] : undefined;
}

function readsSomething(expression: Expression, file: string): boolean {
  const text = expression.constant_value;
  return referencesOf(expression, file).length > 0 || (typeof text === "string" && text.includes("${"));
}

/** Every expression below a block. */
function expressionsIn(value: unknown, found: Expression[] = []): Expression[] {
  if (isExpression(value)) found.push(value);
  else if (Array.isArray(value)) for (const item of value) expressionsIn(item, found);
  else if (isBlock(value)) for (const key in value) expressionsIn(value[key], found);
  return found;
}
