import { ApiError } from "./api-error";
import { projectIn } from "./geography";
import { type ApiKind, pathOf } from "./kind";
import type { CloudObject, Store } from "./store";

/** The known locations, and those in which an object exists. */
const REGIONS = ["asia-east1", "europe-west1", "us-central1", "us-east1", "us-west1"];
const LARGEST_PAGE = 500;

/** One page of a collection; of all places at once, where the path says `-` and the API takes that. */
export function list(kind: ApiKind, collection: string, query: URLSearchParams, store: Store): CloudObject {
  const everywhere = /\/(locations|regions)\/-\//.test(collection);
  if (everywhere && !kind.everywhere) {
    throw new ApiError(400, `Location '-' is not valid in '${collection}': this API lists one location at a time.`);
  }
  const kept = [...store.matching(everywhere ? anywhere(collection) : (one) => one === collection)];
  const found = [
    ...kept.map(({ name, thing }) => kind.shown?.(thing, pathOf(name), store, query) ?? thing),
    ...(kind.derived?.(projectIn(collection), store) ?? []),
  ];
  const all = kind.selected ? found.filter((thing) => kind.selected?.(thing, query, store)) : found;
  const { page, rest } = paged(all, query);
  const noun = collection.slice(collection.lastIndexOf("/") + 1);
  const compute = kind.style === "compute";
  return {
    ...(compute ? { kind: `compute#${singular(noun)}List` } : kind.listKind ? { kind: kind.listKind } : {}),
    // An API leaves out what is empty.
    ...(page.length > 0 ? { [kind.listed ?? (compute ? "items" : noun)]: page } : {}),
    ...rest,
  };
}

/** `projects/p/aggregated/subnetworks`: every place has its own list, or a warning that it has none. */
export function aggregated(project: string, noun: string, query: URLSearchParams, store: Store): CloudObject {
  const home = `compute/projects/${project}/`;
  const all = [...store.matching((one) => one.startsWith(home) && one.slice(one.lastIndexOf("/") + 1) === noun)];
  const scopes = new Set([
    ...(noun === "firewallPolicies" ? ["global"] : []),
    ...REGIONS.map((one) => `regions/${one}`),
  ]);
  const items: Record<string, CloudObject> = Object.fromEntries([...scopes].map((scope) => [scope, nothingAt(scope)]));
  const { page, rest } = paged(all, query);
  for (const { name, thing } of page) {
    const scope = name.slice(home.length, name.indexOf(`/${noun}/`));
    const there = items[scope]?.[noun];
    items[scope] = { [noun]: Array.isArray(there) ? [...there, thing] : [thing] };
  }
  return {
    kind: `compute#${noun === "firewallPolicies" ? "networkFirewallPolicy" : singular(noun)}AggregatedList`,
    id: `projects/${project}/aggregated/${noun}`,
    items,
    ...rest,
  };
}

/** firewallPolicies, addresses, networks. */
function singular(noun: string): string {
  return noun
    .replace(/ies$/, "y")
    .replace(/(?<=ss)es$/, "")
    .replace(/(?<!s)s$/, "");
}

function nothingAt(scope: string): CloudObject {
  const message = `There are no results for scope '${scope}' on this page.`;
  return { warning: { code: "NO_RESULTS_ON_PAGE", message, data: [{ key: "scope", value: scope }] } };
}

/** `projects/p/locations`, and `projects/p/regions` of compute. */
export function locations(api: string, project: string, query: URLSearchParams, store: Store): CloudObject {
  const seen = [
    ...store.matching((one) => one.startsWith(`${api}/projects/${project}/`) && /\/(locations|regions)\//.test(one)),
  ].map(({ name }) => name.split("/")[4] ?? "");
  const names = [...new Set([...REGIONS, ...seen])].filter((name) => name !== "global").sort();
  const { page, rest } = paged(names, query);
  return api === "compute"
    ? {
        kind: "compute#regionList",
        items: page.map((name) => ({ kind: "compute#region", name, status: "UP" })),
        ...rest,
      }
    : {
        locations: page.map((locationId) => ({ name: `projects/${project}/locations/${locationId}`, locationId })),
        ...rest,
      };
}

export function paged<T>(all: readonly T[], query: URLSearchParams): { page: T[]; rest: { nextPageToken?: string } } {
  const size = Number(query.get("pageSize") ?? query.get("maxResults") ?? 0) || LARGEST_PAGE;
  const token = query.get("pageToken") ?? "";
  const from = token === "" ? 0 : Number(/^page-(\d+)$/.exec(token)?.[1] ?? Number.NaN);
  if (Number.isNaN(from) || size < 0) throw new ApiError(400, `Invalid value for field 'pageToken': '${token}'.`);
  const to = from + Math.min(size, LARGEST_PAGE);
  return { page: all.slice(from, to), rest: to < all.length ? { nextPageToken: `page-${to}` } : {} };
}

/** `projects/p/locations/-/instances` means all of them. */
function anywhere(collection: string): (other: string) => boolean {
  const parts = collection.split("/");
  return (other) => {
    const others = other.split("/");
    return others.length === parts.length && parts.every((part, index) => part === "-" || part === others[index]);
  };
}
