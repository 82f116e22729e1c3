import { leaves } from "../../oracle/firewall";
import type { PacketSource } from "../../oracle/packet-source";
import { PathStopped } from "../../oracle/verdict";
import { networkOf, projectIn, rangeFrom } from "../geography";
import { listOf, numberOf, type Place, textOf, timestamp } from "../kind";
import { importedRanges } from "../kinds/routes";
import type { CloudObject } from "../store";
import { type Destination, destinationOf, entryOf, sourceOf } from "./endpoints";
import { aborted, dropped, Final } from "./step";

/** What a connectivity test finds: one trace, from a workload of Cloud Run to a Redis. */
export function analysis(test: CloudObject, place: Place): CloudObject {
  const steps: CloudObject[] = [];
  const result = traced(test, place, steps);
  const described = steps.map((step) => ({ projectId: place.project, ...step }));
  return { result, verifyTime: timestamp(), traces: [{ forwardTraceId: 1, steps: described }] };
}

function traced(test: CloudObject, place: Place, steps: CloudObject[]): string {
  try {
    const source = sourceOf(test, place);
    const destination = destinationOf(test, place);
    steps.push(source.step);
    const { packets, step } = entryOf(source, destination.address, place.store);
    steps.push(step);
    refuseUnsupported(packets, place);
    steps.push(...firewall(packets, destination, place));
    steps.push(peering(packets, destination, place));
    steps.push(delivery(destination, source.region));
    return "REACHABLE";
  } catch (final) {
    if (!(final instanceof Final) && !(final instanceof PathStopped)) throw final;
    const { result, steps: last } = final instanceof Final ? final : aborted("UNSUPPORTED");
    steps.push(...last);
    return result;
  }
}

/** Here nothing evaluates firewall policies and policy-based routes. */
function refuseUnsupported({ network }: PacketSource, { store }: Place): void {
  for (const { name, thing } of store.matching(/\/(firewallPolicies|policyBasedRoutes)$/)) {
    const targets = (listOf(thing, "associations") as CloudObject[]).map(({ attachmentTarget }) => attachmentTarget);
    const acts = [thing.network, ...targets].filter((said) => said !== undefined).map(String);
    if (acts.some((said) => networkOf(said, projectIn(name), store) === network)) throw aborted("UNSUPPORTED");
  }
}

/** The rule that decides; where the caller may not see it, that alone is said. */
function firewall({ network, addresses, tags }: PacketSource, { address, port }: Destination, place: Place) {
  const sent = { protocol: "tcp", to: address, port, from: addresses[0] ?? "", network, tags } as const;
  const decided = leaves(sent, place.store);
  if (!decided) throw aborted("UNSUPPORTED");
  const uri = `projects/${projectIn(network)}/global/firewalls/${decided.by}`;
  const rule = place.store.get(`compute/${uri}`);
  const isSeen = place.iam.allows(place.who, "compute.firewalls.list", {
    name: `compute/projects/${projectIn(network)}`,
    project: projectIn(network),
  });
  const info = {
    displayName: rule ? decided.by : "implied-allow-egress",
    ...(rule ? { uri } : {}),
    direction: "EGRESS",
    action: decided.passes ? "ALLOW" : "DENY",
    priority: numberOf(rule, "priority") ?? 65535,
    networkUri: network,
    ...(rule ? { targetTags: listOf(rule, "targetTags") } : {}),
    firewallRuleType: rule ? "VPC_FIREWALL_RULE" : "IMPLIED_VPC_FIREWALL_RULE",
  };
  const step: CloudObject = isSeen
    ? { state: "APPLY_EGRESS_FIREWALL_RULE", ...(decided.passes ? {} : { causesDrop: true }), firewall: info }
    : { state: "VIEWER_PERMISSION_MISSING", viewerPermissionMissingInfo: { resourceTypes: ["FIREWALL"] } };
  if (!decided.passes) throw dropped("FIREWALL_RULE", isSeen ? uri : undefined, [step]);
  return [step];
}

function peering({ network }: PacketSource, { redis, address }: Destination, { store }: Place): CloudObject {
  if (!redis) throw dropped("NO_ROUTE");
  const own = networkOf(textOf(redis, "authorizedNetwork") ?? "", "", store);
  const peerings = listOf(store.get(`compute/${network}`), "peerings") as CloudObject[];
  const one = rangeFrom(address);
  const active = peerings.filter(({ state }) => state === "ACTIVE");
  const bringing = active.find(({ name }) =>
    importedRanges(network, String(name), store).some((range) => one && rangeFrom(range)?.contains(one)),
  );
  if (own !== network || !bringing) throw dropped("GOOGLE_MANAGED_SERVICE_NO_PEERING", textOf(redis, "name"));
  return {
    state: "APPLY_ROUTE",
    route: {
      routeType: "PEERING_SUBNET",
      nextHopType: "NEXT_HOP_PEERING",
      displayName: String(bringing.name),
      nextHopNetworkUri: networkOf(String(bringing.network), "", store),
      networkUri: network,
      destIpRange: textOf(redis, "reservedIpRange") ?? address,
    },
  };
}

function delivery({ redis, uri = "", port }: Destination, region: string): CloudObject {
  if (redis?.state !== "READY") throw dropped("REDIS_INSTANCE_NOT_RUNNING", uri);
  if (uri.split("/")[3] !== region) throw dropped("DROPPED_INSIDE_REDIS_INSTANCE_SERVICE", uri);
  if (port !== numberOf(redis, "port")) throw dropped("REDIS_INSTANCE_UNSUPPORTED_PORT", uri);
  return { state: "DELIVER", deliver: { target: "REDIS_INSTANCE", resourceUri: uri, ipAddress: String(redis.host) } };
}
