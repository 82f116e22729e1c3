import { judge } from "../../../rehearsal/oracle/judge";
import { templateOf } from "../../../rehearsal/oracle/redis-endpoints";
import type { Store } from "../../../rehearsal/server/store";
import { CACHE, CONNECTOR, change, env, give, JOB, NETWORK, rule, SERVICE, SUBNET, whole } from "./store";

/** The one judgement there is, in one line. */
function said(store: Store): string {
  const judgements = judge(store);
  expect(judgements).toHaveLength(1);
  return judgements.map(({ answer, reason }) => `${answer}: ${reason}`).join();
}

function outcome(alter: (store: Store) => void): string {
  const store = whole();
  alter(store);
  return said(store);
}

const connector = "projects/acme/locations/europe-west1/connectors/conn";

describe("the oracle", () => {
  test("says reachable where nothing stands in the way", () => {
    expect(judge(whole())).toEqual([
      expect.objectContaining({
        program: "projects/acme/locations/europe-west1/services/orders",
        redis: "projects/acme/locations/europe-west1/instances/cache",
        variable: "REDIS_HOST",
        answer: "reachable",
        reason: "let out by the implied allow",
      }),
    ]);
  });

  test("judges jobs as it judges services, one template deeper", () => {
    const store = whole();
    store.put(JOB, { template: store.get(SERVICE) });
    store.remove(SERVICE);
    expect(said(store)).toMatch(/^reachable/);
    store.put(JOB, { template: { template: { ...templateOf(store.get(JOB) ?? {}), vpcAccess: undefined } } });
    expect(said(store)).toBe("blocked: it has no way into any network");
  });

  test("says nothing of a program that means no Redis", () => {
    const store = whole();
    give(store, { env: env({ GREETING: "10.166.0.30" }) });
    expect(judge(store)).toEqual([]);
  });
});

describe("the way into the network", () => {
  test.each<[string, (store: Store) => void, string]>([
    ["none", (store) => give(store, { vpcAccess: undefined }), "it has no way into any network"],
    ["a deleted connector", (store) => store.remove(CONNECTOR), `there is no connector ${connector}`],
    ["a connector in error", (store) => change(store, CONNECTOR, { state: "ERROR" }), "the connector is ERROR"],
    [
      "a connector of another region",
      (store) => {
        const elsewhere = connector.replace("europe-west1", "us-central1");
        store.put(`vpcaccess/${elsewhere}`, store.get(CONNECTOR) ?? {});
        give(store, { vpcAccess: { connector: elsewhere } });
      },
      "the connector is in us-central1, the program in europe-west1",
    ],
    [
      "a connector on another network",
      (store) => change(store, CONNECTOR, { network: "default" }),
      "projects/acme/global/networks/default is not the network of the Redis",
    ],
    [
      "a connector whose subnet is another project's",
      (store) => change(store, CONNECTOR, { subnet: { name: "apps", project: "host" } }),
      "projects/host/global/networks/vpc is not the network of the Redis",
    ],
    [
      "an interface on a subnet that is not in this region",
      (store) => {
        store.remove(SUBNET);
        give(store, { vpcAccess: { networkInterfaces: [{ subnetwork: "apps" }] } });
      },
      "there is no subnet apps in europe-west1",
    ],
    [
      "addresses that Redis does not answer to",
      (store) => change(store, CONNECTOR, { ipCidrRange: "11.2.0.0/28" }),
      "11.2.0.0 is no private address: Redis does not answer it",
    ],
  ])("is blocked by %s", (_, alter, reason) => {
    expect(outcome(alter)).toBe(`blocked: ${reason}`);
  });

  test("is open through an interface, with or without a connector's bare name", () => {
    expect(outcome((store) => give(store, { vpcAccess: { networkInterfaces: [{ subnetwork: "apps" }] } }))).toMatch(
      /^reachable/,
    );
    expect(outcome((store) => give(store, { vpcAccess: { connector: "conn" } }))).toMatch(/^reachable/);
  });

  test("leads to the internet where the address is not private, unless everything goes in", () => {
    const at = (egress: string) => (store: Store) => {
      change(store, CACHE, { host: "34.1.2.3", connectMode: "DIRECT_PEERING" });
      give(store, { env: env({ REDIS_HOST: "34.1.2.3" }), vpcAccess: { connector: "conn", egress } });
    };
    expect(outcome(at("PRIVATE_RANGES_ONLY"))).toMatch(/^blocked: 34.1.2.3 is outside the private ranges/);
    expect(outcome(at("ALL_TRAFFIC"))).toMatch(/^reachable/);
  });
});

