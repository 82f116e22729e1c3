import { callerNoun, isCallerType } from "../../../../facts/callers";
import type { Resource } from "../../inputs/model";
import { get, knownText } from "../../topology/read";
import { judge } from "../../verify";
import type { Unmanaged } from "../model";
import type { DriftSituation } from "../situation";

/**
 * Callers that nobody manages and that hold the address of a Redis which is managed: no path of the plan depends on
 * them, and whether they reach Redis is worth knowing.
 */
export function unmanagedCallers(
  unmanaged: readonly Resource[],
  { written, now, question }: DriftSituation,
): Unmanaged[] {
  const callers = unmanaged.filter(({ type, reads }) => isCallerType(type) && reads.length > 0);
  if (callers.length === 0) return [];
  const managed = new Set(written.resources.map(({ address }) => address));
  const { paths, probes } = judge({ ...now, resources: [...now.resources, ...callers] }, question);
  return [...paths, ...probes].flatMap(({ from, to, verdict, causes }): Unmanaged[] => {
    const caller = callers.find(({ address }) => address === from);
    if (!caller || to === null || !managed.has(to)) return [];
    const name = knownText(get(caller, "name")) ?? from;
    const ends = { reachable: "reaches it", blocked: "cannot reach it", unknown: "may reach it or not" }[verdict];
    const why = causes[0] ? `: ${causes[0].message}` : "";
    return [
      { kind: callerNoun(caller.type), name, tier: "benign", message: `holds the address of ${to} and ${ends}${why}` },
    ];
  });
}
