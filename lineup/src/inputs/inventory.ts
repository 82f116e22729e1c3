import { isCallerType } from "../../../facts/callers";
import { isTargetType } from "../../../facts/targets";
import { endpointOf } from "../endpoint";
import { addTo } from "../grouping";
import { type Fields, field, isFields, type Reference, Unresolved, type Value } from "../values";
import type { Model, Resource } from "./model";
import type { LiveProject } from "./shapes";

/** The live project, in the form `lineup inventory` writes. */
export function readInventory(inventory: LiveProject, file: string): Model {
  return withMore({ file, kind: "inventory", resources: [], blindSpots: [] }, inventory);
}

/** More of a live project, which was read later: what both hold is as it was read last. */
export function withMore(model: Model, inventory: LiveProject): Model {
  const more = inventory.resources.map(
    ({ type, name, values }): Resource => ({
      address: `${type}.${name}`,
      type,
      mode: "managed",
      values: values as Fields,
      certain: true,
      dependsOn: [],
      reads: [],
      project: inventory.project,
      region: undefined,
    }),
  );
  const again = new Set(more.map(({ address }) => address));
  const kept = model.resources.filter(({ address }) => !again.has(address));
  const owners = ownersOf([...kept, ...more]);
  const isHidden: IsHidden = inventory.nulls === "withheld" ? () => true : (key) => key === "service_account";
  const read = more.map((resource) =>
    isCallerType(resource.type) || resource.type === "google_cloud_run_v2_revision"
      ? withReads(resource, owners, isHidden)
      : withHidden(resource, () => {}, isHidden),
  );
  const unread = (inventory.unread ?? []).map(({ what, why, types, network, project, of }) => {
    const text = `${what} could not be read: ${why}`;
    return types ? { text, types, network, project, of } : text;
  });
  return {
    ...model,
    resources: [...kept, ...read],
    missing: new Set([
      ...(model.missing ?? []),
      ...(inventory.missing ?? []).map(({ type, name }) => `${type} ${name}`),
    ]),
    blindSpots: [...model.blindSpots, ...unread],
  };
}

/** Caches by address. A live project keeps no references: a service that holds an address refers to its owners: two networks may use one. */
function ownersOf(resources: readonly Resource[]): Map<string, Reference[]> {
  const owners = new Map<string, Reference[]>();
  for (const { address, type, values } of resources) {
    const addresses: [string, Value | undefined][] = isTargetType(type)
      ? [
          ["host", values.host],
          ["read_endpoint", values.read_endpoint],
          ...listOf(values.discovery_endpoints).map((one): [string, Value | undefined] => ["", field(one, "address")]),
        ]
      : [];
    for (const [attribute, host] of addresses)
      if (typeof host === "string") addTo(owners, host, { address, attribute });
  }
  return owners;
}

/** Whether null, where it stands under this key, is a value that is there and not written. */
type IsHidden = (key: string) => boolean;

function withReads(resource: Resource, owners: ReadonlyMap<string, Reference[]>, isHidden: IsHidden): Resource {
  const reads: Reference[] = [];
  const shown = withHidden(
    resource,
    (value) => {
      const host = endpointOf(value).host;
      if (host !== undefined) reads.push(...(owners.get(host) ?? []));
    },
    isHidden,
  );
  return reads.length > 0 ? { ...shown, reads } : shown;
}

/** Most hold everything, and stay the objects that they are: a project has thousands. */
function withHidden(resource: Resource, onValue: (value: string) => void, isHidden: IsHidden): Resource {
  const values = withHiddenValues(resource.values, onValue, isHidden) as Fields;
  return values === resource.values ? resource : { ...resource, values };
}

/** A value that the inventory does not write is null there: it is unknown, and not unset. What holds none stays as it is. */
function withHiddenValues(value: Value, onValue: (value: string) => void, isHidden: IsHidden, under = ""): Value {
  if (value === null) return isHidden(under) ? HIDDEN : null;
  if (Array.isArray(value)) {
    const items = value.map((item) => withHiddenValues(item, onValue, isHidden, under));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (!isFields(value)) return value;
  const keys = Object.keys(value);
  const items = keys.map((key): Value => {
    const item = value[key] as Value;
    return key === "env"
      ? listOf(item).map((entry) => variable(entry, onValue))
      : withHiddenValues(item, onValue, isHidden, key);
  });
  return items.every((item, index) => item === value[keys[index] ?? ""])
    ? value
    : Object.fromEntries(keys.map((key, index) => [key, items[index] as Value]));
}

const HIDDEN = new Unresolved("a value that the inventory does not hold");

function variable(entry: Value, onValue: (value: string) => void): Value {
  const value = field(entry, "value");
  if (typeof value === "string") onValue(value);
  const isHidden = isFields(entry) && value === null && listOf(field(entry, "value_source")).length === 0;
  return isHidden ? { ...entry, value: HIDDEN } : entry;
}

function listOf(value: Value | undefined): Value[] {
  return Array.isArray(value) ? value : isFields(value) ? [value] : [];
}
