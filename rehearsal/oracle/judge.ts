import { networkOf, rangeFrom } from "../server/geography";
import { listOf, numberOf, textOf, thingOf } from "../server/kind";
import type { CloudObject, Store } from "../server/store";
import { letIn, startOf } from "./admission";
import { holds, leaves, type Sent } from "./firewall";
import { type PacketSource, type ProgramLocation, packetSourceOf } from "./packet-source";
import { instancesIn, programsIn, type RedisEndpoint, redisEndpointsOf, templateOf } from "./redis-endpoints";
import { blocked, type OracleAnswer, PathStopped, unclear } from "./verdict";

/**
 * What is true in the applied cloud, found in the simplest way: one program at a time, one address at
 * a time. lineup is compared with it, so it shares no code with lineup, and nothing here is
 * clever or fast.
 */
export interface PathJudgement extends RedisEndpoint {
  /** `projects/p/locations/r/services/s` */
  program: string;
  /** The instance that has the address, if any. */
  redis: string | undefined;
  answer: OracleAnswer;
  reason: string;
}

const PRIVATE = [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  "199.36.153.4/30",
  "199.36.153.8/30",
];

export function judge(store: Store): PathJudgement[] {
  return programsIn(store).flatMap(({ name, thing }) => {
    const program = name.replace(/^run\//, "");
    const [, project = "", , region = ""] = program.split("/");
    return redisEndpointsOf(thing, project, store).map((want) => {
      const redis = instancesIn(store).filter((one) => textOf(one.thing, "host") === want.host);
      const judged = { ...want, program, redis: redis[0]?.name.replace(/^redis\//, "") };
      try {
        const start = startOf(templateOf(thing), project, store);
        for (const stopped of start) if (stopped.answer === "blocked") throw stopped;
        const passed = travel(templateOf(thing), want, redis, { project, region, store });
        for (const open of start) throw open;
        letIn(passed, want, store);
        return { ...judged, redis: passed.name.replace(/^redis\//, ""), answer: "reachable", reason: passed.reason };
      } catch (verdict) {
        if (!(verdict instanceof PathStopped)) throw verdict;
        return { ...judged, answer: verdict.answer, reason: verdict.message };
      }
    });
  });
}

function travel(
  template: CloudObject | undefined,
  { host, port, tls }: RedisEndpoint,
  instances: { name: string; thing: CloudObject }[],
  { project, region, store }: ProgramLocation,
): { name: string; thing: CloudObject; reason: string } {
  if (!rangeFrom(host) && host !== "localhost") throw unclear(`${host || "an empty value"} is no address`);
  if (instances.length === 0) throw blocked(`no Redis has the address ${host}`);
  const access = thingOf(template, "vpcAccess");
  const sender = packetSourceOf(access, { project, region, store });
  if (access?.egress !== "ALL_TRAFFIC" && !PRIVATE.some((range) => holds(range, host))) {
    throw blocked(`${host} is outside the private ranges: the traffic goes to the internet`);
  }
  const there = instances.find(({ thing }) => networkOf(String(thing.authorizedNetwork), "", store) === sender.network);
  if (!there) throw blocked(`${sender.network} is not the network of the Redis`);
  const { name, thing: redis } = there;
  if (textOf(redis, "state") !== "READY") throw blocked(`${name} is ${String(redis.state)}`);
  if (name.split("/")[4] !== region) throw blocked(`${name} is not in ${region}`);
  if (port === undefined && redis.port !== 6379) throw unclear("nothing says the port");
  if (port !== undefined && port !== numberOf(redis, "port")) throw blocked(`it listens on ${redis.port}, not ${port}`);
  const requiresTls = redis.transitEncryptionMode === "SERVER_AUTHENTICATION";
  if (tls !== undefined && tls !== requiresTls)
    throw blocked(requiresTls ? "it requires TLS" : "it does not offer TLS");
  const foreign = sender.addresses.find((address) => !PRIVATE.some((range) => holds(range, address)));
  if (foreign) throw blocked(`${foreign} is no private address: Redis does not answer it`);
  if (redis.connectMode === "PRIVATE_SERVICE_ACCESS") demandPeering(sender.network, store);
  demandPlainNetwork(sender.network, store);
  const reason = packets(sender, { protocol: "tcp", to: host, port: numberOf(redis, "port") ?? 0 }, store);
  if (sender.connector) demandOwnTraffic(sender, store);
  return { name, thing: redis, reason };
}

/** A connector that cannot reach Google's control plane carries no traffic. Google allows that itself, at 100. */
function demandOwnTraffic(sender: PacketSource, store: Store): void {
  for (const to of ["35.199.224.0", "35.199.240.1", "35.199.255.255"]) {
    packets(sender, { protocol: "icmp", to, port: 0 }, store, 100);
    packets(sender, { protocol: "tcp", to, port: 667 }, store, 100);
    for (const port of [665, 666]) packets(sender, { protocol: "udp", to, port }, store, 100);
  }
}

function demandPeering(network: string, store: Store): void {
  const peerings = listOf(store.get(`compute/${network}`), "peerings") as CloudObject[];
  const peering = peerings.find(({ name }) => name === "servicenetworking-googleapis-com");
  if (peering?.state !== "ACTIVE") throw blocked(`${network} is not peered with Google's services`);
}

/** Policies and policy-based routes act before and after the rules; the oracle does not evaluate them. */
function demandPlainNetwork(network: string, store: Store): void {
  for (const { name, thing } of store.matching(/\/(firewallPolicies|policyBasedRoutes)$/)) {
    const project = name.split("/")[2] ?? "";
    const associations = (listOf(thing, "associations") as CloudObject[]).map(
      ({ attachmentTarget }) => attachmentTarget,
    );
    const acts = [thing.network, ...associations].filter((said) => said !== undefined).map(String);
    // What an organization or a folder contains is unknown here.
    const concerns = acts.some((said) => !said.includes("/networks/") || networkOf(said, project, store) === network);
    if (concerns) throw unclear(`${name} acts on the network`);
  }
}

/** From every source address that is possible. Where only some are allowed, the answer is unclear. */
function packets({ addresses, network, tags }: PacketSource, sent: Sent, store: Store, floor?: number): string {
  const results = addresses.map((from) => leaves({ ...sent, from, network, tags }, store, floor));
  if (results.includes(undefined)) throw unclear("a rule for a service account would decide it");
  const stopped = results.filter((result) => result?.passes === false);
  const by = (stopped[0] ?? results[0])?.by ?? "";
  if (stopped.length === 0) return `let out by ${by}`;
  if (stopped.length === results.length) throw blocked(`denied by ${by}`);
  throw unclear(`${by} denies ${stopped.length} of ${results.length} addresses`);
}
