import { Draft, hasKeys, isRecord } from "./draft";
import { shown, shownPath } from "./shown";

const BY_ENVIRONMENT = 'write { "staging": { "connector.instances.max": 10 } }';

/**
 * Settings that somebody proposes, by environment and path, put over what the files say before anything is checked:
 * `lineup adopt` proves its sentences so. Null takes a setting away. The files stay as they are.
 */
export function withProposed(
  files: Record<string, unknown>,
  proposed: unknown,
): { written: Record<string, unknown>; problems: string[] } {
  const written = { ...files };
  if (proposed === undefined) return { written, problems: [] };
  if (!isRecord(proposed)) return { written, problems: [problem("settings", proposed)] };
  const named = new Map(Object.keys(files).map((file) => [new Draft(files[file]).text("name"), file]));
  const problems = Object.entries(proposed).flatMap(([name, settings]) => {
    const file = named.get(name);
    const place = `settings.${shownPath(name)}`;
    if (file === undefined)
      return [`context: ${place}: is not an environment - name one of ${[...named.keys()].join(", ")}`];
    if (!isRecord(settings)) return [problem(place, settings)];
    const copy = { all: structuredClone(files[file]) };
    for (const [path, value] of Object.entries(settings)) put(copy, ["all", ...path.split(".")], value ?? undefined);
    written[file] = copy.all;
    return [];
  });
  return { written, problems };
}

function problem(place: string, got: unknown): string {
  return `context: ${place}: must be a block of settings, got ${shown(got)} - ${BY_ENVIRONMENT}`;
}

/** Blocks on the way that are not there are made: what is wrong with them is said where they are checked. */
export function put(target: object, [key = "", ...rest]: string[], value: unknown): void {
  const parent = target as Record<string, unknown>;
  const own = Object.hasOwn(parent, key) ? parent[key] : undefined;
  if (rest.length === 0 && value === undefined) delete parent[key];
  else if (rest.length > 0 && hasKeys(own)) put(own, rest, value);
  else if (rest.length === 0 || value !== undefined) {
    const inner = {};
    if (rest.length > 0) put(inner, rest, value);
    // Not an assignment: that would set the prototype where the key is "__proto__".
    Object.defineProperty(parent, key, {
      value: rest.length > 0 ? inner : value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
}
