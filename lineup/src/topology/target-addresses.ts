import { CLOUD_SQL, REGISTERED_ENDPOINTS } from "../../../facts/targets";
import type { Resource } from "../inputs/model";
import { isFields, lastSegment, Unresolved, type Value, withoutKey } from "../values";
import type { OtherTarget, Target } from "./model";
import { get, items, knownText, within } from "./read";

// The addresses of targets whose paths are not evaluated: an env that holds one is wired to that target.

/** Each such target with every address that the input knows of it. */
export function otherTargets(resources: readonly Resource[], registered: readonly Resource[]): OtherTarget[] {
  return resources.map((resource) => {
    const apart = registered.filter((one) => isOf(one, resource)).flatMap(({ values }) => addressesIn(values));
    const own = resource.type === CLOUD_SQL.type ? ofDatabase(resource) : addressesIn(resource.values);
    return { resource, address: resource.address, addresses: [...own, ...apart] };
  });
}

/** Endpoints that somebody made by hand for a target which has others too: how they are reached is not evaluated. */
export function handMadeEndpoints(targets: readonly Target[], registered: readonly Resource[]): OtherTarget[] {
  return registered
    .filter((one) => targets.some(({ resource }) => isOf(one, resource)))
    .map((resource) => ({ resource, address: resource.address, addresses: addressesIn(resource.values) }));
}

const KEYS = new Set(["address", "ip_address", "host", "discovery_endpoint"]);

function addressesIn(value: Value): Value[] {
  const found: Value[] = [];
  const pending: Value[] = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (Array.isArray(next)) pending.push(...next);
    if (!isFields(next)) continue;
    for (const [key, inner] of Object.entries(next)) {
      if (!KEYS.has(key)) pending.push(inner);
      else if (typeof inner === "string" && inner !== "") found.push(inner.replace(/:\d+$/, ""));
      else if (inner instanceof Unresolved) found.push(inner);
    }
  }
  return found;
}

function ofDatabase(resource: Resource): Value[] {
  const listed = items(get(resource, "ip_address")).filter((one) => within(one, "type") === "PRIVATE");
  return [get(resource, "private_ip_address"), ...listed.map((one) => within(one, "ip_address"))].filter(
    (one): one is string => typeof one === "string" && one !== "",
  );
}

/** By reference, or by the name that both have. */
function isOf(registered: Resource, target: Resource): boolean {
  if (REGISTERED_ENDPOINTS[registered.type] !== target.type) return false;
  const said = get(registered, "name");
  if (said instanceof Unresolved) return withoutKey(said.soleReference?.address ?? "") === withoutKey(target.address);
  const names = ["name", "instance_id"].map((key) => knownText(get(target, key)));
  return names.some((name) => name !== undefined && lastSegment(name) === said);
}

/** The target that has the host, written out or by the same reference. */
export function otherOwnerOf(host: string | Unresolved, targets: readonly OtherTarget[]): OtherTarget | undefined {
  return targets.find(({ addresses }) =>
    addresses.some((one) => (one instanceof Unresolved ? isSameReference(one, host) : one === host)),
  );
}

function isSameReference(one: Unresolved, other: string | Unresolved): boolean {
  if (!(other instanceof Unresolved) || !one.soleReference || !other.soleReference) return false;
  const [{ address, attribute }, its] = [one.soleReference, other.soleReference];
  return address === its.address && attribute === its.attribute;
}
