import { blocksOf } from "../../sets/addresses";
import { IntervalSet } from "../../sets/intervals";
import type { Box } from "../../sets/space";
import { tcpPorts } from "../../sets/traffic";
import type { Target } from "../../topology/model";
import type { Addresses } from "../../topology/targets/kind";
import { isKnown } from "../../values";
import type { EgressRules } from "../egress-rules";
import { allowed, type Decision, decide, denied, type RuleOnSender } from "../firewall";
import type { Trail } from "../path";
import { bestCase, type PacketSender, type RuleEffect, worstCase } from "../rule-effects";

/** Where packets go, and what is there. */
export type Destination = Pick<Target, "address" | "endpoints" | "within" | "addresses" | "addressKnowledge" | "kind">;

export interface Ports {
  from: number;
  to: number;
}

function portsText({ from, to }: Ports): string {
  return from === to ? String(from) : `${from}-${to}`;
}

/** What the egress firewall decides about one packet, for the hops that come after it. */
export interface EgressResult {
  effects: RuleEffect[];
  /** Whether a VPC firewall rule, and not the implied allow, lets out every packet in every case. */
  explicitlyAllowed: boolean;
}

/**
 * Sends the packet through the sender's egress rules. The address of a Redis may be a set (every address it may get)
 * and a firewall rule may be known in part: reachable is what every case allows, blocked is what every case denies.
 */
export function passEgressFirewall(
  trail: Trail,
  rules: EgressRules,
  sender: PacketSender,
  target: Destination,
  ports: Ports,
  { unless }: { unless: string | undefined },
): EgressResult {
  const effects = rules.between(sender, target);
  const packets: Box = { to: target.addresses, traffic: tcpPorts(ports) };
  const best = decide(bestCase(effects), [packets]);
  const worst = decide(worstCase(effects), [packets]);
  const report = new EgressTrail(
    trail,
    effects,
    packets,
    `${destination(target)} tcp:${portsText(ports)}`,
    target.kind.facts.noun,
  );
  for (const { rule } of [...best.decisions, ...worst.decisions]) trail.decidedBy(rule.address);

  if (allowed(best).length === 0) report.denied(denied(best), unless);
  else if (denied(worst).length === 0) report.allowed(worst.decisions);
  else report.undecided(denied(worst));
  return { effects, explicitlyAllowed: denied(worst).length === 0 && worst.undecided.length === 0 };
}

class EgressTrail {
  constructor(
    private readonly trail: Trail,
    private readonly effects: readonly RuleEffect[],
    private readonly packets: Box,
    private readonly label: string,
    private readonly noun: string,
  ) {}

  allowed([decisive]: Decision[]): void {
    if (decisive) this.step(decisive.rule, "allow");
    else this.trail.step({ kind: "no-firewall-rule", address: "" });
  }

  denied(decisions: Decision[], unless: string | undefined): void {
    for (const { rule } of decisions) {
      const name = labelOf(this.effects, rule);
      const at = { address: rule.address, attribute: "deny" };
      const message = `${name} denies ${this.label} at priority ${rule.priority}, and nothing above it allows it`;
      const fix = `allow it for this sender by an egress rule with a number below ${rule.priority}, or narrow this rule`;
      this.step(rule, "deny");
      if (unless !== undefined) this.trail.unknown("FIREWALL_RULE", at, `${message}, unless ${unless}`, fix);
      else this.trail.blocked("FIREWALL_RULE", at, message, fix);
    }
  }

  undecided(decisions: Decision[]): void {
    const [first] = decisions;
    if (first) this.step(first.rule, "undecided");
    for (const { rule, packets } of decisions) {
      const source = this.effects.find((candidate) => candidate.rule.address === rule.address);
      if (source && source.doubts.length > 0) this.doubtful(source, "deny");
      else this.partial(rule, IntervalSet.union(packets.map(({ to }) => to)));
    }
    const denying = new Set(decisions.map(({ rule }) => rule.address));
    for (const candidate of this.effects) {
      if (candidate.doubts.length > 0 && !denying.has(candidate.rule.address) && this.couldHelp(candidate)) {
        this.doubtful(candidate, "allow");
      }
    }
  }

  private step(rule: RuleOnSender, action: "allow" | "deny" | "undecided"): void {
    const { address, priority } = rule;
    this.trail.step({ kind: "firewall-rule", address, rule: nameOf(this.effects, rule), action, priority });
  }

  private partial(rule: RuleOnSender, part: IntervalSet): void {
    if (part.contains(this.packets.to)) {
      this.trail.unknown(
        "FIREWALL_RULE",
        { address: rule.address, attribute: "deny" },
        `${labelOf(this.effects, rule)} denies ${this.label} at priority ${rule.priority}, and whether a firewall rule above it allows it is unknown`,
        "resolve what is unknown about the firewall rule above it",
      );
      return;
    }
    this.trail.unknown(
      "FIREWALL_RULE",
      { address: rule.address, attribute: "destination_ranges" },
      `${labelOf(this.effects, rule)} denies ${blocksOf(part).join(", ")}, a part of where ${this.noun} may be: ${this.label}`,
      `deny all or none of the range that ${this.noun} takes its address from, or judge the state after the first apply`,
    );
  }

  private doubtful({ rule, doubts, undocumented, partly }: RuleEffect, action: string): void {
    if (partly) {
      const message = `it acts on a part of the sender's addresses only, and may ${action} ${this.label} for those`;
      const fix = "let source_ranges hold all of the sender's range or none of it";
      this.trail.unknown("FIREWALL_RULE", { address: rule.address, attribute: "source_ranges" }, message, fix);
      return;
    }
    if (rule.isMisplaced && doubts.length === 1) {
      const message = `it may ${action} ${this.label}, but Google refuses to create it: its project is not its network's`;
      const fix = "create the rule in the project of its network";
      this.trail.unknown("UNRESOLVED_REFERENCE", { address: rule.address, attribute: "project" }, message, fix);
      return;
    }
    this.trail.unknown(
      undocumented ? "UNEVALUATED_POLICY" : "UNRESOLVED_REFERENCE",
      { address: rule.address, attribute: attributeOf(rule, doubts) },
      `it may ${action} ${this.label}, but lineup cannot determine whether it does: ${doubts.join(", ")}`,
      undocumented
        ? "target the rule by tags: whether service accounts match a connector is not documented"
        : "write it so that it resolves, or judge with --config, or judge the state",
    );
  }

  private couldHelp({ rule, best }: RuleEffect): boolean {
    const touches = (box: Box) => box.to.overlaps(this.packets.to) && box.traffic.overlaps(this.packets.traffic);
    return rule.action !== "deny" && (best?.boxes.some(touches) ?? false);
  }
}

/** The attribute that a doubt is about: `priority (var.p)` is about the priority. */
function attributeOf({ action }: RuleEffect["rule"], [doubt = ""]: readonly string[]): string {
  if (doubt.startsWith("its protocols and ports")) return isKnown(action) ? action : "";
  return /^\w+(?= \(|$)/.exec(doubt)?.[0] ?? "";
}

function nameOf(effects: readonly RuleEffect[], { address }: RuleOnSender): string | undefined {
  const name = effects.find((effect) => effect.rule.address === address)?.rule.name;
  return typeof name === "string" ? name : undefined;
}

export function labelOf(effects: readonly RuleEffect[], rule: RuleOnSender): string {
  return nameOf(effects, rule) ?? rule.address;
}

export function destination({ addresses, addressKnowledge }: Addresses): string {
  return addressKnowledge === "nothing" ? "an address not known yet," : blocksOf(addresses).join(", ");
}
