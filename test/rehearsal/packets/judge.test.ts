import { judgeByPackets } from "../../../rehearsal/packets/judge";
import { whyNoPackets } from "../../../rehearsal/packets/needs";
import type { CloudObject, Store } from "../../../rehearsal/server/store";
import { itNeeds } from "../../support/needs";
import { CACHE, CONNECTOR, change, env, give, NETWORK, opening, rule, SUBNET, TAG, whole } from "../oracle/store";

const PEERING = { name: "servicenetworking-googleapis-com", state: "ACTIVE" };
const network = "projects/acme/global/networks/vpc";

function cloud(alter: (store: Store) => void): Store {
  const store = whole();
  change(store, CACHE, { reservedIpRange: "10.166.0.0/29" });
  alter(store);
  return store;
}

const policy = (store: Store, rules: CloudObject[]) =>
  store.put("compute/projects/acme/global/firewallPolicies/p", {
    associations: [{ attachmentTarget: network }],
    rules: rules.map((one, priority) => ({ direction: "EGRESS", priority, ...one })),
  });
const redis = (protocol: string) => ({ layer4Configs: [{ ipProtocol: protocol, ports: ["6379"] }] });

/** A Redis at a public address that is used privately. */
const publicRedis = (egress: string) => (store: Store) => {
  change(store, CACHE, { host: "34.1.2.3", reservedIpRange: "34.1.2.0/29" });
  change(store, NETWORK, { peerings: [{ ...PEERING, importSubnetRoutesWithPublicIp: true }] });
  give(store, { env: env({ REDIS_HOST: "34.1.2.3" }), vpcAccess: { connector: "conn", egress } });
};

const CLOUDS: [what: string, alter: (store: Store) => void, answer: string][] = [
  ["nothing stands in the way", () => {}, "reachable"],
  ["a deny", (store) => rule(store, "deny"), "blocked: ETIMEDOUT"],
  [
    "a deny at the number of the allow, by the number of tcp",
    (store) => {
      rule(store, "open", opening);
      rule(store, "deny", { priority: 900, denied: [{ IPProtocol: "6", ports: ["1-100", "50-7000"] }] });
    },
    "blocked: ETIMEDOUT",
  ],
  [
    "a deny below the allow, and others that do not act",
    (store) => {
      rule(store, "open", opening);
      rule(store, "deny");
      rule(store, "off", { priority: 1, disabled: true });
      rule(store, "other-tag", { priority: 1, targetTags: ["vpc-connector-us-central1-conn"] });
      rule(store, "other-range", { priority: 1, sourceRanges: ["10.3.0.0/28", "2001:db8::/32"] });
      rule(store, "only-ipv6", { priority: 1, destinationRanges: ["::/0"] });
      rule(store, "in", { priority: 1, direction: "INGRESS", targetTags: [TAG] });
    },
    "reachable",
  ],
  ["a deny for part of the range", (store) => rule(store, "deny", { sourceRanges: ["10.2.0.8/29"] }), "cannot tell"],
  ["a deny for accounts", (store) => rule(store, "deny", { targetServiceAccounts: ["x@acme"] }), "cannot tell"],
  [
    "a deny of the connector's own traffic",
    (store) => rule(store, "own", { priority: 100, denied: [{ IPProtocol: "icmp" }] }),
    "blocked: the connector",
  ],
  [
    "a network policy after the rules",
    (store) => {
      rule(store, "open", opening);
      policy(store, [{ action: "deny", match: redis("tcp") }]);
    },
    "reachable",
  ],
  [
    "a network policy before the rules",
    (store) => {
      rule(store, "open", opening);
      policy(store, [
        { action: "goto_next", match: redis("udp") },
        { action: "deny", match: redis("tcp") },
      ]);
      change(store, NETWORK, { networkFirewallPolicyEnforcementOrder: "BEFORE_CLASSIC_FIREWALL" });
    },
    "blocked: ETIMEDOUT",
  ],
  [
    "a peering that is not active",
    (store) => change(store, NETWORK, { peerings: [{ ...PEERING, state: "INACTIVE" }] }),
    "blocked: ETIMEDOUT",
  ],
  ["a connector on another network", (store) => change(store, CONNECTOR, { network: "default" }), "blocked: ETIMEDOUT"],
  [
    "a connector with public addresses",
    (store) => change(store, CONNECTOR, { ipCidrRange: "11.2.0.0/28" }),
    "blocked: ETIMEDOUT",
  ],
  [
    "a Redis in another region",
    (store) => {
      store.put(CACHE.replace("europe-west1", "us-central1"), store.get(CACHE) ?? {});
      store.remove(CACHE);
    },
    "blocked: ETIMEDOUT",
  ],
  ["another port", (store) => change(store, CACHE, { port: 6378 }), "blocked: ECONNREFUSED"],
  ["the program itself", (store) => give(store, { env: env({ REDIS_HOST: "localhost" }) }), "blocked: ECONNREFUSED"],
  [
    "another port, and no word of any",
    (store) => {
      change(store, CACHE, { port: 6378 });
      give(store, { env: env({ REDIS_HOST: "10.166.0.3" }) });
    },
    "cannot tell",
  ],
  ["no way into a network", (store) => give(store, { vpcAccess: undefined }), "blocked: no way into any network"],
  ["a public address, private ranges only", publicRedis("PRIVATE_RANGES_ONLY"), "blocked: ETIMEDOUT"],
  ["a public address, all traffic", publicRedis("ALL_TRAFFIC"), "reachable"],
  [
    "a static route to Redis beside that of the peering",
    (store) =>
      store.put("compute/projects/acme/global/routes/r", {
        network,
        destRange: "10.166.0.3/32",
        nextHopIp: "10.0.0.9",
      }),
    "reachable",
  ],
  [
    "a policy-based route",
    (store) =>
      store.put("networkconnectivity/projects/acme/locations/global/policyBasedRoutes/r", {
        network,
        filter: { destRange: "10.0.0.0/8", ipProtocol: "TCP" },
        nextHopIlbIp: "10.0.0.9",
      }),
    "cannot tell",
  ],
  [
    "an interface of its own",
    (store) => {
      give(store, { vpcAccess: { networkInterfaces: [{ subnetwork: "apps", tags: ["orders"] }] } });
      rule(store, "connectors", { targetTags: ["vpc-connector"] });
    },
    "reachable",
  ],
  [
    "no subnet for its interface",
    (store) => {
      store.remove(SUBNET);
      give(store, { vpcAccess: { networkInterfaces: [{ subnetwork: "apps" }] } });
    },
    "blocked: no subnet apps in europe-west1",
  ],
];

describe("packets through a kernel", () => {
  const need = { missing: whyNoPackets() };

  // One test for all: which skips are allowed is a list of titles.
  itNeeds(need, "arrive where the network of a cloud lets them, and nowhere else", async () => {
    const waiting = [...CLOUDS];
    const answers: Record<string, string> = {};
    const work = async () => {
      for (let one = waiting.shift(); one; one = waiting.shift()) {
        const [judged] = await judgeByPackets(cloud(one[1]));
        const said = judged?.answer === "blocked" ? `blocked: ${judged.reason}` : String(judged?.answer);
        answers[one[0]] = said.slice(0, one[2].length);
      }
    };
    await Promise.all([work(), work(), work()]);
    expect(answers).toEqual(Object.fromEntries(CLOUDS.map(([what, , answer]) => [what, answer])));
  });
});
