import type { Attribute, Type } from "./types";

/** The one type that all of these become in a conditional, a list or a map; undefined where that is not known. */
export function unified(types: readonly Type[]): Type | undefined {
  const [first] = types;
  if (first === undefined) return undefined;
  if (types.every((type) => typeof type === "string")) return scalar(types);
  if (types.every((type) => sameType(first, type)) && !isOpen(first)) return first;
  const kinds = new Set(types.map((type) => (typeof type === "string" ? type : type.kind)));
  const only = (...wanted: string[]) => [...kinds].every((kind) => wanted.includes(kind));
  if (only("tuple")) return tuples(types);
  if (only("list", "tuple")) return collection("list", types);
  if (only("set")) return collection("set", types);
  if (only("object")) return objects(types);
  return only("map", "object") ? collection("map", types) : undefined;
}

/** Nothing is text, a number or a truth value and a collection at once. */
export function isUnifiable(types: readonly Type[]): boolean {
  const isScalar = (type: Type) => type === "string" || type === "number" || type === "bool";
  return !(types.some(isScalar) && types.some((type) => typeof type === "object"));
}

function scalar(types: readonly Type[]): Type | undefined {
  const [first] = types;
  if (types.includes("any") || types.includes("null")) return undefined;
  // Whatever becomes one with text becomes text.
  if (types.includes("string")) return "string";
  return types.every((type) => type === first) ? first : undefined;
}

/** Something in it is null or not resolved, so that it may become anything. */
function isOpen(type: Type): boolean {
  if (typeof type === "string") return type === "unknown" || type === "null";
  return parts(type).some(isOpen);
}

function parts(type: Type): Type[] {
  if (typeof type === "string") return [];
  if (type.kind === "tuple") return type.items;
  return type.kind === "object" ? [...type.attributes.values()].map((attribute) => attribute.type) : [type.element];
}

function collection(kind: "list" | "set" | "map", types: readonly Type[]): Type | undefined {
  const inside = types.flatMap(parts).filter((type) => type !== "any");
  // Beside nothing but nulls an empty one stays empty, whatever type they had.
  const element = inside.every((type) => type === "null") ? "any" : unified(inside);
  return element === undefined ? undefined : { kind, element };
}

function tuples(types: readonly Type[]): Type | undefined {
  const all = types.map(parts);
  const length = all[0]?.length ?? 0;
  if (all.some((items) => items.length !== length)) return collection("list", types);
  const items: Type[] = [];
  for (let index = 0; index < length; index++) {
    const item = unified(all.map((one) => one[index] ?? "any"));
    if (item === undefined) return undefined;
    items.push(item);
  }
  return { kind: "tuple", items };
}

function objects(types: readonly Type[]): Type | undefined {
  const all = types.map((type) =>
    typeof type !== "string" && type.kind === "object" ? type.attributes : new Map<string, Attribute>(),
  );
  const names = [...new Set(all.flatMap((attributes) => [...attributes.keys()]))];
  if (all.some((attributes) => attributes.size !== names.length)) return collection("map", types);
  const attributes = new Map<string, Attribute>();
  for (const name of names) {
    const type = unified(all.map((one) => one.get(name)?.type ?? "any"));
    if (type === undefined) return undefined;
    attributes.set(name, { type });
  }
  return { kind: "object", attributes };
}

export function sameType(one: Type, other: Type): boolean {
  if (typeof one === "string" || typeof other === "string") return one === other;
  if (one.kind !== other.kind) return false;
  if (one.kind === "object" && other.kind === "object") {
    return (
      one.attributes.size === other.attributes.size &&
      [...one.attributes].every(([name, { type }]) => {
        const its = other.attributes.get(name);
        return its !== undefined && sameType(type, its.type);
      })
    );
  }
  const [mine, its] = [parts(one), parts(other)];
  return mine.length === its.length && mine.every((type, index) => sameType(type, its[index] ?? "unknown"));
}
