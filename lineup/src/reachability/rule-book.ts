import { addressesOf } from "../sets/addresses";
import { IntervalSet } from "../sets/intervals";
import { OverlapIndex } from "../sets/overlaps";
import type { FirewallRule, Topology } from "../topology/model";
import { isKnown } from "../values";
import { type Acting, actingRules, type Sender, type Target } from "./acting";

/** What a connector itself has to reach, besides where its services send. */
export const CONNECTOR_INFRASTRUCTURE = addressesOf("35.199.224.0/19") ?? IntervalSet.empty;

/** Rules found by where they speak of; those of which that cannot be told are always found. */
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

/** The egress rules of a topology. A project has thousands; what one sender meets on its way to one cache are a few. */
export class RuleBook {
  private readonly byTag = new Map<string, FirewallRule[]>();
  private readonly untargeted: FirewallRule[] = [];
  private readonly all: FirewallRule[];
  private readonly bySender = new WeakMap<Sender, RulesByDestination>();
  private readonly acting = new WeakMap<Sender, Map<Target, Acting[]>>();

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

  /** How every rule that could matter acts on this sender's way to this cache. */
  between(sender: Sender, cache: Target): Acting[] {
    const known = this.acting.get(sender) ?? new Map<Target, Acting[]>();
    this.acting.set(sender, known);
    const already = known.get(cache);
    if (already) return already;
    const places = IntervalSet.union([cache.addresses, CONNECTOR_INFRASTRUCTURE]);
    const acting = actingRules(this.rulesFor(sender).touching(places), sender, cache);
    known.set(cache, acting);
    return acting;
  }

  private rulesFor(sender: Sender): RulesByDestination {
    const already = this.bySender.get(sender);
    if (already) return already;
    const rules = isKnown(sender.tags)
      ? [...new Set([...this.untargeted, ...sender.tags.flatMap((tag) => this.byTag.get(tag) ?? [])])]
      : this.all;
    const indexed = new RulesByDestination(rules);
    this.bySender.set(sender, indexed);
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
