import type { Get } from "../../src/inventory/reader";
import { denied, instead } from "./answers";
import { type Json, LiveProject, PROJECT, REGION } from "./live";

/** One project that stays as it is. */
let live: LiveProject;
beforeAll(async () => {
  live = await LiveProject.open();
  await live.settle();
  await live.make(`compute/v1/projects/${PROJECT}/regions/${REGION}/routers`, {
    name: "acme-router",
    network: `projects/${PROJECT}/global/networks/acme-vpc`,
  });
});
afterAll(() => live.close());

const INCOMPLETE = "the API's answer is incomplete: it could not reach every location";
const ALL_REDIS = "locations/-/instances";
const REDIS = "google_redis_instance";

/** What the first answer at `part` holds besides, or without: the address of it alone is asked next. */
const changed =
  (part: string, change: (body: Json) => Json, get: Get = live.get): Get =>
  async (url, readsPolicy) => {
    const answer = await get(url, readsPolicy);
    return url.includes(part) && url.includes("redis/") === (part === ALL_REDIS)
      ? { ...answer, body: change(structuredClone(answer.body)) }
      : answer;
  };

async function read(get: Get) {
  const asked: string[] = [];
  const { unread, resources, disabled } = await live.read((url, readsPolicy) => {
    asked.push(url);
    return get(url, readsPolicy);
  });
  return { asked, unread, disabled, types: resources.map(({ type }) => type), resources };
}

const lacking = (said: Json) => (body: Json) => ({ ...body, instances: [], unreachable: [said] });

test.each<[string, (body: Json) => Json]>([
  ["by its path", lacking(`projects/${PROJECT}/locations/${REGION}`)],
  ["by its name", lacking(REGION)],
  [
    "by a placeholder among what is listed",
    (body) => ({
      ...body,
      instances: [{ name: `projects/${PROJECT}/locations/${REGION}/instances/-`, state: "ERROR" }],
    }),
  ],
  [
    "by a placeholder without a name",
    (body) => ({ ...body, instances: [{ name: `projects/${PROJECT}/locations/${REGION}/instances/` }] }),
  ],
])("a location that a list says it could not reach, %s, is asked for by itself", async (_, change) => {
  const { unread, types, resources, asked } = await read(changed(ALL_REDIS, change));
  expect(unread).toEqual([]);
  expect(types.filter((type) => type === REDIS)).toHaveLength(1);
  expect(resources.find(({ type }) => type === REDIS)?.name).toBe("acme-redis");
  expect(
    asked.filter((url) => url.includes(`/redis/v1/projects/${PROJECT}/locations/${REGION}/instances`)),
  ).toHaveLength(1);
});

test("what is listed of a location that could not be reached is not listed twice", async () => {
  const { unread, types } = await read(changed(ALL_REDIS, (body) => ({ ...body, unreachable: [REGION] })));
  expect(unread).toEqual([]);
  expect(types.filter((type) => type === REDIS)).toHaveLength(1);
});

test("only where it fails alone, too, is it unread, and says why; the others stay", async () => {
  const alone = `redis/v1/projects/${PROJECT}/locations/us-east1/instances`;
  const { unread, types } = await read(
    changed(ALL_REDIS, (body) => ({ ...body, unreachable: ["us-east1"] }), instead(live.get, alone, denied)),
  );
  expect(unread).toEqual([
    {
      what: "Redis instances of us-east1",
      why: "403: grant the permission redis.instances.list, for example with roles/redis.viewer",
      types: [REDIS],
    },
  ]);
  expect(types).toContain(REDIS);
});

test.each<[string, Json]>([
  ["says the same again", { body: { unreachable: ["us-east1"] } }],
  ["lists a placeholder", { body: { instances: [{ name: `projects/${PROJECT}/locations/us-east1/instances/-` }] } }],
  [
    "says that the API is disabled",
    {
      status: 403,
      body: { error: { details: [{ reason: "SERVICE_DISABLED", metadata: { consumer: `projects/${PROJECT}` } }] } },
    },
  ],
])("a location that %s when it is asked alone is unread", async (_, answer) => {
  const alone = `redis/v1/projects/${PROJECT}/locations/us-east1/instances`;
  const { unread, types, disabled } = await read(
    changed(ALL_REDIS, (body) => ({ ...body, unreachable: ["us-east1"] }), instead(live.get, alone, answer)),
  );
  expect(unread).toEqual([{ what: "Redis instances of us-east1", why: INCOMPLETE, types: [REDIS] }]);
  expect([disabled, types.includes(REDIS)]).toEqual([[], true]);
});

