import { type Pointer, pointers, TARGETS } from "./facts";
import { type ConfigurationJson, type Stack, valuesAt, type WalkedResource } from "./stack";

/** A wire that does not lead where it should. */
export interface Miswiring {
  address: string;
  attribute: string;
  message: string;
}

/** The attributes by which a resource can be named; any other attribute in such a place is a slip. */
const IDENTITIES = ["id", "name", "self_link", "secret_id"];
const ALL = pointers();

/** Every attribute that names a resource must be a reference to one of the right kind in the same stack. */
export function danglingReferences(stack: Stack): Miswiring[] {
  return stack.resources.flatMap((resource) =>
    ALL.filter((pointer) => pointer.type === resource.type).flatMap((pointer) =>
      valuesAt(resource.body, pointer.path).flatMap((value) => problemWith(stack, resource, pointer, value)),
    ),
  );
}

/** With `count = 0` a resource is written down and does not exist; nothing here needs either argument. */
export function multiplied(stack: Stack): Miswiring[] {
  return stack.resources.flatMap(({ address, body }) =>
    ["count", "for_each"]
      .filter((argument) => argument in body)
      .map((attribute) => ({ address, attribute, message: "must be left out: one resource, one address" })),
  );
}

function problemWith(
  stack: Stack,
  resource: WalkedResource,
  { path, kind }: Pointer,
  value: ConfigurationJson,
): Miswiring[] {
  const complain = (message: string) => [{ address: resource.address, attribute: path, message }];
  // Under direct peering this attribute is not a pointer: it holds the addresses themselves.
  if (kind === "range" && valuesAt(resource.body, "connect_mode")[0] === "DIRECT_PEERING") return [];
  // Beside the environment's own, the connection keeps ranges that are not of this stack, by their names.
  const beside = path === "reserved_peering_ranges" && typeof value === "string" && !value.includes("${");
  if (beside && valuesAt(resource.body, path).some((one) => stack.resolve(one))) return [];
  const target = stack.resolve(value);
  if (!target) return complain(`must refer to a ${kind} of this stack, got ${JSON.stringify(value)}`);
  if (!TARGETS[kind].includes(target.resource.type)) {
    return complain(`must refer to a ${kind}, got ${target.resource.address}`);
  }
  if (!IDENTITIES.includes(target.attribute)) {
    return complain(`must name the ${kind}, got its ${target.attribute}`);
  }
  return [];
}
