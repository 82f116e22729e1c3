import { type ApiObject, textAt } from "../../google/answer";
import type { Api } from "../../google/endpoints";
import { ApiDisabled, ApiFailure } from "../../google/refusal";
import type { Missing, Unread } from "../../inputs/shapes";
import { lastSegment } from "../../values";
import { type Gap, isPlaceName, type Located, whyOf } from "../located";
import { type LiveResource, regionIn } from "../model";
import type { ApiRequest, Reader } from "../reader";

/** What one or several requests of one kind returned. */
export interface ApiResult {
  live: LiveResource[];
  /** Parts that could not be read while others could. */
  unread?: Unread[];
  /** What a caller names and does not exist. */
  missing?: Missing[];
  /** The project whose networks this one shares. */
  host?: string;
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

function located(source: Listed, found: Located, write: Write): ApiResult {
  return { live: found.things.flatMap(write), unread: unreachableOf(source, found.unreachable) };
}

/** A location that could not be read is unread, and nothing else is. */
export function unreachableOf({ what, types }: Pick<Listed, "what" | "types">, gaps: readonly Gap[]): Unread[] {
  return gaps.map(({ place, why }) => ({
    what: place === undefined ? what : `${what} of ${lastSegment(place)}`,
    why,
    types: [...types],
  }));
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
      const regions = (await reader.list("locations", where)).map(
        (one) => textAt(one, "locationId") ?? regionIn(textAt(one, "name")) ?? "",
      );
      if (!regions.every(isPlaceName)) throw new ApiFailure("the API lists a location without a name");
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
  // Where others have answered, the API is not disabled.
  const whys = failures.map(({ reason }) => whyOf(reason));
  if (failures.length > 0 && failures.length === names.length) {
    throw (failures.find(({ reason }) => !(reason instanceof ApiDisabled)) ?? failures[0])?.reason;
  }
  return {
    live: ends.flatMap((end) => (end.status === "fulfilled" ? end.value : [])),
    unread: failures.map(({ name }, index) => ({
      what: `${what} of ${name}`,
      why: whys[index] ?? "",
      types: [...types],
      of: name,
      ...scope(name),
    })),
  };
}

/** Name and region in a path such as `projects/p/locations/r/instances/i`. */
export function placed(thing: ApiObject): { name: string; region: string | undefined } {
  const path = textAt(thing, "name") ?? "";
  return { name: lastSegment(path), region: regionIn(path) };
}
