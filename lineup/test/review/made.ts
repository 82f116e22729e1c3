import type { Json } from "../../../corpus/score/review/judge";

/** What a resource is before and after: null where it does not exist. */
export interface Sides {
  before?: Json;
  after?: Json;
  unknown?: Json;
}

/** Adds a change to a plan, and the resource to what it leads from and to, as Terraform prints them. */
export function changes(
  plan: Json,
  address: string,
  { before = null, after = null, unknown = {} }: Sides,
  more: Json = {},
) {
  const [type, name] = address.split(".").slice(-2);
  const named = { address, mode: "managed", type, name };
  const actions = before === null ? ["create"] : after === null ? ["delete"] : ["update"];
  const change = { actions, before, after, after_unknown: unknown, ...more.change };
  plan.resource_changes.push({ ...named, ...more, change });
  if (after) plan.planned_values.root_module.resources.push({ ...named, values: after });
  if (before) plan.prior_state.values.root_module.resources.push({ ...named, values: before });
}

/** Adds a resource to the configuration of a plan, in a module where it is in one. */
export function configures(plan: Json, module: readonly string[], resource: Json): void {
  let configuration = plan.configuration.root_module;
  for (const name of module) {
    configuration.module_calls ??= {};
    configuration.module_calls[name] ??= { source: `./${name}`, module: {} };
    configuration = configuration.module_calls[name].module;
  }
  configuration.resources ??= [];
  configuration.resources.push({ mode: "managed", expressions: {}, ...resource });
}
