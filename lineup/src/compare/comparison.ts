import type { Change } from "../changes/change";
import type { Said } from "../expected";
import type { Model } from "../inputs/model";
import type { FirewallRule, Service } from "../topology/model";
import type { Question } from "../verify";
import { compareEgress, type EgressComparison } from "./egress";
import { servicesByFoundation } from "./foundations";
import { type PathPair, pathPairs } from "./path-pairs";
import { Snapshot, type SnapshotPair } from "./snapshot";

/** What is compared: two models, and the changes that lead from the one to the other. */
export interface Compared {
  before: Model;
  after: Model;
  changes: readonly Change[];
  question: Question;
  /** What the comparison is part of ended in an error: no path afterwards is known. */
  errored?: boolean;
  /** What the environment says of its services besides their Terraform, where it does. */
  said?: Said | undefined;
}

/** Two snapshots side by side, paired under the addresses of afterwards. Review and drift both judge one of these. */
export class Comparison implements SnapshotPair {
  readonly before: Snapshot;
  readonly after: Snapshot;
  readonly pairs: readonly PathPair[];
  /** Those of probes that are in both snapshots the paths of their services, and are not among the others. */
  readonly probes: readonly PathPair[];
  readonly errored: boolean;
  readonly said: Said | undefined;
  private readonly changes: readonly Change[];
  private readonly byAddress: ReadonlyMap<string, Change>;
  private readonly moved: ReadonlyMap<string, string>;
  private egressFound: EgressComparison | undefined;
  private servicesFound: ReadonlyMap<string, readonly string[]> | undefined;

  constructor({ before, after, changes, question, errored = false, said }: Compared) {
    this.said = said;
    this.changes = changes.filter(({ deposed }) => !deposed);
    this.byAddress = new Map(this.changes.map((change) => [change.address, change]));
    this.moved = new Map(
      this.changes.flatMap(({ address, previousAddress: was }) => (was === undefined ? [] : [[was, address]])),
    );
    this.before = Snapshot.of(before);
    this.after = Snapshot.of(after);
    this.errored = errored;
    const { pairs, probes } = pathPairs(this, question);
    this.pairs = pairs;
    this.probes = probes;
  }

  renamed(address: string): string {
    return this.moved.get(address) ?? address;
  }

  changeOf(address: string): Change | undefined {
    return this.byAddress.get(address);
  }

  /** What senders may send now and could not before, and the other way round. */
  get egress(): EgressComparison {
    this.egressFound ??= compareEgress(
      this,
      this.changes.filter(({ action }) => action !== "no-op").map(({ type }) => type),
    );
    return this.egressFound;
  }

  /** The services whose paths stand on this resource, before or after. */
  servicesOn({ address }: { address: string }): readonly string[] {
    this.servicesFound ??= servicesByFoundation(this);
    return this.servicesFound.get(address) ?? [];
  }

  /** What a path of this service stands on and does not outlast: firewall rules are judged for what they let through. */
  replacedUnder(service: string): string | undefined {
    const found = this.changes.find(
      (change) =>
        (change.action === "replace" || change.action === "delete") &&
        change.address !== service &&
        change.type !== "google_compute_firewall" &&
        this.servicesOn(change).includes(service),
    );
    return found?.address;
  }

  /** A firewall rule in both snapshots. */
  firewallRules(change: Change): { was: FirewallRule | undefined; is: FirewallRule | undefined } {
    return inBoth(change, this.before.firewallRules, this.after.firewallRules);
  }

  /** A service in both snapshots. */
  services(change: Change): { was: Service | undefined; is: Service | undefined } {
    return inBoth(change, this.before.services, this.after.services);
  }
}

function inBoth<Thing>(
  { address, previousAddress }: Change,
  before: ReadonlyMap<string, Thing>,
  after: ReadonlyMap<string, Thing>,
): { was: Thing | undefined; is: Thing | undefined } {
  const at = (things: ReadonlyMap<string, Thing>) =>
    things.get(address) ?? (previousAddress === undefined ? undefined : things.get(previousAddress));
  return { was: at(before), is: at(after) };
}

export function compare(compared: Compared): Comparison {
  return new Comparison(compared);
}
