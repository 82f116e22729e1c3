import { CONNECTOR_TAG, connectorTags } from "../../../../../facts/connectors";
import { once } from "../../../once";
import type { Path } from "../../../reachability/path";
import type { Target, Topology } from "../../../topology/model";
import type { Judgement } from "../../define";
import { type AuditedRule, auditedRules } from "./audited";

/** A firewall rule that lets connectors out, and the targets of declared paths that it does so for. */
export interface Opening {
  audited: AuditedRule;
  serves: Target[];
}

/** Every egress allow for a connector. */
export function openingsOf({ topology, paths }: Judgement): Opening[] {
  const served = servedBy(topology, paths);
  return connectorOpenings(topology).map((audited) => ({ audited, serves: served.get(audited.rule.address) ?? [] }));
}

const connectorOpenings = once((topology: Topology) => {
  const own = topology.connectors.flatMap(({ name, region }) =>
    typeof name === "string" && typeof region === "string" ? connectorTags(region, name) : [],
  );
  const tags = new Set([CONNECTOR_TAG, ...own]);
  return auditedRules(topology).filter(
    ({ rule, action, targets }) =>
      rule.direction === "EGRESS" && action === "allow" && targets?.split(" ").some((tag) => tags.has(tag)),
  );
});

/** The targets of the paths that each firewall rule decides. */
function servedBy({ targets }: Topology, paths: readonly Path[]): Map<string, Target[]> {
  const byAddress = new Map(targets.map((target) => [target.address, target]));
  const served = new Map<string, Set<Target>>();
  for (const { to, decidedBy } of paths) {
    const target = to === null ? undefined : byAddress.get(to);
    if (target) for (const address of decidedBy) served.set(address, (served.get(address) ?? new Set()).add(target));
  }
  return new Map([...served].map(([address, found]) => [address, [...found]]));
}
