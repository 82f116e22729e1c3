import type { Missing, Unread } from "../../inputs/shapes";
import { lastSegment } from "../../values";
import type { Api } from "../endpoints";
import { type ApiObject, type LiveResource, regionIn, textAt } from "../model";
import { type ApiRequest, INCOMPLETE, type Reader } from "../reader";
import { ApiFailure } from "../refusal";

/** What one or several requests of one kind returned. */
export interface ApiResult {
  live: LiveResource[];
  /** Parts that could not be read while others could. */
  unread?: Unread[];
  /** What a caller names and does not exist. */
  missing?: Missing[];
}

/** One kind of thing in a project, and how to ask for all of it. */
export interface ApiSource {
  /** The name in reports. */
  what: string;
  /** The resource types that are missing where it was not read. */
  types: readonly string[];
  api: Api;
  /** What the requests need; messages name the first. */
  permissions: readonly [string, ...string[]];
  /** Read last: only what the callers name. */
  follows?: true;
  read(reader: Reader, networks: NetworkNames, found: Found): Promise<ApiResult>;
}

/** The names of the project's networks, for APIs that list things of one network only. */
export type NetworkNames = () => readonly string[];

/** What was read before, for APIs of which only a part is needed. */
export type Found = () => readonly LiveResource[];

type Write = (thing: ApiObject) => LiveResource[];
type Listed = Pick<ApiSource, "what" | "types" | "api" | "permissions">;

const projects = ({ project }: Reader, rest: string) => `projects/${project.id}/${rest}`;

function question({ api, permissions }: Listed, path: string): ApiRequest {
  return { api, path, permission: permissions[0] };
}

/** One list for the whole project. */
export function listed(source: Listed, path: string, key: string, write: Write): ApiSource {
  return {
    ...source,
    read: async (reader) => {
      const asked = question(source, projects(reader, path));
      const isEverywhere = path.startsWith("locations/-/");
      return isEverywhere
        ? located(source, await reader.everywhere(key, asked), write)
        : { live: (await reader.list(key, asked)).flatMap(write) };
    },
  };
}

function located(source: Listed, found: Awaited<ReturnType<Reader["everywhere"]>>, write: Write): ApiResult {
  return { live: found.things.flatMap(write), unread: unreachableOf(source, found.unreachable) };
}

/** A location that could not be reached is unread, and nothing else is. */
export function unreachableOf({ what, types }: Pick<Listed, "what" | "types">, locations: readonly string[]): Unread[] {
  return locations.map((place) => ({ what: `${what} of ${place}`, why: INCOMPLETE, types: [...types] }));
}

/** Lists of all regions in one response. */
export function aggregated(source: Listed, key: string, write: Write): ApiSource {
  return {
    ...source,
    read: async (reader) => {
      const asked = question(source, projects(reader, `aggregated/${key}`));
      return located(source, await reader.aggregated(key, asked), write);
    },
  };
}

/** One list for each region, in one request each. The permission to list regions comes second. */
export function byRegion(source: Listed, key: string, write: Write): ApiSource {
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

/** One request for each name. Where one fails, the results of the others are kept. */
export async function each(
  { what, types }: Pick<ApiSource, "what" | "types">,
  names: readonly string[],
  ask: (name: string) => Promise<LiveResource[]>,
  scope: (name: string) => Pick<Unread, "network"> = () => ({}),
): Promise<ApiResult> {
  const ends = await Promise.allSettled(names.map(ask));
  const failures = ends.flatMap((end, index) =>
    end.status === "rejected" ? [{ name: names[index] ?? "", reason: end.reason as unknown }] : [],
  );
  const [first] = failures;
  if (first && (failures.length === names.length || failures.some(({ reason }) => !(reason instanceof ApiFailure)))) {
    throw failures.find(({ reason }) => !(reason instanceof ApiFailure))?.reason ?? first.reason;
  }
  return {
    live: ends.flatMap((end) => (end.status === "fulfilled" ? end.value : [])),
    unread: failures.map(({ name, reason }) => ({
      what: `${what} of ${name}`,
      why: (reason as ApiFailure).message,
      types: [...types],
      ...scope(name),
    })),
  };
}

/** Name and region in a path such as `projects/p/locations/r/instances/i`. */
export function placed(thing: ApiObject): { name: string; region: string | undefined } {
  const path = textAt(thing, "name") ?? "";
  return { name: lastSegment(path), region: regionIn(path) };
}
