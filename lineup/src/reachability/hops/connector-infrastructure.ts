import { IntervalSet } from "../../sets/intervals";
import type { Box } from "../../sets/space";
import { trafficOf } from "../../sets/traffic";
import { CONNECTOR_INFRASTRUCTURE } from "../egress-rules";
import { decide, denied, type RuleOnSender } from "../firewall";
import type { Trail } from "../path";
import { bestCase, worstCase } from "../rule-effects";
import { type EgressResult, labelOf } from "./egress";

/** What a connector itself has to reach. Google's own firewall rules for it have priority 100, where a deny beats them. */
const INFRASTRUCTURE: Box = {
  to: CONNECTOR_INFRASTRUCTURE,
  traffic: IntervalSet.union(
    [trafficOf("tcp", ["667"]), trafficOf("udp", ["665-666"]), trafficOf("icmp", [])].flatMap((set) => set ?? []),
  ),
};
const GOOGLES_PRIORITY = 100;

export function passConnectorInfrastructure(trail: Trail, { effects }: EgressResult): void {
  const cut = (rules: RuleOnSender[]) =>
    denied(
      decide(
        rules.filter(({ priority }) => priority <= GOOGLES_PRIORITY),
        [INFRASTRUCTURE],
      ),
    );
  const certain = new Set(cut(bestCase(effects)).map(({ rule }) => rule.address));
  for (const { rule } of cut(worstCase(effects))) {
    const isCertain = certain.has(rule.address);
    const at = { address: rule.address, attribute: "priority" };
    const message = `${labelOf(effects, rule)} at priority ${rule.priority} ${isCertain ? "cuts" : "may cut"} what the connector itself needs: 35.199.224.0/19 on tcp 667, udp 665-666 and icmp`;
    const fix = `give it a number above ${GOOGLES_PRIORITY}, below Google's own rules for the connector`;
    if (isCertain) trail.blocked("VPC_CONNECTOR_SERVERLESS_TRAFFIC_BLOCKED", at, message, fix);
    else trail.unknown("VPC_CONNECTOR_SERVERLESS_TRAFFIC_BLOCKED", at, message, fix);
  }
}
