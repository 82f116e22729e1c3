import type { FirewallRule, Topology } from "../topology/model";
import { isKnown } from "../values";
import type { Sender } from "./acting";

/** The egress rules of a topology, found by the tags they target: a project has thousands, a sender meets a few. */
export class RuleBook {
  private readonly byTag = new Map<string, FirewallRule[]>();
  private readonly untargeted: FirewallRule[] = [];
  private readonly all: FirewallRule[];

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

  /** Every rule that could act on the sender. */
  for({ tags }: Sender): FirewallRule[] {
    if (!isKnown(tags)) return this.all;
    return [...new Set([...this.untargeted, ...tags.flatMap((tag) => this.byTag.get(tag) ?? [])])];
  }

  private list(tag: string): FirewallRule[] {
    const already = this.byTag.get(tag);
    if (already) return already;
    const list: FirewallRule[] = [];
    this.byTag.set(tag, list);
    return list;
  }
}
