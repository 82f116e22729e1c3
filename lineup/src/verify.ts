import type { Model } from "./inputs/model";
import { mayHaveMorePaths } from "./reachability/blind-spots";
import type { Path, PathVerdict } from "./reachability/path";
import { foldProbes } from "./reachability/probed";
import { Tracer } from "./reachability/trace";
import { buildTopology } from "./topology/build";
import type { Topology } from "./topology/model";
import { type NotJudged, notJudgedIn } from "./topology/other-callers";

export type Verdict = PathVerdict | "none";

export interface Judged {
  topology: Topology;
  verdict: Verdict;
  paths: Path[];
  /** Those of probes that are the paths of their services, and are not among the others. */
  probes: readonly Path[];
  /** Callers from which no path is declared; empty where a question was asked. */
  withoutPath: readonly string[];
  /** What may call a Redis and is of a kind that is not judged. */
  notJudged: readonly NotJudged[];
}

export interface Question {
  from?: string | undefined;
  to?: string | undefined;
}

/** Judges every declared path of one input, or the paths asked about. */
export function judge(model: Model, { from, to }: Question = {}): Judged {
  const topology = buildTopology(model);
  const tracer = new Tracer(topology);
  const isWhole = from === undefined && to === undefined;
  const traced = isWhole ? tracer.declared() : tracer.between(from, to);
  const { paths, probes } = isWhole ? foldProbes(traced, topology) : { paths: traced, probes: [] };
  const verdict = worst(paths.map(({ verdict }) => verdict));
  // Where a part of the input was not read, finding no declared path proves nothing.
  const isComplete = topology.blindSpots.every((spot) => typeof spot !== "string");
  const isKnown = (paths.length > 0 || isComplete) && !(isWhole && mayHaveMorePaths(topology));
  const callers = new Set(traced.map(({ from }) => from));
  const withoutPath = isWhole ? topology.services.map(({ address }) => address).filter((it) => !callers.has(it)) : [];
  const notJudged = notJudgedIn(topology);
  return { topology, paths, probes, withoutPath, notJudged, verdict: isKnown ? verdict : worst([verdict, "unknown"]) };
}

/** Blocked if anything is, else unknown if anything is; "none" where there is nothing. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  const order: Verdict[] = ["blocked", "unknown", "none", "reachable"];
  return order.find((verdict) => verdicts.includes(verdict)) ?? "none";
}
