import { networkOf, projectIn } from "../server/geography";
import { listOf, numberOf, textOf } from "../server/kind";
import type { CloudObject, Store } from "../server/store";
import type { Entry } from "./caller";
import { linesOf, type Verdict } from "./rules";

/** A rule as lines of nft. */
export interface NftRule {
  name: string;
  lines: string[];
  /** Why Google's documents do not say whether it acts on this machine; then it may, or the lines of `instead` do. */
  doubt?: string | undefined;
  instead?: string[];
}

/** Rules in their order. A packet that none of them decides goes on to the next stage, and after the last it goes out. */
export type Stage = NftRule[];

/** The range in which a connector's machines reach what runs them; Google allows that at priority 100. */
export const CONTROL_RANGE = "35.199.224.0/19";

/**
 * The VPC firewall rules that act on packets which leave this machine. The lower number comes first, at the same number
 * the deny, as https://cloud.google.com/firewall/docs/firewalls has it.
 */
export function egressRules(entry: Entry, store: Store): Stage {
  const own = [...store.matching(/^compute\/projects\/[^/]+\/global\/firewalls$/)].filter(
    ({ name, thing }) => networkOf(textOf(thing, "network") ?? "", projectIn(name), store) === entry.network,
  );
  const all = [...own.map(({ thing }) => thing), ...(entry.connector === undefined ? [] : [ofGoogle(entry)])];
  return all
    .filter((rule) => rule.disabled !== true && rule.direction === "EGRESS" && mayActOn(rule, entry))
    .sort((one, other) => placeOf(one) - placeOf(other))
    .map(nftRule);
}

function placeOf(rule: CloudObject): number {
  return 2 * (numberOf(rule, "priority") ?? 1000) + (denies(rule) ? 0 : 1);
}

const denies = (rule: CloudObject) => listOf(rule, "denied").length > 0;

function mayActOn(rule: CloudObject, { tags }: Entry): boolean {
  const targets = listOf(rule, "targetTags");
  return targets.length === 0 || targets.some((tag) => tags.includes(String(tag)));
}

function nftRule(rule: CloudObject): NftRule {
  const verdict: Verdict = denies(rule) ? "drop" : "accept";
  const spoken = {
    destinations: listOf(rule, "destinationRanges"),
    sources: listOf(rule, "sourceRanges"),
    layer4: [...listOf(rule, "denied"), ...listOf(rule, "allowed")] as CloudObject[],
    protocol: "IPProtocol" as const,
  };
  const name = String(rule.name);
  const forAccounts = listOf(rule, "targetServiceAccounts").length > 0;
  const doubt = forAccounts ? `${name} is for service accounts` : undefined;
  return { name, lines: linesOf(spoken, verdict, name), doubt };
}

/** The rule that Google makes for each connector. */
function ofGoogle({ region, connector, tags }: Entry): CloudObject {
  return {
    name: `aet-${region.replaceAll("-", "")}-${String(connector).replaceAll("-", "--")}-egrss`,
    direction: "EGRESS",
    priority: 100,
    targetTags: tags.slice(1),
    destinationRanges: [CONTROL_RANGE],
    allowed: [{ IPProtocol: "icmp" }, { IPProtocol: "tcp", ports: ["667"] }, { IPProtocol: "udp", ports: ["665-666"] }],
  };
}
