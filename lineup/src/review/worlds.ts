import type { Change } from "../changes/change";
import type { ChangedPlan } from "../changes/read";
import { enterNetwork } from "../reachability/hops/access";
import type { Entry } from "../reachability/hops/entry";
import { Trail } from "../reachability/path";
import { Tracer } from "../reachability/trace";
import { buildTopology } from "../topology/build";
import type { FirewallRule, Topology } from "../topology/model";

/** One of the two worlds, and who can be asked about it. */
export interface World {
  topology: Topology;
  tracer: Tracer;
  /** A plan has thousands of rules: each is found by its address, never searched for. */
  rules: ReadonlyMap<string, FirewallRule>;
  /** How each service gets into its network; those of which that cannot be told, or that do not, are missing. */
  entries: ReadonlyMap<string, Entry>;
}

/** Before and after, and which address of the one is which of the other. */
export interface Worlds {
  before: World;
  after: World;
  /** The address of afterwards for one of before. */
  renamed(address: string): string;
  changeOf(address: string): Change | undefined;
}

export function worldsOf(plan: ChangedPlan): Worlds {
  const changes = plan.changes.filter(({ deposed }) => !deposed);
  const byAddress = new Map(changes.map((change) => [change.address, change]));
  const moved = new Map(
    changes.flatMap(({ address, previousAddress: was }) => (was === undefined ? [] : [[was, address]])),
  );
  // Only the state is written: the cloud stays as the refresh found it.
  const after = plan.kind === "refresh-only" ? plan.before : plan.after;
  return {
    before: worldOf(buildTopology(plan.before)),
    after: worldOf(buildTopology(after)),
    renamed: (address) => moved.get(address) ?? address,
    changeOf: (address) => byAddress.get(address),
  };
}

function worldOf(topology: Topology): World {
  const rules = new Map(topology.rules.map((rule) => [rule.address, rule]));
  const entries = topology.services.flatMap((service) => {
    const entry = enterNetwork(new Trail(service.address, null), topology, topology.finder, service);
    return entry ? [[service.address, entry] as const] : [];
  });
  return { topology, tracer: new Tracer(topology), rules, entries: new Map(entries) };
}