describe("Redis", () => {
  test.each<[string, (store: Store) => void, string]>([
    [
      "it has another address",
      (store) => change(store, CACHE, { host: "10.166.204.83" }),
      "no Redis has the address 10.166.0.3",
    ],
    ["it is under repair", (store) => change(store, CACHE, { state: "REPAIRING" }), `${CACHE} is REPAIRING`],
    ["it listens on another port", (store) => change(store, CACHE, { port: 6378 }), "it listens on 6378, not 6379"],
    [
      "its network is not peered with Google's services",
      (store) => change(store, NETWORK, { peerings: [] }),
      "projects/acme/global/networks/vpc is not peered with Google's services",
    ],
    [
      "the peering is not active",
      (store) =>
        change(store, NETWORK, { peerings: [{ name: "servicenetworking-googleapis-com", state: "INACTIVE" }] }),
      "projects/acme/global/networks/vpc is not peered with Google's services",
    ],
    [
      "it is in another region",
      (store) => {
        store.put(CACHE.replace("europe-west1", "us-central1"), store.get(CACHE) ?? {});
        store.remove(CACHE);
      },
      `${CACHE.replace("europe-west1", "us-central1")} is not in europe-west1`,
    ],
  ])("is out of reach where %s", (_, alter, reason) => {
    expect(outcome(alter)).toBe(`blocked: ${reason}`);
  });

  test("needs no peering of the network's own with direct peering", () => {
    const direct = (store: Store) => {
      change(store, CACHE, { connectMode: "DIRECT_PEERING" });
      change(store, NETWORK, { peerings: [] });
    };
    expect(outcome(direct)).toMatch(/^reachable/);
  });

  test("on a network with a firewall policy or a policy-based route the answer is unclear", () => {
    const [policies, routes] = [
      "compute/projects/acme/global/firewallPolicies",
      "networkconnectivity/projects/acme/locations/global/policyBasedRoutes",
    ];
    const on = (network: string) => ({ associations: [{ attachmentTarget: network }] });
    const [ours, other] = ["projects/acme/global/networks/vpc", "projects/acme/global/networks/default"];
    expect(outcome((store) => store.put(`${policies}/p`, on(ours)))).toMatch(/^cannot tell/);
    expect(outcome((store) => store.put(`${policies}/p`, on("organizations/1")))).toMatch(/^cannot tell/);
    expect(outcome((store) => store.put(`${policies}/p`, on(other)))).toMatch(/^reachable/);
    expect(outcome((store) => store.put(`${policies}/p`, {}))).toMatch(/^reachable/);
    expect(outcome((store) => store.put(`${routes}/r`, { network: ours }))).toMatch(/^cannot tell/);
  });

  test("of two with one address, the one on the sender's network is meant", () => {
    const store = whole();
    const twin = CACHE.replace(/cache$/, "another");
    store.put(twin, { ...store.get(CACHE), authorizedNetwork: "projects/acme/global/networks/default" });
    expect(judge(store)).toEqual([expect.objectContaining({ redis: CACHE.slice(6), answer: "reachable" })]);
    store.remove(CACHE);
    expect(said(store)).toMatch(/^blocked: .* is not the network/);
  });
});

