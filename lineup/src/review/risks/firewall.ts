import type { Change } from "../../changes/change";
import { EgressRules } from "../../reachability/egress-rules";
import { ALL_ADDRESSES } from "../../sets/addresses";
import type { FirewallRule } from "../../topology/model";
import { compare } from "../../topology/networks";
import { isKnown } from "../../values";
import { changes, compared } from "../attributes";
import { EVERYWHERE } from "../flows/flows";
import type { World } from "../worlds";
import { named, type Rule, risk, type Said, type Situation } from "./rule";

const TYPE = "google_compute_firewall";

/** What a rule's change does to what senders may send; what it says is not compared, what it does is. */
export const policy: Rule = (change, { flows }) => {
  if (change.type !== TYPE) return [];
  const [denies, allows] = [flows.denying.has(change.address), flows.allowing.has(change.address)];
  if (!denies && !allows) return [];
  const because = change.action === "update" ? changes(change, ...SAID) : [];
  const denying: Said = risk(change, {
    level: "caution",
    code: "FIREWALL_DENIES_MORE",
    because,
    consequence: "what was let out is denied from now on: see the flows newly denied",
    undo: "allow what is still needed by a rule with a lower number",
  });
  const allowing: Said = risk(change, {
    level: "caution",
    code: "FIREWALL_ALLOWS_MORE",
    because,
    consequence: "what was denied is let out from now on: see the flows newly allowed",
    undo: "narrow its ranges and ports to what is needed",
  });
  return [...(denies ? [denying] : []), ...(allows ? [allowing] : [])];
};

const SAID = [
  "allow",
  "deny",
  "priority",
  "disabled",
  "direction",
  "destination_ranges",
  "source_ranges",
  "target_tags",
];

/** The provider plans this in place, and the API knows no such update. */
export const firewallNetwork: Rule = (change, situation) => {
  if (change.type !== TYPE || change.action !== "update" || !movesNetwork(change, situation)) return [];
  const acts = actsOnAPath(change, situation);
  const refused = "planned in place and refused by the API: the apply stops here, and the rule stays where it was";
  return [
    risk(change, {
      level: acts ? "danger" : "caution",
      code: "FIREWALL_NETWORK_CHANGED",
      because: ["network"],
      consequence: acts ? refused : `${refused}; it acts on no path to a Redis`,
      undo: "give the rule another name, too, so that it is made anew",
    }),
  ];
};

/** In one of the worlds, on one of those that send on declared paths; where that cannot be told, it may. */
function actsOnAPath(change: Change, { worlds: { before, after }, pairs }: Situation): boolean {
  const froms = (side: "before" | "after") => new Set(pairs.flatMap((pair) => pair[side]?.from ?? []));
  const [was, will] = [ruleIn(before, change), ruleIn(after, change)];
  if (!was && !will) return true;
  return actsOnSome(was, before, froms("before")) || actsOnSome(will, after, froms("after"));
}

function actsOnSome(rule: FirewallRule | undefined, { topology, entries }: World, services: Set<string>): boolean {
  if (!rule) return false;
  if ((isKnown(rule.direction) && rule.direction !== "EGRESS") || rule.disabled === true) return false;
  const book = new EgressRules({ ...topology, rules: [rule] });
  return topology.services.some(({ address, access }) => {
    if (!services.has(address) || access.kind === "none") return false;
    const entry = entries.get(address);
    return entry === undefined || book.between(entry.sender, EVERYWHERE).length > 0;
  });
}

/** Networks are compared as what they are: a name, a path and a link may mean the same one. */
function movesNetwork(change: Change, { worlds }: Situation): boolean {
  const sameness = compared(change, "network");
  if (sameness === "same") return false;
  const [was, will] = [ruleIn(worlds.before, change), ruleIn(worlds.after, change)];
  if (!was?.network || !will?.network) return sameness === "different";
  const network = will.network.address === undefined ? undefined : worlds.changeOf(will.network.address);
  if (network?.action === "replace") return true;
  const before = { ...was.network, address: was.network.address && worlds.renamed(was.network.address) };
  return compare(before, will.network) !== "same";
}

function ruleIn({ rules }: World, { address, previousAddress }: Change): FirewallRule | undefined {
  return rules.get(address) ?? (previousAddress === undefined ? undefined : rules.get(previousAddress));
}

/** Between the end of the old rule and the beginning of the new one nothing says what it says. */
export const replacedRule: Rule = (change, { pairs }) => {
  if (change.type !== TYPE || change.action !== "replace" || change.actions[0] === "create") return [];
  const services = pairs
    .filter(({ before, after }) => [before, after].some((path) => path?.decidedBy.includes(change.address)))
    .map(({ from }) => from);
  if (services.length === 0) return [];
  return [
    risk(change, {
      level: "caution",
      code: "FIREWALL_RULE_REPLACED",
      consequence: `it decides the path of ${named(services)}, and is gone between its end and its new beginning`,
      undo: "set create_before_destroy, or add the new rule first and remove the old one later",
      services,
    }),
  ];
};

/** Rules for what comes in act on no path to Redis, and on everything else. */
export const openedIngress: Rule = (change, { worlds }) => {
  if (change.type !== TYPE || !["create", "update", "replace"].includes(change.action)) return [];
  const [was, will] = [ruleIn(worlds.before, change), ruleIn(worlds.after, change)];
  if (!will || !letsEverybodyIn(will) || (was && letsEverybodyIn(was) && trafficStays(was, will))) return [];
  return [
    risk(change, {
      level: "caution",
      code: "OPENED_TO_INTERNET",
      because: change.action === "create" ? [] : changes(change, "source_ranges", "allow", "disabled", "direction"),
      consequence: "the whole internet may come in",
      undo: "name the ranges that the rule is for",
    }),
  ];
};

function letsEverybodyIn({ direction, action, disabled, sources }: FirewallRule): boolean {
  return (
    direction === "INGRESS" &&
    action === "allow" &&
    disabled === false &&
    (sources?.known.contains(ALL_ADDRESSES) ?? false)
  );
}

function trafficStays(was: FirewallRule, will: FirewallRule): boolean {
  return isKnown(was.traffic) && isKnown(will.traffic) && was.traffic.contains(will.traffic);
}
