// What two roots differ in, short enough to read: the snippets of docs/rules.md.

type Json = unknown;
type Fields = Record<string, Json>;

/** The resources of `one` that are not the same in `other`, each cut down to what differs. */
export function differingPart(one: Fields, other: Fields): Fields {
  const part: Fields = {};
  for (const section of ["data", "resource"]) {
    for (const [type, byName] of Object.entries(fieldsOf(one[section]))) {
      for (const [name, body] of Object.entries(fieldsOf(byName))) {
        const twin = fieldsOf(fieldsOf(other[section])[type])[name];
        if (same(body, twin)) continue;
        const address = `${section === "data" ? "data." : ""}${type}.${name}`;
        part[address] = twin === undefined ? body : differing(body, twin);
      }
    }
  }
  return part;
}

/** Without a difference of its own a block is shown whole: what is missing from it can be seen then. */
function differing(one: Json, other: Json): Json {
  if (Array.isArray(one) && Array.isArray(other)) {
    if (one.length === 1 && other.length === 1) return [differing(one[0], other[0])];
    const own = one.filter((item) => !other.some((twin) => same(item, twin)));
    return own.length > 0 ? own : one;
  }
  if (!isFields(one) || !isFields(other)) return one;
  const entries = Object.entries(one).filter(([key, value]) => !same(value, other[key]));
  if (entries.length === 0) return one;
  return Object.fromEntries(
    entries.map(([key, value]) => [key, other[key] === undefined ? value : differing(value, other[key])]),
  );
}

function same(one: Json, other: Json): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function isFields(value: Json): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fieldsOf(value: Json): Fields {
  return isFields(value) ? value : {};
}
