import { REDIS_PORT } from "../../../../facts/redis";
import { CLUSTER_NODE_PORTS, SERVICE_CLASSES } from "../../../../facts/targets";
import type { Resource } from "../../inputs/model";
import { IntervalSet } from "../../sets/intervals";
import { isKnown, type Maybe, Unresolved, type Value } from "../../values";
import type { Target } from "../model";
import { compareNetworks, unknownNetwork } from "../networks";
import { get, itemFields, items, knownText, list, text, unlessComputed, within } from "../read";
import { regionOf } from "../regions";
import { exactly, inPolicySubnets } from "./addresses";
import type { Refusal, Surroundings, TargetKind } from "./kind";

/** What differs between the two kinds of cache behind Private Service Connect. */
interface BehindEndpoints {
  kind: TargetKind;
  hosts?: RegExp;
  unclear?: RegExp;
  /** The block that names the networks in which endpoints are wanted. */
  wanted: Value | undefined;
  tls: Maybe<boolean>;
  iam: Maybe<boolean>;
  /** The address that clients begin with, and all of them, where they are known. */
  host: string | undefined;
  all: readonly string[];
  hasNodes: Maybe<boolean>;
}

/**
 * A cluster has two endpoints in the consumer's network: one for discovery, and one for its nodes, which are told apart
 * by port. Both take an address from the subnets of the service connection policy. Undefined where none are made
 * automatically: somebody makes them by hand and registers them.
 */
export function behindEndpoints(
  resource: Resource,
  around: Surroundings,
  { kind, wanted, host, all, hasNodes, ...said }: BehindEndpoints,
): Target | undefined {
  const { facts } = kind;
  const blocks = list(unlessComputed(wanted));
  const networks = isKnown(blocks)
    ? blocks.flatMap((block) => around.networks.named(within(block, "network"), resource) ?? [])
    : [];
  const [first, ...others] = networks;
  if (!first) return undefined;
  // It answers in each of them, and which one a client calls is not judged.
  const isOne = others.every((other) => compareNetworks(first, other) === "same");
  const network = isOne ? first : unknownNetwork(new Unresolved("one of several networks"));
  const region = regionOf(resource, facts.region === "location" ? "location" : "region");
  const serviceClass = SERVICE_CLASSES[facts.type];
  const fromSubnets = inPolicySubnets({ network, region, serviceClass }, around);
  const known = all.flatMap((address) => exactly(address)?.addresses ?? []);
  const nodes =
    known.length > 1 ? { addresses: IntervalSet.union(known), addressKnowledge: "address" as const } : fromSubnets;
  const addresses = exactly(host) ?? fromSubnets;
  return {
    ...itemFields(resource),
    ...(facts.region === "location" ? { name: text(get(resource, "instance_id")) ?? text(get(resource, "name")) } : {}),
    kind,
    hosts: facts.hosts,
    unclear: facts.unclear,
    ...said,
    region,
    network,
    networkIsSaid: true,
    connectMode: "PRIVATE_SERVICE_CONNECT",
    auth: false,
    host,
    alsoAt: all.filter((address) => address !== host),
    port: REDIS_PORT,
    nodes: {
      ...nodes,
      kind,
      address: resource.address,
      endpoints: [],
      ports: CLUSTER_NODE_PORTS,
      areCalled: hasNodes === true,
    },
    readEndpoint: undefined,
    hasReadEndpoint: false,
    aliases: [resource.address],
    endpoints: [resource.address],
    reserved: undefined,
    needs: 1,
    state: knownText(get(resource, "state")),
    ...addresses,
    readAddresses: addresses,
  };
}

/** The addresses under one key anywhere in a list of blocks. */
export function textsAt(value: Value | undefined, key: string): string[] {
  return items(value).flatMap((block) => knownText(within(block, key)) ?? []);
}

export function zoneRefusal({ region, resource }: Target): Refusal[] {
  const zone = knownText(within(get(resource, "zone_distribution_config"), "zone"));
  if (zone === undefined || typeof region !== "string" || zone.startsWith(`${region}-`)) return [];
  return [
    {
      when: "created",
      attribute: "zone_distribution_config",
      message: `its region is ${region} and its zone ${zone}, which is in another region: Google refuses to create it`,
      fix: `use a zone of ${region}`,
      certain: false,
    },
  ];
}