describe("the address and port of a program", () => {
  const outcomeWith = (values: Record<string, string>) => outcome((store) => give(store, { env: env(values) }));

  test.each([
    ["a url", { CACHE_URL: "redis://10.166.0.3:6379/0" }, /^reachable/],
    ["a password for none", { CACHE_URL: "redis://:x@10.166.0.3:6379/0" }, /^cannot tell: it has no password/],
    [
      "a url without a port beside a variable with one",
      { CACHE_URL: "redis://10.166.0.3", CACHE_PORT: "1", REDIS_PORT: "1" },
      /^reachable/,
    ],
    ["a port under the common name", { CACHE: "10.166.0.3", REDIS_PORT: "1" }, /^blocked: .*, not 1$/],
    ["a url without a port", { CACHE_URL: "redis://10.166.0.3" }, /^reachable/],
    ["a url with another port", { CACHE_URL: "redis://10.166.0.3:6381" }, /^blocked: it listens on 6379, not 6381/],
    ["a url that speaks TLS", { CACHE_URL: "rediss://10.166.0.3:6379" }, /^blocked: it does not offer TLS/],
    ["address and port in one", { CACHE: "10.166.0.3:6381" }, /^blocked: it listens on 6379, not 6381/],
    ["an address under any name", { CACHE: "10.166.0.3" }, /^reachable/],
    ["a port under the name of its host", { SESSIONS_HOST: "10.166.0.3", SESSIONS_PORT: "1" }, /^blocked: .*, not 1$/],
    ["localhost", { REDIS_HOST: "localhost" }, /^blocked: no Redis has the address localhost/],
    ["a stale address", { REDIS_HOST: "10.107.0.3" }, /^blocked: no Redis has the address 10.107.0.3/],
    [
      "a name that only DNS knows",
      { REDIS_HOST: "redis.example.com" },
      /^cannot tell: redis.example.com is no address/,
    ],
  ])("%s", (_, values, expected) => {
    expect(outcomeWith(values as Record<string, string>)).toMatch(expected);
  });

  test("without a port, where Redis does not use its usual one, the answer is unclear", () => {
    const silent = (store: Store) => {
      change(store, CACHE, { port: 6378 });
      give(store, { env: env({ REDIS_HOST: "10.166.0.3" }) });
    };
    expect(outcome(silent)).toBe("cannot tell: nothing says the port");
  });

  test("a plain connection to a Redis that requires TLS", () => {
    const plain = (store: Store) => {
      change(store, CACHE, { port: 6378, transitEncryptionMode: "SERVER_AUTHENTICATION" });
      give(store, { env: env({ CACHE_URL: "redis://10.166.0.3:6378" }) });
    };
    expect(outcome(plain)).toBe("blocked: it requires TLS");
  });

  describe("in a secret", () => {
    const versions = "secretmanager/projects/acme/secrets/address/versions";
    const put = (store: Store, number: number, text: string, state = "ENABLED") => {
      store.put(`${versions}/${number}`, { name: `projects/1/secrets/address/versions/${number}`, state });
      store.put(`${versions}/${number}/payload`, { data: Buffer.from(text).toString("base64") });
    };
    const reading = (version: string) => (store: Store) => {
      put(store, 1, "10.166.0.3");
      put(store, 2, "localhost");
      put(store, 3, "10.166.0.3", "DISABLED");
      const valueSource = { secretKeyRef: { secret: "address", version } };
      give(store, { env: [{ name: "REDIS_HOST", valueSource }] });
    };

    test("that is mounted is read as well", () => {
      const mounted = (version: string) => (store: Store) => {
        reading("1")(store);
        const volumes = [{ name: "redis", secret: { secret: "address", items: [{ path: "REDIS_HOST", version }] } }];
        store.put(SERVICE, { template: { ...(store.get(SERVICE)?.template as object), volumes, containers: [{}] } });
      };
      expect(outcome(mounted("1"))).toMatch(/^reachable/);
      expect(outcome(mounted("2"))).toMatch(/^blocked: no Redis has the address localhost/);
    });

    test("is read in the version that is asked for, or in the one created last, which may be disabled", () => {
      expect(outcome(reading("1"))).toMatch(/^reachable/);
      expect(outcome(reading("2"))).toMatch(/^blocked: no Redis has the address localhost/);
      for (const version of ["3", "latest"]) expect(outcome(reading(version))).toMatch(/^blocked: .*3 is DISABLED/);
      expect(outcome(reading("4"))).toBe("blocked: address has no version 4");
    });
  });
});

