import { readJson } from "../../src/inputs/read";
import { judge } from "../../src/verify";
import { denied, instead } from "./answers";
import { found, type Json, LiveProject, PROJECT, REGION } from "./live";

const DNS = `dns/v1/projects/${PROJECT}`;
const CACHE = "google_redis_instance.acme-redis";
const networkUrl = `https://www.googleapis.com/compute/v1/projects/${PROJECT}/global/networks/acme-vpc`;

let live: LiveProject;
let host: string;
beforeEach(async () => {
  live = await LiveProject.open();
  host = await live.settle();
  await live.does("DELETE", `run/v2/projects/${PROJECT}/locations/${REGION}/services/acme-api`);
  await zone("internal", "acme.internal.");
});
afterEach(() => live.close());

const zone = (name: string, dnsName: string, network = networkUrl, more: Json = {}) =>
  live.make(`${DNS}/managedZones`, {
    name,
    dnsName,
    description: "x",
    visibility: "private",
    privateVisibilityConfig: { networks: [{ networkUrl: network }] },
    ...more,
  });
const record = (address: string, more: Json = {}, inZone = "internal") =>
  live.make(`${DNS}/managedZones/${inZone}/rrsets`, {
    name: "redis.acme.internal.",
    type: "A",
    rrdatas: [address],
    ...more,
  });
const service = (value: string, name = "REDIS_HOST") => live.service("acme-api", [{ name, value }]);

async function said(get = live.get) {
  const { paths } = judge(readJson(JSON.parse(JSON.stringify(await live.read(get))), "live.json"));
  return paths.map(({ to, verdict, causes }) => [to, verdict, ...causes.map(({ code }) => code)]);
}

const shown = async () => {
  const { template } = found(await live.read(), "google_cloud_run_v2_service.acme-api");
  return template[0].containers[0].env[0].value;
};

test.each([
  ["redis.acme.internal", "REDIS_HOST", "redis.acme.internal"],
  ["Redis.Acme.Internal.", "REDIS_HOST", "redis.acme.internal."],
  ["redis://user:hunter2@redis.acme.internal:6379/0", "REDIS_URL", "redis://redis.acme.internal:6379"],
])("%s is the Redis that its record names", async (value, name, written) => {
  await record(host);
  await service(value, name);
  expect(await said()).toEqual([[CACHE, "reachable"]]);
  expect(await shown()).toBe(written);
});

test("a record with a stale address blocks", async () => {
  await record("10.99.0.3");
  await service("redis.acme.internal");
  expect(await said()).toEqual([[null, "blocked", "ADDRESS_MISMATCH"]]);
});

const OPEN = [[null, "unknown", "UNRESOLVED_REFERENCE"]];
const DOUBTED = [[null, "unknown", "ADDRESS_MISMATCH"]];

test("a name that no record has is not written, and stays unknown", async () => {
  await service("redis.elsewhere.internal");
  expect(await said()).toEqual(OPEN);
  expect(await shown()).toBeNull();
});

test.each<[string, () => Promise<unknown>]>([
  ["a zone of another network", () => zone("other", "acme.internal.", networkUrl.replace("acme-vpc", "default"))],
])("%s decides nothing here", async (_, happens) => {
  await record(host);
  await service("redis.acme.internal");
  await happens();
  expect(await said()).toEqual([[CACHE, "reachable"]]);
});

test.each<[string, () => Promise<unknown>]>([
  ["a closer zone", () => zone("closer", "redis.acme.internal.")],
  [
    "a closer zone that forwards",
    () =>
      zone("forwards", "redis.acme.internal.", networkUrl, {
        forwardingConfig: { targetNameServers: [{ ipv4Address: "10.0.0.2" }] },
      }),
  ],
  [
    "a policy with servers of its own",
    () =>
      live.make(`${DNS}/policies`, {
        name: "elsewhere",
        description: "x",
        networks: [{ networkUrl }],
        alternativeNameServerConfig: { targetNameServers: [{ ipv4Address: "10.0.0.2" }] },
      }),
  ],
  [
    "a response policy",
    () => live.make(`${DNS}/responsePolicies`, { responsePolicyName: "rules", networks: [{ networkUrl }] }),
  ],
  ["a record of IPv6 beside it", () => record("fd00::1", { type: "AAAA" })],
  [
    "a second address",
    async () => {
      await live.cloud.cloud.store.put(`dns/projects/${PROJECT}/managedZones/internal/rrsets/redis.acme.internal.A`, {
        name: "redis.acme.internal.",
        type: "A",
        rrdatas: [host, "10.0.0.9"],
      });
    },
  ],
])("%s leaves it unknown", async (_, happens) => {
  await record(host);
  await service("redis.acme.internal");
  await happens();
  expect(await said()).toEqual(DOUBTED);
});

test.each([
  ["a closer one may", "prod.acme.example.", "unknown"],
  ["a second one of the same name may", "acme.example.", "unknown"],
  ["one further up may not", "example.", "reachable"],
])("of public zones, %s answer instead", async (_, dnsName, verdict) => {
  const open = (name: string, suffix: string) =>
    zone(name, suffix, networkUrl, { visibility: "public", privateVisibilityConfig: undefined });
  await open("public", "acme.example.");
  await open("other", dnsName);
  await record(host, { name: "redis.prod.acme.example." }, "public");
  await service("redis.prod.acme.example");
  expect((await said())[0]?.[1]).toBe(verdict);
});

test("a policy that only logs answers nothing", async () => {
  await record(host);
  await service("redis.acme.internal");
  await live.make(`${DNS}/policies`, {
    name: "log",
    description: "x",
    networks: [{ networkUrl }],
    enableLogging: true,
  });
  expect(await said()).toEqual([[CACHE, "reachable"]]);
});

test.each(["/managedZones?", "/rrsets", "/policies?", "/responsePolicies?"])(
  "without %s a name is unknown, and is not written",
  async (part) => {
    await record(host);
    await service("redis.acme.internal");
    const get = instead(live.get, part, denied);
    expect(await said(get)).toEqual(OPEN);
    expect(JSON.stringify(await live.read(get))).not.toContain("redis.acme");
  },
);

test("where every variable holds an address, no name is asked for", async () => {
  await service(host);
  const before = live.cloud.asked.length;
  await live.read();
  expect(live.cloud.asked.slice(before).filter(({ path }) => path.includes("/dns/"))).toEqual([]);
});
