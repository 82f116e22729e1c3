import { addressesOf } from "../sets/addresses";
import { IntervalSet } from "../sets/intervals";
import { OverlapIndex } from "../sets/overlaps";
import type { FirewallRule, Topology } from "../topology/model";
import { isKnown } from "../values";
import { type PacketDestination, type PacketSender, type RuleEffect, ruleEffects } from "./rule-effects";

/** What a connector itself has to reach, besides the destinations of its services. */
export const CONNECTOR_INFRASTRUCTURE = addressesOf("35.199.224.0/19") ?? IntervalSet.empty;

/** Of a thousand connectors under a thousand rules not all effects fit into memory: they are found again. */
const MOST_KEPT = 200_000;

/** Firewall rules by destination; those whose destinations are not fully known are always found. */
class RulesByDestination {
  private readonly anywhere: FirewallRule[] = [];
  private readonly index: OverlapIndex<FirewallRule>;

  constructor(rules: readonly FirewallRule[]) {
    this.index = new OverlapIndex(
      rules.flatMap((rule) => rule.destinations.known.intervals.map(([from, to]) => ({ from, to, item: rule }))),
    );
    this.anywhere = rules.filter(
      ({ destinations }) => destinations.unresolved.length > 0 || destinations.hostsOf.length > 0,
    );
  }

  touching(places: IntervalSet): FirewallRule[] {
    const found = new Set(this.anywhere);
    for (const [from, to] of places.intervals) {
      this.index.visit(from, to, (rule) => {
        found.add(rule);
        return true;
      });
    }
    return [...found];
  }
}

/** The egress firewall rules of a topology. A project has thousands; few apply to one sender and one Redis. */
export class EgressRules {
  private readonly byTag = new Map<string, FirewallRule[]>();
  private readonly untargeted: FirewallRule[] = [];
  private readonly all: FirewallRule[];
  /** Senders with the same tags among those of rules are under the same rules. */
  private readonly indexed = new Map<string | undefined, RulesByDestination>();
  private effects = new Map<PacketSender, Map<PacketDestination, RuleEffect[]>>();
  private kept = 0;

  constructor({ rules }: Topology) {
    this.all = rules.filter(
      ({ direction, disabled }) => (!isKnown(direction) || direction === "EGRESS") && disabled !== true,
    );
    for (const rule of this.all) {
      const tags = rule.tags === undefined || !isKnown(rule.tags) ? undefined : rule.tags;
      if (tags?.every((tag) => typeof tag === "string")) for (const tag of new Set(tags)) this.list(tag).push(rule);
      else this.untargeted.push(rule);
    }
  }

  /** How every firewall rule that could matter acts on what this sender sends to this Redis. */
  between(sender: PacketSender, target: PacketDestination): RuleEffect[] {
    const known = this.effects.get(sender) ?? new Map<PacketDestination, RuleEffect[]>();
    this.effects.set(sender, known);
    const already = known.get(target);
    if (already) return already;
    const places = IntervalSet.union([target.addresses, CONNECTOR_INFRASTRUCTURE]);
    const effects = ruleEffects(this.rulesFor(sender).touching(places), sender, target);
    this.kept += effects.length;
    if (this.kept > MOST_KEPT) {
      this.effects = new Map();
      this.kept = effects.length;
    }
    known.set(target, effects);
    return effects;
  }

  private rulesFor({ tags }: PacketSender): RulesByDestination {
    const named = isKnown(tags) ? tags.filter((tag) => this.byTag.has(tag)) : undefined;
    const key = JSON.stringify(named);
    const already = this.indexed.get(key);
    if (already) return already;
    const rules = named
      ? [...new Set([...this.untargeted, ...named.flatMap((tag) => this.byTag.get(tag) ?? [])])]
      : this.all;
    const indexed = new RulesByDestination(rules);
    this.indexed.set(key, indexed);
    return indexed;
  }

  private list(tag: string): FirewallRule[] {
    const already = this.byTag.get(tag);
    if (already) return already;
    const list: FirewallRule[] = [];
    this.byTag.set(tag, list);
    return list;
  }
}