describe("what a program needs besides packets", () => {
  const EMAIL = "orders@acme.iam.gserviceaccount.com";
  const ACCOUNT = `iam/projects/acme/serviceAccounts/${EMAIL}`;
  const SECRET = "secretmanager/projects/acme/secrets/auth";
  const POLICY = `${SECRET}/iamPolicy`;
  const PROJECT = "cloudresourcemanager/projects/acme/iamPolicy";
  const grant = (role: string, fields: object = {}) => ({
    bindings: [{ role, members: [`serviceAccount:${EMAIL}`], ...fields }],
  });
  const accessor = grant("roles/secretmanager.secretAccessor");

  /** The program runs as an account that may read the password of its Redis. */
  function served(store: Store): void {
    change(store, CACHE, { authEnabled: true });
    store.put(`${CACHE}/auth`, { string: "own" });
    store.put(ACCOUNT, { email: EMAIL });
    store.put(SECRET, { name: "auth" });
    password(store, "own");
    store.put(POLICY, accessor);
    const valueSource = { secretKeyRef: { secret: "auth", version: "latest" } };
    give(store, { env: [...env({ REDIS_HOST: "10.166.0.3" }), { name: "REDIS_PASSWORD", valueSource }] });
    store.put(SERVICE, { template: { ...(store.get(SERVICE)?.template as object), serviceAccount: EMAIL } });
  }

  function password(store: Store, text: string): void {
    store.put(`${SECRET}/versions/1`, { name: "auth/versions/1", state: "ENABLED" });
    store.put(`${SECRET}/versions/1/payload`, { data: Buffer.from(text).toString("base64") });
  }

  test.each<[string, (store: Store) => void, RegExp]>([
    ["everything", () => {}, /^reachable/],
    [
      "a disabled account",
      (store) => change(store, ACCOUNT, { disabled: true }),
      /^blocked: the account .* is disabled/,
    ],
    ["no account", (store) => store.remove(ACCOUNT), /^blocked: there is no account orders@/],
    ["no grant", (store) => store.remove(POLICY), /^cannot tell: no grant lets orders@.* read auth/],
    ["another role", (store) => store.put(POLICY, grant("roles/secretmanager.viewer")), /^cannot tell: no grant/],
    [
      "a grant under a condition",
      (store) => store.put(POLICY, grant("roles/secretmanager.secretAccessor", { condition: {} })),
      /^cannot tell: no grant/,
    ],
    [
      "a grant on the project",
      (store) => {
        store.remove(POLICY);
        store.put(PROJECT, accessor);
      },
      /^reachable/,
    ],
    [
      "a role of the project's own",
      (store) => {
        store.put(POLICY, grant("projects/acme/roles/reader"));
        store.put("iam/projects/acme/roles/reader", { includedPermissions: ["secretmanager.versions.access"] });
      },
      /^reachable/,
    ],
    ["another password", (store) => password(store, "other"), /^blocked: it has another password/],
    [
      "an empty password",
      (store) => give(store, { env: env({ REDIS_HOST: "10.166.0.3", REDIS_PASSWORD: "" }) }),
      /^blocked: it has another/,
    ],
    [
      "no password",
      (store) => give(store, { env: env({ REDIS_HOST: "10.166.0.3" }) }),
      /^cannot tell: it has a password/,
    ],
  ])("%s", (_, alter, wanted) => {
    const made = (store: Store) => {
      served(store);
      alter(store);
    };
    expect(outcome(made)).toMatch(wanted);
  });
});

test("a program with two addresses has two judgements", () => {
  const store = whole();
  give(store, { env: env({ REDIS_HOST: "10.166.0.3", SESSIONS_REDIS_HOST: "localhost" }) });
  rule(store, "nothing-to-do-with-it", { disabled: true });
  expect(judge(store).map(({ variable, answer }) => [variable, answer])).toEqual([
    ["REDIS_HOST", "reachable"],
    ["SESSIONS_REDIS_HOST", "blocked"],
  ]);
});

test("a connector that borrows a subnet has its addresses", () => {
  const lend = (range: string) => (store: Store) => {
    change(store, CONNECTOR, { ipCidrRange: undefined, subnet: { name: "apps" } });
    rule(store, "deny", { sourceRanges: [range] });
  };
  expect(outcome(lend("10.0.0.0/26"))).toBe("blocked: denied by deny");
  expect(outcome(lend("10.2.0.0/28"))).toMatch(/^reachable/);
});
