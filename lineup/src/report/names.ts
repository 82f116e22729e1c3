import { groupedBy } from "../grouping";

// What things are called where people read: by their names in the cloud, where the input says them.

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
