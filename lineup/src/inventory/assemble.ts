import { type ApiObject, textAt } from "../google/answer";
import type { Project } from "../google/refusal";
import { groupedBy } from "../grouping";
import type { Unread } from "../inputs/shapes";
import type { Inventory, LiveResource } from "./model";
import { unreadProjects } from "./other-projects";
import type { SourceOutcome } from "./rounds";
import { idOf } from "./shape/ids";
import { inPart, Withheld } from "./shape/withheld";

/** What was read of one project. */
interface Part {
  project: Project;
  outcomes: readonly SourceOutcome[];
}

interface Read {
  own: Part;
  hosts: readonly Part[];
  readAt: string;
  /** Whether what no file may hold is in it. */
  withholds: boolean;
}

/** One inventory out of what each API gave, in an order that does not depend on which was faster. */
export function assembled({ own, hosts, readAt, withholds }: Read): Inventory {
  const resources = [
    ...written(own, withholds),
    ...hosts.flatMap((host) => written(host, withholds, `${host.project.id}/`)),
  ];
  resources.sort((one, other) => compare(one.type, other.type) || compare(one.name, other.name));
  const { id } = own.project;
  return {
    schema: "lineup/inventory/1",
    project: id,
    readAt,
    nulls: "withheld",
    resources,
    unread: [
      ...unreadOf(own),
      ...hosts.flatMap((host) => unreadOf(host).map((one) => ({ ...one, ...ofHost(one, host.project.id) }))),
      ...unreadProjects(resources, [id, ...hosts.map(({ project }) => project.id)]),
    ],
    missing: own.outcomes.flatMap(({ result }) => result?.missing ?? []),
    disabled: own.outcomes.flatMap(({ source, disabled }) =>
      disabled === undefined ? [] : [{ what: source.what, why: disabled }],
    ),
  };
}

function written({ project, outcomes }: Part, withholds: boolean, before = ""): Inventory["resources"] {
  const live = outcomes.flatMap(({ result }) => result?.live ?? []);
  const records = new Set(
    live.flatMap(({ type, values }) => (type === "google_dns_record_set" ? (textAt(values, "name") ?? []) : [])),
  );
  return uniquelyNamed(live).map(({ type, name, values }) => {
    const own = withProject(type, values, project);
    const told = withProjectId(withholds ? withholding(own, records) : whole(own), project) as ApiObject;
    const id = idOf(type, told);
    return { type, name: `${before}${name}`, values: id === undefined ? told : { ...told, id } };
  });
}

/** As far as it may be written: a host's name only where a record has it. What is written in part is marked. */
function withholding(value: unknown, records: ReadonlySet<string>): unknown {
  if (value instanceof Withheld) return value.written(records);
  if (Array.isArray(value)) return value.map((item) => withholding(item, records));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]): [string, unknown][] => {
      const told = withholding(item, records);
      const isPart = item instanceof Withheld && told !== null && told !== item.whole();
      return isPart
        ? [
            [key, told],
            [inPart(key), true],
          ]
        : [[key, told]];
    }),
  );
}

function whole(value: unknown): unknown {
  if (value instanceof Withheld) return value.whole();
  if (Array.isArray(value)) return value.map(whole);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, whole(item)]));
}

function unreadOf({ outcomes }: Part): Unread[] {
  return outcomes.flatMap(({ source, result, unread }) => [
    ...(unread === undefined ? [] : [{ what: source.what, why: unread, types: [...source.types] }]),
    ...(result?.unread ?? []),
  ]);
}

/** What is unread of a host decides what is in its networks, and nothing else. */
function ofHost({ what }: Unread, project: string): Pick<Unread, "what" | "project"> {
  return { what: `${what} of the project ${project}`, project };
}

/** Where two regions hold the same name, the region comes before the name. */
function uniquelyNamed(live: readonly LiveResource[]): LiveResource[] {
  const groups = groupedBy(live, ({ type, name }) => `${type} ${name}`);
  return [...groups.values()].flatMap((group) => {
    const regions = new Set(group.map(({ region }) => region));
    // One API answer may list a thing twice, such as a policy that acts on two networks.
    if (regions.size === 1) return group.slice(0, 1);
    return [...regions].flatMap((region) =>
      group
        .filter((one) => one.region === region)
        .slice(0, 1)
        .map((one) => ({ ...one, name: `${region ?? "global"}/${one.name}` })),
    );
  });
}

/** The project is added where an API leaves it out. Connections and hierarchical policies belong to none. */
function withProject(type: string, values: ApiObject, { id }: Project): ApiObject {
  return type.startsWith("google_compute_firewall_policy") || type === "google_service_networking_connection"
    ? values
    : { ...values, project: textAt(values, "project") ?? id };
}

/** Some APIs name the project by its number. The inventory always uses the id. */
function withProjectId(value: unknown, { id, number }: Project): unknown {
  if (number === undefined) return value;
  if (typeof value === "string") {
    const [before, path] = value.split(`projects/${number}/`, 2);
    return path !== undefined && (before === "" || before?.endsWith("/")) ? `${before}projects/${id}/${path}` : value;
  }
  if (Array.isArray(value)) return value.map((item) => withProjectId(item, { id, number }));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withProjectId(item, { id, number })]));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
