import { type ApiObject, textAt, thingsAt } from "../../google/answer";
import { isBlock, own } from "../../inputs/blocks";
import { block, type LiveResource, picked } from "../model";
import type { Reader } from "../reader";
import { hostNames } from "../shape/withheld";
import type { ApiSource } from "./source";

// Names that a variable of Redis's holds, and what answers for them.

const [ZONES, RECORDS, POLICIES, RESPONSES] = [
  "dns.managedZones.list",
  "dns.resourceRecordSets.list",
  "dns.policies.list",
  "dns.responsePolicies.list",
] as const;

/** Read only where a variable holds a name, and all or nothing: a zone that is not seen may answer first. */
export const dns: ApiSource = {
  what: "records of names that variables hold",
  types: ["google_dns_record_set", "google_dns_managed_zone", "google_dns_policy", "google_dns_response_policy"],
  api: "DNS",
  permissions: [ZONES, RECORDS, POLICIES, RESPONSES],
  async read(reader, _, found) {
    const names = hostNames(found().map(({ values }) => values));
    if (names.size === 0) return { live: [] };
    const [all, policies, responses] = await Promise.all([
      listOf(reader, "managedZones", ZONES),
      listOf(reader, "policies", POLICIES),
      listOf(reader, "responsePolicies", RESPONSES),
    ]);
    const zones = all.filter((zone) => [...names].some((name) => mayAnswer(zone, name)));
    const records = zones.flatMap((zone) =>
      [...names].filter((name) => mayAnswer(zone, name)).map((name) => recordsOf(reader, zone, name)),
    );
    return {
      live: [
        ...zones.map(writtenZone),
        ...(await Promise.all(records)).flat(),
        ...policies.filter(isElsewhere).map((one) => named("google_dns_policy", textAt(one, "name"))),
        ...responses.map((one) => named("google_dns_response_policy", textAt(one, "responsePolicyName"))),
      ],
    };
  },
};

function listOf(reader: Reader, list: string, permission: string): Promise<ApiObject[]> {
  return reader.list(list, { api: "DNS", path: `projects/${reader.project.id}/${list}`, permission });
}

/** Every zone above a name, the root among them. */
function mayAnswer(zone: ApiObject, name: string): boolean {
  const suffix = (textAt(zone, "dnsName") ?? ".").toLowerCase();
  return suffix === "." || `.${name}`.endsWith(`.${suffix}`);
}

async function recordsOf(reader: Reader, zone: ApiObject, name: string): Promise<LiveResource[]> {
  const zoneName = textAt(zone, "name") ?? "";
  const path = `projects/${reader.project.id}/managedZones/${encodeURIComponent(zoneName)}/rrsets`;
  const found = await reader.list("rrsets", { api: "DNS", path, query: { name }, permission: RECORDS });
  return found
    .filter((record) => textAt(record, "name")?.toLowerCase() === name)
    .map((record) => ({
      type: "google_dns_record_set",
      name: `${zoneName}/${name}${textAt(record, "type") ?? ""}`,
      values: {
        ...picked(record, "type", "ttl", "rrdatas"),
        name,
        managed_zone: zoneName,
        routing_policy: block(own(record, "routingPolicy"), () => ({})),
      },
    }));
}

function writtenZone(zone: ApiObject): LiveResource {
  const name = textAt(zone, "name") ?? "";
  const visible = block(own(zone, "privateVisibilityConfig"), (config) => ({
    networks: thingsAt(config, "networks").map((one) => picked(one, "networkUrl")),
  }));
  const values = { ...picked(zone, "name", "dnsName", "visibility"), private_visibility_config: visible };
  return { type: "google_dns_managed_zone", name, values };
}

/** A policy that only logs, or only lets others ask, answers nothing. */
function isElsewhere(policy: ApiObject): boolean {
  const servers = own(policy, "alternativeNameServerConfig");
  return isBlock(servers) && Object.values(servers).some((list) => Array.isArray(list) && list.length > 0);
}

function named(type: string, name = ""): LiveResource {
  return { type, name, values: { name } };
}
