import { factsAt } from "../../../facts/targets";
import type { EndNames, Path } from "./path";

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

/** What the two ends of a path are called. Where nothing names them, by what Terraform calls them. */
export function routeNames({ from, to, fromName, toName }: Pick<Path, "from" | "to"> & EndNames) {
  return {
    fromName: fromName ?? shortName(from),
    toName: to === null ? "an address of no known Redis" : targetName(to, toName),
  };
}
