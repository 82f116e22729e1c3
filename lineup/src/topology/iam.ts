import type { Resource } from "../inputs/model";
import { field, type Maybe, Unresolved, type Value } from "../values";
import { get, items, list, text } from "./read";

/** A role, and whom it is given to. */
export interface RoleGiven {
  role: Maybe<string> | undefined;
  members: Maybe<Value[]>;
  /** It holds only where an expression does, which lineup does not evaluate. */
  isConditional: boolean;
  condition: Value | undefined;
}

/** What a resource gives: one role to one member or to several, or a whole policy. */
export function rolesGiven(resource: Resource, policies: ReadonlyMap<string, Resource>): RoleGiven[] {
  const policy = get(resource, "policy_data");
  if (policy === undefined) return [bindingOf(resource.values)];
  const data = policy instanceof Unresolved ? policies.get(policy.soleReference?.address ?? "") : undefined;
  const bindings = typeof policy === "string" ? bindingsIn(policy) : data && list(get(data, "binding"));
  if (bindings === undefined || bindings instanceof Unresolved) {
    const unknown = policy instanceof Unresolved ? policy : new Unresolved("a policy that is not evaluated");
    return [{ role: unknown, members: unknown, isConditional: false, condition: undefined }];
  }
  return bindings.map(bindingOf);
}

function bindingOf(binding: unknown): RoleGiven {
  const said = (key: string) => field(binding, key) ?? undefined;
  const member = said("member");
  const condition = said("condition");
  return {
    role: text(said("role")),
    members: member === undefined ? list(said("members")) : [member],
    isConditional: condition instanceof Unresolved || items(condition).length > 0,
    condition: condition instanceof Unresolved ? condition : items(condition)[0],
  };
}

/** A policy holds its bindings as JSON text. What is not that gives nobody knows what, and not nothing. */
function bindingsIn(policy: string): unknown[] | undefined {
  try {
    const { bindings = [] }: { bindings?: unknown } = JSON.parse(policy) ?? {};
    return Array.isArray(bindings) ? bindings : undefined;
  } catch {
    return undefined;
  }
}
