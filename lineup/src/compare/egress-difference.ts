import { addTo } from "../grouping";
import type { RuleOnSender } from "../reachability/firewall";
import { bestCase, type RuleEffect, worstCase } from "../reachability/rule-effects";
import { IntervalSet } from "../sets/intervals";
import { Layer, sweep } from "./sweep";

/** Packets by what they are: the same traffic to all these addresses. */
export interface Packets {
  to: IntervalSet;
  traffic: IntervalSet;
}

/** What one sender may send in one snapshot and not in the other, and which of the changed rules make it so. */
export interface EgressDifference {
  newlyDenied: Packets[];
  newlyAllowed: Packets[];
  denying: Set<string>;
  allowing: Set<string>;
  /** Changed rules of which something is unknown. */
  undecided: Set<string>;
}

/**
 * Compares what gets out, not what is written: exact, stretch by stretch of addresses. Where a rule is known in part,
 * only what every case agrees on is a difference.
 */
export function difference(before: readonly RuleEffect[], after: readonly RuleEffect[]): EgressDifference {
  const changed = changedRules(before, after);
  const found: EgressDifference = {
    newlyDenied: [],
    newlyAllowed: [],
    denying: new Set(),
    allowing: new Set(),
    undecided: new Set(changed.filter(({ doubts }) => doubts.length > 0).map(({ rule }) => rule.address)),
  };
  const boxes = changed.flatMap(({ best, worst }) => [...(best?.boxes ?? []), ...(worst?.boxes ?? [])]);
  const area = IntervalSet.union(boxes.map(({ to }) => to));
  const addresses = new Set(changed.map(({ rule }) => rule.address));
  const [was, is] = [casesOf(before), casesOf(after)];
  const layers = [...new Set([was.worst, was.best, is.worst, is.best])];
  const [denied, allowed] = [new Grouped(), new Grouped()];
  sweep(layers, area, (from, to) => {
    note(was.worst.allowed.subtract(is.best.allowed), denied, found.denying);
    note(is.worst.allowed.subtract(was.best.allowed), allowed, found.allowing);

    function note(traffic: IntervalSet, packets: Grouped, responsible: Set<string>): void {
      if (traffic.isEmpty) return;
      packets.add(IntervalSet.of(from, to), traffic);
      for (const rule of layers.flatMap((layer) => layer.here)) {
        if (addresses.has(rule.address) && speaksOf(rule, traffic)) responsible.add(rule.address);
      }
    }
  });
  return { ...found, newlyDenied: denied.packets, newlyAllowed: allowed.packets };
}

/** At worst and at best for the packet: most often the same, and then looked at once. */
function casesOf(acting: readonly RuleEffect[]): { worst: Layer; best: Layer } {
  const worst = new Layer(worstCase(acting));
  return { worst, best: acting.some(({ doubts }) => doubts.length > 0) ? new Layer(bestCase(acting)) : worst };
}

function speaksOf({ boxes }: RuleOnSender, traffic: IntervalSet): boolean {
  return boxes.some((box) => box.traffic.overlaps(traffic));
}

/** What acts in one snapshot as it does not in the other. Where a rule is, and what it is called, makes no difference. */
function changedRules(before: readonly RuleEffect[], after: readonly RuleEffect[]): RuleEffect[] {
  const left = new Map<string, RuleEffect[]>();
  for (const acting of before) addTo(left, keyOf(acting), acting);
  const added = after.filter((acting) => left.get(keyOf(acting))?.pop() === undefined);
  return [...added, ...[...left.values()].flat()];
}

function keyOf({ best, worst }: RuleEffect): string {
  return `${saidBy(best)}|${saidBy(worst)}`;
}

/** Written out: thousands of rules are compared by it, and JSON takes a multiple of the time. */
function saidBy(rule: RuleOnSender | undefined): string {
  if (!rule) return "";
  const boxes = rule.boxes.map(({ to, traffic }) => `${to.intervals.join(" ")}:${traffic.intervals.join(" ")}`);
  return `${rule.action} ${rule.priority} ${boxes.join(" and ")}`;
}

class Grouped {
  private readonly byTraffic = new Map<string, { traffic: IntervalSet; places: IntervalSet[] }>();

  add(to: IntervalSet, traffic: IntervalSet): void {
    const key = traffic.intervals.join(" ");
    const group = this.byTraffic.get(key) ?? { traffic, places: [] };
    this.byTraffic.set(key, group);
    group.places.push(to);
  }

  get packets(): Packets[] {
    return [...this.byTraffic.values()].map(({ traffic, places }) => ({ to: IntervalSet.union(places), traffic }));
  }
}
