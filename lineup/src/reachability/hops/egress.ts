import { blocksOf } from "../../sets/addresses";
import { IntervalSet } from "../../sets/intervals";
import type { Box } from "../../sets/space";
import { tcp, trafficOf } from "../../sets/traffic";
import type { Cache } from "../../topology/model";
import { type Acting, bestCase, type Sender, worstCase } from "../acting";
import { type ActingRule, allowed, type Decision, decide, denied } from "../firewall";
import type { Trail } from "../path";
import { CONNECTOR_INFRASTRUCTURE, type RuleBook } from "../rule-book";

/** What the egress firewall makes of one packet, for the hops that come after it. */
export interface EgressResult {
  acting: Acting[];
  /** Whether a VPC rule, and not the implied allow, lets out every packet in every case. */
  explicitlyAllowed: boolean;
}

/**
 * Sends the packet through the sender's egress rules. The address of a cache may be a set - all it may become - and a
 * rule may be known in part: reachable is what every case allows, blocked is what every case denies.
 */
export function passEgressFirewall(
  trail: Trail,
  rules: RuleBook,
  sender: Sender,
  cache: Cache,
  port: number,
  { mayBeAllowedFirst }: { mayBeAllowedFirst: boolean },
): EgressResult {
  const acting = rules.between(sender, cache);
  const packets: Box = { to: cache.addresses, traffic: tcp(port) };
  const best = decide(bestCase(acting), [packets]);
  const worst = decide(worstCase(acting), [packets]);
  const report = new Report(trail, acting, packets, `${destination(cache)} tcp:${port}`);
  for (const { rule } of [...best.decisions, ...worst.decisions]) trail.decidedBy.push(rule.address);

  if (allowed(best).length === 0) report.denied(denied(best), mayBeAllowedFirst);
  else if (denied(worst).length === 0) report.allowed(worst.decisions);
  else report.undecided(denied(worst));
  return { acting, explicitlyAllowed: denied(worst).length === 0 && worst.undecided.length === 0 };
}

class Report {
  constructor(
    private readonly trail: Trail,
    private readonly acting: readonly Acting[],
    private readonly packets: Box,
    private readonly label: string,
  ) {}

  allowed([decisive]: Decision[]): void {
    const text = decisive
      ? `allowed by ${nameOf(this.acting, decisive.rule)} at priority ${decisive.rule.priority}`
      : "no rule speaks of it: Google lets it out";
    this.trail.step("APPLY_EGRESS_FIREWALL_RULE", decisive?.rule.address ?? "", text);
  }

  denied(decisions: Decision[], mayBeAllowedFirst: boolean): void {
    for (const { rule } of decisions) {
      const name = nameOf(this.acting, rule);
      const at = { address: rule.address, attribute: "deny" };
      const message = `${name} denies ${this.label} at priority ${rule.priority}, and nothing above it allows it`;
      const fix = `allow it for this sender by an egress rule with a number below ${rule.priority}, or narrow this rule`;
      this.trail.step("APPLY_EGRESS_FIREWALL_RULE", rule.address, `denied by ${name} at priority ${rule.priority}`);
      if (mayBeAllowedFirst) this.trail.unknown("FIREWALL_RULE", at, `${message}, unless a policy does`, fix);
      else this.trail.blocked("FIREWALL_RULE", at, message, fix);
    }
  }

  undecided(decisions: Decision[]): void {
    this.trail.step("APPLY_EGRESS_FIREWALL_RULE", decisions[0]?.rule.address ?? "", "may be denied");
    for (const { rule, packets } of decisions) {
      const source = this.acting.find((candidate) => candidate.rule.address === rule.address);
      if (source && source.doubts.length > 0) this.doubtful(source, "deny");
      else this.partial(rule, IntervalSet.union(packets.map(({ to }) => to)));
    }
    const denying = new Set(decisions.map(({ rule }) => rule.address));
    for (const candidate of this.acting) {
      if (candidate.doubts.length > 0 && !denying.has(candidate.rule.address) && this.couldHelp(candidate)) {
        this.doubtful(candidate, "allow");
      }
    }
  }

