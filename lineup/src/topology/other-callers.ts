import { callerNoun } from "../../../facts/callers";
import { isRedisAddress } from "../endpoint";
import { groupedBy } from "../grouping";
import type { Resource } from "../inputs/model";
import { isFields, Unresolved, type Value, withoutKeys } from "../values";
import type { Topology } from "./model";

/** What a caller that is not judged refers to, found in its configuration. */
export interface NamedUse {
  caller: Resource;
  /** A target's address; null where only the name of a variable says that there is one. */
  target: string | null;
}

/** The targets that a caller of a kind which is not judged demonstrably reads. */
export function usesOf(caller: Resource, read: ReadonlySet<string>, topology: Topology): NamedUse[] {
  const recorded = new Set(topology.kind === "state" ? caller.dependsOn.map(withoutKeys) : []);
  const told = textsIn(caller.values);
  const holds = (host: unknown) => typeof host === "string" && told.texts.some((text) => mentions(text, host));
  const targets = topology.targets.filter(
    ({ address, resource, host, readEndpoint }) =>
      resource.mode === "managed" &&
      (read.has(address) || recorded.has(withoutKeys(address)) || holds(host) || holds(readEndpoint)),
  );
  const others = topology.otherTargets.filter(({ address, addresses }) => read.has(address) || addresses.some(holds));
  const found = [...targets, ...others].map(({ address }): NamedUse => ({ caller, target: address }));
  return found.length === 0 && told.isNamed ? [{ caller, target: null }] : found;
}

/** Every text of a configuration, and whether one stands under a name like that of Redis's address. */
function textsIn(values: Value): { texts: string[]; isNamed: boolean } {
  const texts: string[] = [];
  let isNamed = false;
  const pending: Value[] = [values];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next === "string") texts.push(next);
    else if (Array.isArray(next)) for (const item of next) pending.push(item);
    else if (isFields(next)) {
      for (const [key, inner] of Object.entries(next)) {
        const isSaid = inner instanceof Unresolved || (typeof inner === "string" && inner !== "");
        const name = (key === "key" || key === "name") && typeof inner === "string" ? inner : key;
        if (isSaid && isRedisAddress({ name })) isNamed = true;
        pending.push(inner);
      }
    }
  }
  return { texts, isNamed };
}

/** The address as a word of its own: 10.0.0.3 is not in 10.0.0.30. */
function mentions(text: string, host: string): boolean {
  for (let at = text.indexOf(host); at >= 0; at = text.indexOf(host, at + 1)) {
    const around = [text[at - 1], text[at + host.length]];
    if (around.every((letter) => letter === undefined || !/[\w.]/.test(letter))) return true;
  }
  return false;
}

/** Callers of one kind that are not judged. */
export interface NotJudged {
  kind: string;
  callers: string[];
}

/** What may call a Redis and is not judged, by kind: a verdict is one over the rest. */
export function notJudgedIn({ otherCallers }: Pick<Topology, "otherCallers">): NotJudged[] {
  const kinds = groupedBy(otherCallers, ({ type }) => callerNoun(type));
  return [...kinds].map(([kind, callers]) => ({ kind, callers: callers.map(({ address }) => address) }));
}

/** The same of several inputs, with each kind once. */
export function together(found: readonly NotJudged[]): NotJudged[] {
  const kinds = groupedBy(found, ({ kind }) => kind);
  return [...kinds].map(([kind, ones]) => ({ kind, callers: ones.flatMap(({ callers }) => callers) }));
}
