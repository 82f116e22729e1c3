import { elsewhere } from "./elsewhere";
import type { Inventory, Live, Thing, Unread } from "./model";
import type { Project } from "./refusal";

interface Parts {
  project: Project;
  live: Live[];
  unread: Unread[];
  disabled: Inventory["disabled"];
  readAt: string;
}

/** One inventory out of what each API gave, in an order that does not depend on which was faster. */
export function assembled({ project, live, unread, disabled, readAt }: Parts): Inventory {
  const resources = named(live).map(({ type, name, values }) => ({
    type,
    name,
    values: own(withProject(type, values, project), project) as Thing,
  }));
  resources.sort((one, other) => compare(one.type, other.type) || compare(one.name, other.name));
  const more = [...unread, ...elsewhere(resources, project.id)];
  return { schema: "lineup/inventory/1", project: project.id, readAt, resources, unread: more, disabled };
}

/** Two regions may hold the same name: then each is called by both. */
function named(live: readonly Live[]): Live[] {
  const groups = new Map<string, Live[]>();
  for (const one of live) {
    const key = `${one.type} ${one.name}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => {
    const regions = new Set(group.map(({ region }) => region));
    // What is told twice, such as a policy that acts on two networks, is one thing.
    if (regions.size === 1) return group.slice(0, 1);
    return [...regions].flatMap((region) =>
      group
        .filter((one) => one.region === region)
        .slice(0, 1)
        .map((one) => ({ ...one, name: `${region ?? "global"}/${one.name}` })),
    );
  });
}

/** What names no project of its own is in this one. Connections and policies from above have none. */
function withProject(type: string, values: Thing, { id }: Project): Thing {
  return type.startsWith("google_compute_firewall_policy") || type === "google_service_networking_connection"
    ? values
    : { ...values, project: id };
}

/** APIs name the project by its number where they please; everything else here names it by its id. */
function own(value: unknown, { id, number }: Project): unknown {
  if (number === undefined) return value;
  if (typeof value === "string") {
    const [before, path] = value.split(`projects/${number}/`, 2);
    return path !== undefined && (before === "" || before?.endsWith("/")) ? `${before}projects/${id}/${path}` : value;
  }
  if (Array.isArray(value)) return value.map((item) => own(item, { id, number }));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, own(item, { id, number })]));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
