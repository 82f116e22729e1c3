import type { Cause, Hop, Path, PathStep } from "../reachability/path";
import type { Topology } from "../topology/model";
import type { Judged } from "../verify";
import type { DriftedPath } from "./model";
import { keyOf } from "./traced-paths";

export interface Network {
  topology: Topology;
  paths: readonly (Path | undefined)[];
  probes: readonly Path[];
}

/** As written and as it is now, each with its paths in the order of these: what the comparison says is in the second. */
export function drawnNetworks(
  paths: readonly DriftedPath[],
  written: Judged,
  now: Judged,
): [written: Network, now: Network] {
  const [was, is] = [written, now].map((judged) => new Map(judged.paths.map((path) => [keyOf(path), path])));
  const before = paths.map((path) => was?.get(keyOf(path)));
  const after = paths.map((path, index) => asJudged(path, is?.get(keyOf(path)) ?? before[index]));
  return [
    { topology: written.topology, paths: before, probes: written.probes },
    { topology: now.topology, paths: after, probes: now.probes },
  ];
}

/** The stations of the trace, or of how it was written where it is no longer declared; the verdict of the comparison. */
function asJudged({ now: verdict, causes }: DriftedPath, traced: Path | undefined): Path | undefined {
  if (traced === undefined || verdict === "absent") return undefined;
  const undecided = verdict === "blocked" && traced.verdict === "blocked" ? traced.undecided : [];
  return { ...traced, verdict, causes: causes.map((cause) => ({ ...cause, hop: hopOf(cause, traced) })), undecided };
}

/** Where on the path it keeps the packet from going on. */
function hopOf(cause: Cause, { steps, causes, to }: Path): Hop {
  const known = causes.find(({ code, address, attribute }) => same(cause, { code, address, attribute }));
  if (known) return known.hop;
  if (cause.address === to) return "target";
  const step = steps.find(({ address }) => address === cause.address);
  if (step) return HOPS[step.kind];
  if (cause.code === "FIREWALL_RULE") return "firewall";
  if (cause.code === "VPC_CONNECTOR_NOT_RUNNING") return "entry";
  return cause.code === "NO_ROUTE" ? "peering" : "caller";
}

function same(cause: Cause, other: Pick<Cause, "code" | "address" | "attribute">): boolean {
  return cause.code === other.code && cause.address === other.address && cause.attribute === other.attribute;
}

const HOPS: Record<PathStep["kind"], Hop> = {
  start: "caller",
  connector: "entry",
  interface: "entry",
  "firewall-rule": "firewall",
  "no-firewall-rule": "firewall",
  peering: "peering",
  endpoint: "peering",
  end: "target",
};
