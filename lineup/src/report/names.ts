import { factsAt } from "../../../facts/targets";
import { groupedBy } from "../grouping";
import type { EndNames, Path } from "../reachability/path";

// What things are called where people read: by their names in the cloud, where the input says them.

/** `module.shop.google_redis_instance.cache["a"]` is cache["a"] where there is no room. */
export function shortName(address: string): string {
  const [, before = address, key = ""] = /^(.*?)(\[(?:"[^"]*"|\d+)\])$/s.exec(address) ?? [];
  return `${before.slice(before.lastIndexOf(".") + 1) || before}${key}`;
}

/** "Redis staging-redis"; without its name in the cloud "Redis cache", as Terraform calls it. */
export function targetName(address: string, name: string | undefined): string {
  const kind = factsAt(address)?.noun.replace(/^the /, "") ?? "";
  if (name !== undefined && name !== "") return kind === "" ? name : `${kind} ${name}`;
  const short = shortName(address);
  return /(^|\.)google_redis_instance\./.test(address) && !/redis/i.test(short) ? `Redis ${short}` : short;
}

/** Where several services or several targets have one name, their addresses tell them apart. */
export function distinct<Item extends { from: string; fromName: string; to: string | null; toName: string }>(
  routes: readonly Item[],
): Item[] {
  const from = sharedNames(routes.map((route) => [route.fromName, route.from]));
  const to = sharedNames(routes.map((route) => [route.toName, route.to]));
  return routes.map((route) => ({
    ...route,
    fromName: from.has(route.fromName) ? route.from : route.fromName,
    toName: route.to !== null && to.has(route.toName) ? route.to : route.toName,
  }));
}

function sharedNames(named: readonly (readonly [name: string, address: string | null])[]): Set<string> {
  const groups = groupedBy(named, ([name]) => name);
  const shared = [...groups].filter(([, same]) => new Set(same.map(([, address]) => address)).size > 1);
  return new Set(shared.map(([name]) => name));
}

/** What the two ends of a path are called. Where nothing names them, by what Terraform calls them. */
export function routeNames({ from, to, fromName, toName }: Pick<Path, "from" | "to"> & EndNames) {
  return {
    fromName: fromName ?? shortName(from),
    toName: to === null ? "an address of no known Redis" : targetName(to, toName),
  };
}
