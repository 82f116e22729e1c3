import { isThing, type Kind } from "./kind";
import { Refusal } from "./refusal";
import type { Thing } from "./store";

/** What an update makes of a thing. A mask says which fields are meant; without one, those that were sent are. */
export function updated(thing: Thing, body: Thing, query: URLSearchParams, kind: Kind): Thing {
  const mask = (query.get("updateMask") ?? "").split(",").filter((path) => path !== "" && path !== "*");
  if (mask.length === 0) return kind.replaces ? { ...thing, ...body } : merged(thing, body);
  if (mask.some((path) => path.split(".").includes("__proto__"))) throw new Refusal(400, "the mask names no field");
  const result = structuredClone(thing);
  for (const path of mask) assign(result, body, path.split(".").map(camel));
  return result;
}

function assign(target: Thing, source: Thing, [key = "", ...rest]: string[]): void {
  const value = source[key];
  if (rest.length === 0 || !isThing(value)) {
    if (value === undefined) delete target[key];
    else target[key] = value;
    return;
  }
  const inner = isThing(target[key]) ? (target[key] as Thing) : {};
  target[key] = inner;
  assign(inner, value, rest);
}

/** Objects are put together, lists replaced, and what is sent as null goes. */
export function merged(thing: Thing, body: Thing): Thing {
  const result: Thing = { ...thing };
  for (const [key, value] of Object.entries(body)) {
    const before = result[key];
    if (value === null) delete result[key];
    else result[key] = isThing(before) && isThing(value) ? merged(before, value) : value;
  }
  return result;
}

/** Masks come as `display_name` from some clients, and as `displayName` from others. */
function camel(field: string): string {
  return field.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
