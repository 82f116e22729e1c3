import { type Box, intersect, isEmpty, type Space, subtract } from "../sets/space";

/** The part of an egress firewall rule that applies to one sender. */
export interface RuleOnSender {
  address: string;
  action: "allow" | "deny";
  priority: number;
  boxes: readonly Box[];
}

export interface Decision {
  rule: RuleOnSender;
  packets: Space;
}

interface FirewallOutcome {
  /** What each rule decides, highest precedence first. */
  decisions: Decision[];
  /** What no firewall rule matches: Google lets it out. */
  undecided: Space;
}

/** Lower number first; at the same number deny beats allow. */
export function byPrecedence(a: RuleOnSender, b: RuleOnSender): number {
  return a.priority - b.priority || Number(b.action === "deny") - Number(a.action === "deny");
}

/** Sends packets through rules that are sorted by precedence. */
export function decide(rules: readonly RuleOnSender[], packets: Space): FirewallOutcome {
  const decisions: Decision[] = [];
  let remaining = packets;
  for (const rule of rules) {
    if (isEmpty(remaining)) break;
    let decided: Space = [];
    for (const box of rule.boxes) {
      const hit = intersect(remaining, box);
      if (isEmpty(hit)) continue;
      decided = [...decided, ...hit];
      remaining = subtract(remaining, box);
    }
    if (!isEmpty(decided)) decisions.push({ rule, packets: decided });
  }
  return { decisions, undecided: remaining };
}

export function denied({ decisions }: FirewallOutcome): Decision[] {
  return decisions.filter(({ rule }) => rule.action === "deny");
}

export function allowed({ decisions, undecided }: FirewallOutcome): Space {
  return [...decisions.filter(({ rule }) => rule.action === "allow").flatMap(({ packets }) => packets), ...undecided];
}