test.each<[string, Json[]]>([
  ["a way out of the address", [`projects/x/locations/../../../../x`, "../../global", "a?b=c", "\u001b[31mred"]],
  ["no text", [null, 7, {}, []]],
  ["nothing", [""]],
  ["a hundred thousand", Array.from({ length: 100_000 }, (_, index) => `r${index}`)],
])("locations whose name is %s leave the list incomplete, and are not asked for without end", async (_, places) => {
  const { unread, asked } = await read(changed(ALL_REDIS, (body) => ({ ...body, unreachable: places })));
  expect(unread).toContainEqual({ what: "Redis instances", why: INCOMPLETE, types: [REDIS] });
  expect(asked.length).toBeLessThan(400);
  expect(JSON.stringify(asked)).not.toMatch(/\.\.|\?b=|\\u001b|\[object/);
});

const SCOPE = `regions/${REGION}`;
const unreached = { warning: { code: "UNREACHABLE", message: "x" } };

describe.each<[string, string]>([
  ["subnetworks", "google_compute_subnetwork"],
  ["routers", "google_compute_router"],
])("aggregated %s", (key, type) => {
  const part = `aggregated/${key}`;

  test.each<[string, (body: Json) => Json]>([
    ["a warning in its place", (body) => ({ ...body, items: { ...body.items, [SCOPE]: unreached } })],
    [
      "a name in `unreachables`",
      (body) => ({ ...body, items: {}, unreachables: [`projects/x/${SCOPE}`], ...unreached }),
    ],
    ["a bare name there", (body) => ({ ...body, items: {}, unreachables: [REGION] })],
  ])("a region that is missing, by %s, is asked for by itself", async (_, change) => {
    const { unread, types, asked } = await read(changed(part, change));
    expect(unread).toEqual([]);
    expect(types.filter((one) => one === type)).toHaveLength(1);
    expect(asked).toContainEqual(expect.stringContaining(`/compute/v1/projects/${PROJECT}/${SCOPE}/${key}`));
  });

  test("what a place with a warning lists is kept where it cannot be asked alone", async () => {
    const warned = (body: Json) => ({
      ...body,
      items: { ...body.items, [SCOPE]: { ...body.items[SCOPE], ...unreached } },
    });
    const get = changed(part, warned, instead(live.get, `${SCOPE}/${key}`, { status: 500 }));
    const { unread, types } = await read(get);
    expect(unread).toMatchObject([{ what: expect.stringContaining(`of ${REGION}`), why: "the API answered 500" }]);
    expect(types).toContain(type);
  });

  test("a warning about the list itself leaves what is listed, and the list incomplete", async () => {
    const { unread, types } = await read(
      changed(part, (body) => ({ ...body, warning: { code: "LIST_OVERHEAD_QUOTA_EXCEED" } })),
    );
    expect(unread).toMatchObject([{ why: INCOMPLETE, types: expect.arrayContaining([type]) }]);
    expect(types).toContain(type);
  });

  test("a page that does not come leaves the pages before it, and the list incomplete", async () => {
    const paged = changed(part, (body) => ({ ...body, nextPageToken: "second" }));
    const get: Get = async (url, readsPolicy) =>
      url.includes("pageToken=second") ? { status: 500, body: {}, retryAfter: undefined } : paged(url, readsPolicy);
    const { unread, types } = await read(get);
    expect(unread).toMatchObject([{ why: "the API answered 500", types: expect.arrayContaining([type]) }]);
    expect(types).toContain(type);
  });

  test("a list whose next page is the same again comes to an end, and is not called whole", async () => {
    const same: Get = (url, readsPolicy) => live.get(url.replace("?pageToken=again", ""), readsPolicy);
    const { unread, types } = await read(changed(part, (body) => ({ ...body, nextPageToken: "again" }), same));
    expect(unread).toMatchObject([{ why: "the API's list has no last page", types: expect.arrayContaining([type]) }]);
    expect(types.filter((one) => one === type)).toHaveLength(1);
  });
});

test("what a region says for itself counts, and not what the list says of it with a warning", async () => {
  const stale = { subnetworks: [{ name: "acme-subnet", region: REGION, ipCidrRange: "10.99.0.0/24" }], ...unreached };
  const get = changed("aggregated/subnetworks", (body) => ({ ...body, items: { ...body.items, [SCOPE]: stale } }));
  const { resources } = await read(get);
  const found = resources.filter(({ type }) => type === "google_compute_subnetwork");
  expect(found.map(({ values }) => values.ip_cidr_range)).toEqual(["10.0.0.0/24"]);
});

test("a region of the firewall policies has a permission of its own", async () => {
  const warned = (body: Json) => ({ ...body, items: { [SCOPE]: unreached } });
  const get = changed("aggregated/firewallPolicies", warned, instead(live.get, `${SCOPE}/firewallPolicies`, denied));
  expect((await read(get)).unread).toMatchObject([
    {
      what: `regional firewall policies of ${REGION}`,
      why: "403: grant the permission compute.regionFirewallPolicies.list, for example with roles/compute.viewer",
    },
  ]);
});

test("where one region says that the API is disabled and others answer, that region is unread", async () => {
  const off = { error: { details: [{ reason: "SERVICE_DISABLED", metadata: { consumer: `projects/${PROJECT}` } }] } };
  const { unread, disabled, types } = await read(
    instead(live.get, "locations/us-east1/services", { status: 403, body: off }),
  );
  expect(unread).toMatchObject([{ what: "Cloud Run services of us-east1", why: INCOMPLETE }]);
  expect([disabled, types.includes("google_cloud_run_v2_service")]).toEqual([[], true]);
});

test("a list of locations that names one with a way out of the address is not followed", async () => {
  const get = instead(live.get, `run/v1/projects/${PROJECT}/locations?`, {
    body: { locations: [{ locationId: "../../x" }] },
  });
  const { unread, asked } = await read(get);
  expect(unread.map(({ why }) => why)).toContain("the API lists a location without a name");
  expect(JSON.stringify(asked)).not.toContain("..");
});
