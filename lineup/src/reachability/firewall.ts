import { type Box, intersect, isEmpty, type Space, subtract } from "../sets/space";

/** An egress rule as it acts on one sender: everything that does not concern that sender is already left out. */
export interface ActingRule {
  address: string;
  action: "allow" | "deny";
  priority: number;
  boxes: readonly Box[];
}

export interface Decision {
  rule: ActingRule;
  packets: Space;
}

export interface Outcome {
  /** What each rule decides, highest precedence first. */
  decisions: Decision[];
  /** What no rule speaks of: Google lets it out. */
  undecided: Space;
}

/** Lower number first; at the same number deny beats allow. */
export function byPrecedence(a: ActingRule, b: ActingRule): number {
  return a.priority - b.priority || Number(b.action === "deny") - Number(a.action === "deny");
}

/** Sends packets through rules that are sorted by precedence. */
export function decide(rules: readonly ActingRule[], packets: Space): Outcome {
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

export function denied({ decisions }: Outcome): Decision[] {
  return decisions.filter(({ rule }) => rule.action === "deny");
}

export function allowed({ decisions, undecided }: Outcome): Space {
  return [...decisions.filter(({ rule }) => rule.action === "allow").flatMap(({ packets }) => packets), ...undecided];
}
