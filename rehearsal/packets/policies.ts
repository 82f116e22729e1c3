import { networkOf, projectIn } from "../server/geography";
import { listOf, numberOf, textOf, thingOf } from "../server/kind";
import type { CloudObject, Store } from "../server/store";
import type { Entry } from "./caller";
import { egressRules, type NftRule, type Stage } from "./firewall";
import { linesOf, type Verdict } from "./rules";

const VERDICTS: Record<string, Verdict> = { allow: "accept", deny: "drop", goto_next: "return" };

/** What a packet of this machine meets on its way out, in the order of https://cloud.google.com/firewall/docs/firewall-policies-overview */
export function stagesOf(entry: Entry, store: Store): Stage[] {
  const network = store.get(`compute/${entry.network}`);
  const own = [...policies(/^compute\/projects\/[^/]+\/global\/firewallPolicies$/), ...policies(REGIONAL)];
  const above = policiesAbove(store).map((policy) => stageOf(policy.rules, entry, store, policy.doubt));
  const below = own.map((policy) => stageOf(policy, entry, store));
  const classic = egressRules(entry, store);
  const policiesFirst = network?.networkFirewallPolicyEnforcementOrder === "BEFORE_CLASSIC_FIREWALL";
  return [...above, ...(policiesFirst ? [...below, classic] : [classic, ...below])];

  function policies(collection: RegExp): CloudObject[][] {
    return [...store.matching(collection)]
      .filter(({ name }) => !name.includes("/regions/") || name.includes(`/regions/${entry.region}/`))
      .filter(({ name, thing }) =>
        attachments(thing).some((said) => networkOf(said, projectIn(name), store) === entry.network),
      )
      .map(({ thing }) => listOf(thing, "rules") as CloudObject[]);
  }
}

const REGIONAL = /^compute\/projects\/[^/]+\/regions\/[^/]+\/firewallPolicies$/;

const attachments = (policy: CloudObject) =>
  (listOf(policy, "associations") as CloudObject[]).map((one) => textOf(one, "attachmentTarget") ?? "");

/** Of the organization first, then of folders; whether the project lies in such a folder is in no store. */
function policiesAbove(store: Store): { rules: CloudObject[]; doubt: string | undefined }[] {
  const all = store.list("compute/locations/global/firewallPolicies");
  const of = (kind: string) => all.filter((one) => attachments(one).some((said) => said.includes(`${kind}/`)));
  const rules = (one: CloudObject) => listOf(one, "rules") as CloudObject[];
  return [
    ...of("organizations").map((one) => ({ rules: rules(one), doubt: undefined })),
    ...of("folders").map((one) => ({ rules: rules(one), doubt: `${String(one.shortName)} is a folder's` })),
  ];
}

function stageOf(rules: readonly CloudObject[], entry: Entry, store: Store, doubt?: string): Stage {
  return rules
    .filter((rule) => rule.disabled !== true && rule.direction === "EGRESS" && isOnNetwork(rule, entry, store))
    .sort((one, other) => (numberOf(one, "priority") ?? 0) - (numberOf(other, "priority") ?? 0))
    .map((rule) => nftRule(rule, doubt));
}

function isOnNetwork(rule: CloudObject, { network }: Entry, store: Store): boolean {
  const targets = listOf(rule, "targetResources").map(String);
  return targets.length === 0 || targets.some((said) => networkOf(said, "", store) === network);
}

/** Fields that say more about the machine or the destination than an address does. */
const NOT_IN_PACKETS = [
  "destFqdns",
  "destRegionCodes",
  "destThreatIntelligences",
  "destAddressGroups",
  "destNetworkScope",
  "destNetworkType",
  "destNetworkContext",
];

function nftRule(rule: CloudObject, above: string | undefined): NftRule {
  const match = thingOf(rule, "match");
  const spoken = {
    destinations: listOf(match, "destIpRanges"),
    sources: listOf(match, "srcIpRanges"),
    layer4: listOf(match, "layer4Configs") as CloudObject[],
    protocol: "ipProtocol" as const,
  };
  const [name, action] = [`rule-${String(rule.priority)}`, String(rule.action)];
  const unread = NOT_IN_PACKETS.find((key) => (Array.isArray(match?.[key]) ? listOf(match, key).length : match?.[key]));
  const machines = ["targetServiceAccounts", "targetSecureTags"].find((key) => listOf(rule, key).length > 0);
  const verdict = VERDICTS[action];
  const doubts = [above, unread, machines, verdict ? undefined : action].filter((one) => one !== undefined);
  const doubt = doubts.length === 0 ? undefined : `${name}: ${doubts.join(", ")}`;
  // Of an inspected packet nobody knows more than that it goes through or does not.
  const instead = verdict ? [] : linesOf(spoken, "accept", name);
  return { name, lines: linesOf(spoken, verdict ?? "drop", name), doubt, instead };
}
