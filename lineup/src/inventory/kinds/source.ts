import type { Api } from "../endpoints";
import { type Live, last, regionIn, type Thing, textAt, type Unread } from "../model";
import type { Question, Reader } from "../reader";
import { Unanswered } from "../refusal";

/** What one question, or several of one kind, gave. */
export interface Found {
  live: Live[];
  /** Parts that gave nothing, where others did. */
  unread?: Unread[];
}

/** One kind of thing in a project, and how to ask for all of it. */
export interface Source {
  /** In the words of a report. */
  what: string;
  /** What cannot be told without it. */
  types: readonly string[];
  api: Api;
  /** What asking takes; the first is named where it is refused. */
  permissions: readonly [string, ...string[]];
  read(reader: Reader, networks: Networks): Promise<Found>;
}

/** The names of the project's networks, which some APIs want to be asked about one by one. */
export type Networks = () => readonly string[];

type Write = (thing: Thing) => Live[];
type Listed = Pick<Source, "what" | "types" | "api" | "permissions">;

const projects = ({ project }: Reader, rest: string) => `projects/${project.id}/${rest}`;

function question({ api, permissions }: Listed, path: string): Question {
  return { api, path, permission: permissions[0] };
}

/** One list for the whole project. */
export function listed(source: Listed, path: string, key: string, write: Write): Source {
  return {
    ...source,
    read: async (reader) => {
      const things = await reader.list(key, question(source, projects(reader, path)));
      return { live: things.flatMap(write) };
    },
  };
}

/** A list of each region, in one answer. */
export function aggregated(source: Listed, key: string, write: Write): Source {
  return {
    ...source,
    read: async (reader) => {
      const things = await reader.aggregated(key, question(source, projects(reader, `aggregated/${key}`)));
      return { live: things.flatMap(write) };
    },
  };
}

/** A list of each region, which has to be asked for one by one. The permission to list regions comes second. */
export function byRegion(source: Listed, key: string, write: Write): Source {
  return {
    ...source,
    read: async (reader) => {
      const [permission, ofLocations = permission] = source.permissions;
      const where = { api: source.api, path: projects(reader, "locations"), permission: ofLocations };
      const regions = (await reader.list("locations", where)).flatMap(
        (one) => textAt(one, "locationId") ?? regionIn(textAt(one, "name")) ?? [],
      );
      return each(source, regions, async (region) => {
        const things = await reader.list(key, question(source, projects(reader, `locations/${region}/${key}`)));
        return things.flatMap(write);
      });
    },
  };
}

/** Asks for each by itself: one that gives nothing leaves the others as they are. */
export async function each(
  { what, types }: Pick<Source, "what" | "types">,
  names: readonly string[],
  ask: (name: string) => Promise<Live[]>,
  scope: (name: string) => Pick<Unread, "network"> = () => ({}),
): Promise<Found> {
  const ends = await Promise.allSettled(names.map(ask));
  const failures = ends.flatMap((end, index) =>
    end.status === "rejected" ? [{ name: names[index] ?? "", reason: end.reason as unknown }] : [],
  );
  const [first] = failures;
  if (first && (failures.length === names.length || failures.some(({ reason }) => !(reason instanceof Unanswered)))) {
    throw failures.find(({ reason }) => !(reason instanceof Unanswered))?.reason ?? first.reason;
  }
  return {
    live: ends.flatMap((end) => (end.status === "fulfilled" ? end.value : [])),
    unread: failures.map(({ name, reason }) => ({
      what: `${what} of ${name}`,
      why: (reason as Unanswered).message,
      types: [...types],
      ...scope(name),
    })),
  };
}

/** What is known by a path, such as `projects/p/locations/r/instances/i`. */
export function placed(thing: Thing): { name: string; region: string | undefined } {
  const path = textAt(thing, "name") ?? "";
  return { name: last(path), region: regionIn(path) };
}
