import { addressesOf } from "../sets/addresses";
import { IntervalSet } from "../sets/intervals";
import { type Maybe, Unresolved, type Value } from "../values";
import type { Destinations } from "./model";
import { list, text } from "./read";

/** One range, as said: a set, something that cannot be told, or nothing. */
export function rangeOf(value: Value | undefined): Maybe<IntervalSet> | undefined {
  const said = text(value);
  if (said === undefined || said instanceof Unresolved) return said;
  return addressesOf(said) ?? new Unresolved(said);
}

/** A list of ranges; the address of a cache may stand in it before anybody knows it. */
export function destinationsOf(value: Value | undefined): Destinations {
  const ranges = list(value);
  if (ranges instanceof Unresolved) return { known: IntervalSet.empty, hostsOf: [], unresolved: [ranges] };
  const known: IntervalSet[] = [];
  const hostsOf: string[] = [];
  const unresolved: Unresolved[] = [];
  for (const item of ranges) {
    const range = rangeOf(item);
    const host = item instanceof Unresolved ? cacheAddress(item) : undefined;
    if (host) hostsOf.push(host);
    else if (range instanceof Unresolved) unresolved.push(range);
    else if (range) known.push(range);
  }
  return { known: IntervalSet.union(known), hostsOf, unresolved };
}

/** `${google_redis_instance.cache.host}` with nothing or `/32` behind it, where the expression is intact. */
function cacheAddress(value: Unresolved): string | undefined {
  const isHost = (lone: Unresolved["lone"]) =>
    lone !== undefined &&
    /^(data\.)?google_redis_instance\.|\.google_redis_instance\./.test(lone.address) &&
    lone.attribute === "host";
  if (isHost(value.lone) && !value.takenAtItsWord) return value.lone?.address;
  const [host, mask, ...more] = value.parts ?? [];
  return host instanceof Unresolved && isHost(host.lone) && mask === "/32" && more.length === 0
    ? host.lone?.address
    : undefined;
}