  private partial(rule: ActingRule, part: IntervalSet): void {
    this.trail.unknown(
      "FIREWALL_RULE",
      { address: rule.address, attribute: "destination_ranges" },
      `${nameOf(this.acting, rule)} denies ${blocksOf(part).join(", ")}, a part of where Redis may be: ${this.label}`,
      "deny all or none of the range that Redis takes its address from, or judge the state after the first apply",
    );
  }

  private doubtful({ rule, doubts, undocumented, partly }: Acting, action: string): void {
    if (partly) {
      const message = `it acts on a part of the sender's addresses only, and may ${action} ${this.label} for those`;
      const fix = "let source_ranges hold all of the sender's range or none of it";
      this.trail.unknown("FIREWALL_RULE", { address: rule.address, attribute: "source_ranges" }, message, fix);
      return;
    }
    if (rule.isMisplaced && doubts.length === 1) {
      const message = `it may ${action} ${this.label}, but Google refuses to make it: its project is not its network's`;
      const fix = "make the rule in the project of its network";
      this.trail.unknown("UNRESOLVED_REFERENCE", { address: rule.address, attribute: "project" }, message, fix);
      return;
    }
    this.trail.unknown(
      undocumented ? "UNEVALUATED_POLICY" : "UNRESOLVED_REFERENCE",
      { address: rule.address, attribute: doubts[0] ?? "" },
      `it may ${action} ${this.label}, but this cannot be told: ${doubts.join(", ")}`,
      undocumented
        ? "target the rule by tags: whether service accounts match a connector is not documented"
        : "write it so that it resolves, or judge with --config, or judge the state",
    );
  }

  private couldHelp({ rule, best }: Acting): boolean {
    const touches = (box: Box) => box.to.overlaps(this.packets.to) && box.traffic.overlaps(this.packets.traffic);
    return rule.action !== "deny" && (best?.boxes.some(touches) ?? false);
  }
}

function nameOf(acting: readonly Acting[], { address }: ActingRule): string {
  const rule = acting.find((candidate) => candidate.rule.address === address)?.rule;
  return typeof rule?.name === "string" ? rule.name : address;
}

export function destination({ addresses, addressKnowledge }: Cache): string {
  return addressKnowledge === "nothing" ? "an address not known yet," : blocksOf(addresses).join(", ");
}

/** What a connector itself has to reach. Google's own rules for it stand at 100, where a deny beats them. */
const INFRASTRUCTURE: Box = {
  to: CONNECTOR_INFRASTRUCTURE,
  traffic: IntervalSet.union(
    [trafficOf("tcp", ["667"]), trafficOf("udp", ["665-666"]), trafficOf("icmp", [])].flatMap((set) => set ?? []),
  ),
};
const GOOGLES_PRIORITY = 100;

export function passConnectorInfrastructure(trail: Trail, { acting }: EgressResult): void {
  const cut = (rules: ActingRule[]) =>
    denied(
      decide(
        rules.filter(({ priority }) => priority <= GOOGLES_PRIORITY),
        [INFRASTRUCTURE],
      ),
    );
  const certain = new Set(cut(bestCase(acting)).map(({ rule }) => rule.address));
  for (const { rule } of cut(worstCase(acting))) {
    const isCertain = certain.has(rule.address);
    const at = { address: rule.address, attribute: "priority" };
    const message = `${nameOf(acting, rule)} at priority ${rule.priority} ${isCertain ? "cuts" : "may cut"} what the connector itself needs: 35.199.224.0/19 on tcp 667, udp 665-666 and icmp`;
    const fix = `give it a number above ${GOOGLES_PRIORITY}, below Google's own rules for the connector`;
    if (isCertain) trail.blocked("VPC_CONNECTOR_SERVERLESS_TRAFFIC_BLOCKED", at, message, fix);
    else trail.unknown("VPC_CONNECTOR_SERVERLESS_TRAFFIC_BLOCKED", at, message, fix);
  }
}
