import { type ApiObject, textAt, thingsAt } from "../../google/answer";
import { lastSegment } from "../../values";
import { listIn } from "../located";
import { type LiveResource, picked } from "../model";
import { shaped } from "../shape/shaped";
import { type ApiSource, each, listed, unreachableOf } from "./source";

function firewall(thing: ApiObject): LiveResource[] {
  const type = "google_compute_firewall";
  return [{ type, name: textAt(thing, "name") ?? "", values: shaped(type, thing) }];
}

const HIERARCHICAL = "google_compute_firewall_policy";
const GLOBAL = "google_compute_network_firewall_policy";
const REGIONAL = "google_compute_region_network_firewall_policy";

/** A policy with its rules and what it is attached to. */
interface Attached {
  type: string;
  name: string;
  region?: string | undefined;
  target: string | undefined;
  policy: ApiObject;
}

function attached({ type, name, region, target, policy }: Attached): LiveResource[] {
  const rules = thingsAt(policy, "rules");
  const said = picked(policy, "shortName", "displayName");
  const association = {
    type: `${type}_association`,
    name: `${name}/${lastSegment(target ?? "all networks")}`,
    region,
    values: { firewall_policy: name, attachment_target: target, region },
  };
  // Every policy has at least Google's default rules: one without rules was not read completely.
  if (rules.length === 0) return [association];
  const own = { type, name, region, values: { ...said, name, region } };
  return [own, association, ...rules.map((one) => rule(type, name, region, one))];
}

function rule(type: string, policy: string, region: string | undefined, thing: ApiObject): LiveResource {
  const match = thing.match as ApiObject | undefined;
  const addresses = ["destIpRanges", "srcIpRanges", "destAddressGroups", "srcAddressGroups"];
  const others = ["destFqdns", "srcFqdns", "destRegionCodes", "srcRegionCodes", "destThreatIntelligences"];
  return {
    type: `${type}_rule`,
    name: `${policy}/${String(thing.priority)}`,
    region,
    values: {
      ...picked(thing, "priority", "action", "direction", "disabled", "targetResources", "targetServiceAccounts"),
      firewall_policy: policy,
      region,
      match: [
        {
          ...picked(match, ...addresses, ...others, "destNetworkScope", "destNetworkType"),
          layer4_configs: thingsAt(match, "layer4Configs").map((layer) => picked(layer, "ipProtocol", "ports")),
        },
      ],
    },
  };
}

/** Policies of the network itself; every other kind is read as hierarchical, which applies first and to everything. */
const OF_THE_NETWORK = new Set(["NETWORK", "SYSTEM", "SYSTEM_GLOBAL"]);

function effective(network: string, thing: ApiObject): LiveResource[] {
  return listIn(thing, "firewallPolicys").flatMap((policy) => {
    const name = lastSegment(textAt(policy, "name") ?? textAt(policy, "shortName") ?? "");
    const kind = textAt(policy, "type") ?? "";
    // The network's list of regional policies is incomplete: they are read from their regions.
    if (kind === "NETWORK_REGIONAL" || kind === "SYSTEM_REGIONAL") return [];
    if (!OF_THE_NETWORK.has(kind)) return attached({ type: HIERARCHICAL, name, target: undefined, policy });
    return attached({ type: GLOBAL, name, target: network, policy });
  });
}

function regional(name: string, region: string, policy: ApiObject): LiveResource[] {
  return thingsAt(policy, "associations").flatMap((association) => {
    const target = textAt(association, "attachmentTarget");
    return attached({ type: REGIONAL, name, region, target, policy });
  });
}

const policies = {
  what: "firewall policies",
  types: [HIERARCHICAL, GLOBAL],
  api: "COMPUTE",
  permissions: ["compute.networks.getEffectiveFirewalls"],
} as const;

const regionalPolicies = {
  what: "regional firewall policies",
  types: [REGIONAL],
  api: "COMPUTE",
  permissions: [
    "compute.firewallPolicies.list",
    "compute.regionFirewallPolicies.list",
    "compute.regionFirewallPolicies.get",
  ],
} as const;

export const firewalls: ApiSource[] = [
  listed(
    {
      what: "firewall rules",
      types: ["google_compute_firewall"],
      api: "COMPUTE",
      permissions: ["compute.firewalls.list"],
    },
    "global/firewalls",
    "items",
    firewall,
  ),
  {
    ...policies,
    read: (reader, networks) => {
      const pathOf = (name: string) => `projects/${reader.project.id}/global/networks/${name}`;
      return each(
        policies,
        networks(),
        async (name) => {
          const path = `${pathOf(name)}/getEffectiveFirewalls`;
          const thing = await reader.one({ api: policies.api, path, permission: policies.permissions[0] });
          return effective(pathOf(name), thing);
        },
        (name) => ({ network: pathOf(name) }),
      );
    },
  },
  {
    ...regionalPolicies,
    read: async (reader) => {
      const { api, permissions } = regionalPolicies;
      const path = `projects/${reader.project.id}`;
      const all = `${path}/aggregated/firewallPolicies`;
      const asked = { api, path: all, permission: permissions[0] };
      const listed = await reader.aggregated("firewallPolicies", asked, permissions[1]);
      // Global policies are in the same list; they were read from the networks.
      const found = listed.things.flatMap((policy) => {
        const [name, region] = [textAt(policy, "name"), lastSegment(textAt(policy, "region") ?? "")];
        return name === undefined || region === "" ? [] : [{ name, region, policy }];
      });
      const live = found.map(async ({ name, region, policy }) => {
        // The list may leave out associations and rules: then the policy itself is read.
        const isWhole = thingsAt(policy, "associations").length > 0 && thingsAt(policy, "rules").length > 0;
        const own = { api, path: `${path}/regions/${region}/firewallPolicies/${name}`, permission: permissions[2] };
        return regional(name, region, isWhole ? policy : await reader.one(own));
      });
      return { live: (await Promise.all(live)).flat(), unread: unreachableOf(regionalPolicies, listed.unreachable) };
    },
  },
];
