import { attributeFacts } from "../../../facts/provider";
import type { Action, Change } from "../changes/change";
import type { Resource } from "../inputs/model";
import { schemaOf } from "../inventory/shape/schema";
import { COMPUTED, type Fields, holdsUnresolved, isFields, Unresolved, type Value } from "../values";
import { planned, type Wanted } from "./planned";

// A foretold change in the form in which a plan has it.

export const AFTER_APPLY = new Unresolved(COMPUTED);

/** What is made new: what is written, and what the cloud makes of the rest is not known. */
export function created(wanted: Wanted): Fields {
  const after = planned({ ...wanted, ignores: () => false }, {});
  const unknown = schemaOf(wanted.type).filter(({ name, facts }) => facts.computed && after[name] === undefined);
  return { ...after, ...Object.fromEntries(unknown.map(({ name }) => [name, AFTER_APPLY])) };
}

export function changeOf(
  resource: Resource,
  action: Action,
  before: Fields,
  after: Fields,
  id: string | undefined,
): Change {
  const replaced = resource.lifecycle?.createsFirst ? ["create", "delete"] : ["delete", "create"];
  return {
    address: resource.address,
    previousAddress: undefined,
    mode: "managed",
    type: resource.type,
    action,
    actions: action === "replace" ? replaced : [action],
    before: action === "create" ? undefined : before,
    after: known(after) as Fields,
    afterUnknown: unknown(after),
    replacePaths: [],
    reason: undefined,
    importing: id !== undefined,
    importId: id,
    deposed: false,
  };
}

/** What a configuration can say: what the cloud fills in alone is no change. */
export function shown(type: string, values: Fields): Fields {
  const isOf = (key: string) => {
    const facts = attributeFacts(type, key);
    return facts !== undefined && !(facts.computed && !facts.optional);
  };
  return Object.fromEntries(Object.entries(values).filter(([key]) => isOf(key)));
}

/** As a plan prints it: what is not known is left out. */
function known(value: Value): Value | undefined {
  if (value instanceof Unresolved) return undefined;
  if (Array.isArray(value)) return value.map((item) => known(item) ?? null);
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      const said = known(item);
      return said === undefined ? [] : [[key, said] as const];
    }),
  );
}

/** And says of it that it is known after the apply. */
function unknown(value: Value): unknown {
  if (value instanceof Unresolved) return true;
  if (Array.isArray(value)) return value.map(unknown);
  if (!isFields(value)) return undefined;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => (holdsUnresolved(item) ? [[key, unknown(item)] as const] : [])),
  );
}
