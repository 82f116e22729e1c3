import type { FirewallRule, Topology } from "../topology/model";
import { compareNetworks } from "../topology/networks";
import { get } from "../topology/read";
import { isKnown } from "../values";
import { beyond, meet, type Reach, reachOf, SAID_BY } from "./firewall-rule-reach";

/** Something that is open now and was not written so, and the attributes that opened it. */
export interface Widening {
  code: "ALLOW_WIDENED" | "DENY_NARROWED";
  message: string;
  by: (attribute: string) => boolean;
}

/**
 * Whether a rule lets more through than it was written to. Each rule is compared with itself: an allow that became
 * larger is wider than written also where nothing denies what it now allows.
 */
export function widenedRule(was: FirewallRule, is: FirewallRule | undefined, now: Topology): Widening | undefined {
  const [wasOn, isOn] = [acts(was), is !== undefined && acts(is)];
  const denied = was.action === "deny" && wasOn;
  if (denied && !is) return deny("the deny rule was deleted: the traffic that it denied is allowed", () => true);
  if (!is) return undefined;
  const [before, after] = [reachOf(was), reachOf(is)];
  if (isOn && !areReadable(was, is) && clausesOf(was) !== clausesOf(is)) {
    return (denied ? deny : allow)(
      "the rule changed, and lineup cannot read which traffic it matches",
      said(/^(allow|deny)(\.|$)/),
    );
  }
  if (denied && !isOn)
    return deny("the deny rule is disabled: the traffic that it denied is allowed", said(/^disabled$/));
  if (denied && is.action !== "deny") return deny("the rule denied before and now allows", said(/^(allow|deny)(\.|$)/));
  if (is.action === "allow" && isOn && !wasOn)
    return allow("the rule was disabled before and now allows", said(/^disabled$/));
  if (!isOn) return undefined;
  if (hasMoved(was, is)) {
    const message = `the rule ${denied ? "denies" : "allows"} elsewhere now: its network or direction changed`;
    return (denied ? deny : allow)(message, said(/^(network|direction)$/));
  }
  return denied ? narrowed(was, is, before, after, now) : enlarged(was, is, before, after, now);
}

function narrowed(was: FirewallRule, is: FirewallRule, before: Reach, after: Reach, now: Topology) {
  const lost = beyond(before, after);
  // A deny loses to the allows that stand above it now and stood below it, or beside it, before.
  const passed =
    number(is) > number(was) &&
    others("allow", [number(was), number(is) - 1], is, now).some((other) => meet(reachOf(other), after));
  if (lost.length === 0 && !passed) return undefined;
  return deny(lost.length > 0 ? "the rule denies less than written" : BELOW, saidByAny(lost, passed));
}

const BELOW = "the deny rule is now below an allow rule that it was above";
const ABOVE = "the allow rule is now above a deny rule that it was below";

function enlarged(was: FirewallRule, is: FirewallRule, before: Reach, after: Reach, now: Topology) {
  const gained = beyond(after, before);
  // An allow wins over the denies that stand below it now and stood above it, or beside it, before.
  const passed =
    number(is) < number(was) &&
    others("deny", [number(is) + 1, number(was)], is, now).some((other) => meet(reachOf(other), after));
  if (gained.length === 0 && !passed) return undefined;
  return allow(gained.length > 0 ? "the rule allows more than written" : ABOVE, saidByAny(gained, passed));
}

function saidByAny(dimensions: readonly (keyof Reach)[], passed: boolean): Widening["by"] {
  const patterns = [...dimensions.map((dimension) => SAID_BY[dimension]), ...(passed ? [/^priority$/] : [])];
  return (attribute) => patterns.some((pattern) => pattern.test(attribute));
}

/** The same rule in another form: `TCP` and `6`, a range and the two halves of it. */
export function saysTheSame(was: FirewallRule, is: FirewallRule): boolean {
  const [before, after] = [reachOf(was), reachOf(is)];
  return (
    areReadable(was, is) &&
    was.action === is.action &&
    beyond(before, after).length + beyond(after, before).length === 0
  );
}

function areReadable(...rules: FirewallRule[]): boolean {
  return rules.every(({ traffic }) => isKnown(traffic));
}

function clausesOf({ resource }: FirewallRule): string {
  return JSON.stringify([get(resource, "allow"), get(resource, "deny")]);
}

function acts({ disabled }: FirewallRule): boolean {
  return disabled !== true;
}

function hasMoved(was: FirewallRule, is: FirewallRule): boolean {
  const elsewhere = was.network && is.network && compareNetworks(was.network, is.network) !== "same";
  return elsewhere === true || was.direction !== is.direction;
}

/** What else acts there, with a priority from one to another. */
function others(action: Action, [from, to]: readonly [number, number], rule: FirewallRule, now: Topology) {
  const ranked = [...(byPriority(now).get(`${rule.direction} ${action}`) ?? [])];
  return ranked
    .filter(([priority]) => from <= priority && priority <= to)
    .flatMap(([, rules]) => rules)
    .filter(
      (other) =>
        other.address !== rule.address &&
        !(other.network && rule.network && compareNetworks(other.network, rule.network) === "different"),
    );
}

type Action = "allow" | "deny";
type Ranked = Map<string, Map<number, FirewallRule[]>>;

/** Of thousands of rules each may be asked which others stand between two of its priorities. */
const ranks = new WeakMap<Topology, Ranked>();

function byPriority(topology: Topology): Ranked {
  const already = ranks.get(topology);
  if (already) return already;
  const ranked: Ranked = new Map();
  for (const rule of topology.rules.filter(acts)) {
    const key = `${rule.direction} ${rule.action}`;
    const priorities = ranked.get(key) ?? new Map<number, FirewallRule[]>();
    const beside = priorities.get(number(rule)) ?? [];
    beside.push(rule);
    ranked.set(key, priorities.set(number(rule), beside));
  }
  ranks.set(topology, ranked);
  return ranked;
}

function number({ priority }: FirewallRule): number {
  return isKnown(priority) ? priority : 1000;
}

function said(attributes: RegExp): (attribute: string) => boolean {
  return (attribute) => attributes.test(attribute);
}

function deny(message: string, by: Widening["by"]): Widening {
  return { code: "DENY_NARROWED", message, by };
}

function allow(message: string, by: Widening["by"]): Widening {
  return { code: "ALLOW_WIDENED", message, by };
}
