import type { Change } from "../changes/change";
import type { Model } from "../inputs/model";
import { enterNetwork } from "../reachability/hops/access";
import type { Entry } from "../reachability/hops/entry";
import { Trail } from "../reachability/path";
import { Tracer } from "../reachability/trace";
import { buildTopology } from "../topology/build";
import type { FirewallRule, Service, Target, Topology } from "../topology/model";

/** A topology at one time, with what is looked up in it again and again. A plan has thousands of firewall rules. */
export class Snapshot {
  readonly tracer: Tracer;
  readonly firewallRules: ReadonlyMap<string, FirewallRule>;
  readonly services: ReadonlyMap<string, Service>;
  readonly targets: ReadonlyMap<string, Target>;
  private known: ReadonlyMap<string, Entry> | undefined;

  constructor(readonly topology: Topology) {
    const byAddress = <Thing extends { address: string }>(things: readonly Thing[]) =>
      new Map(things.map((thing) => [thing.address, thing]));
    this.tracer = new Tracer(topology);
    this.firewallRules = byAddress(topology.rules);
    this.services = byAddress(topology.services);
    this.targets = byAddress(topology.targets);
  }

  static of(model: Model): Snapshot {
    return new Snapshot(buildTopology(model));
  }

  /** How each service enters its network. Services that do not enter one, or whose way in is unknown, are missing. */
  get entries(): ReadonlyMap<string, Entry> {
    this.known ??= new Map(
      this.topology.services.flatMap((service) => {
        const entry = enterNetwork(new Trail(service.address, null), this.topology, this.topology.finder, service);
        return entry ? [[service.address, entry] as const] : [];
      }),
    );
    return this.known;
  }
}

/** Two snapshots, and which address of the one is which of the other. */
export interface SnapshotPair {
  before: Snapshot;
  after: Snapshot;
  /** The address afterwards of a resource that had this address before. */
  renamed(address: string): string;
  changeOf(address: string): Change | undefined;
}
