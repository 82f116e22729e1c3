import { ConcurrencyLimit } from "../../src/google/concurrency-limit";
import { readJson } from "../../src/inputs/read";
import { readLive } from "../../src/inventory";
import type { Get } from "../../src/inventory/reader";
import { judge } from "../../src/verify";
import { denied, instead } from "./answers";
import { type Json, LiveProject, PROJECT } from "./live";

let live: LiveProject;
beforeEach(async () => {
  live = await LiveProject.open();
});
afterEach(() => live.close());

/** What an API answers instead, for every address that holds `part`; nothing is changed where it says nothing. */
function answering(part: string, ...answers: (Json | undefined)[]): Get {
  return instead(live.get, part, ...answers);
}

test("nothing but GET is ever sent, besides the one POST that reads the project's policy", async () => {
  await live.settle();
  const before = live.cloud.asked.length;
  await live.read();
  const asked = live.cloud.asked.slice(before);
  expect(asked.length).toBeGreaterThan(20);
  const others = asked.filter(({ method }) => method !== "GET");
  expect(others.map(({ method, path }) => `${method} ${path}`)).toEqual([
    expect.stringMatching(/^POST .*projects\/acme-staging:getIamPolicy$/),
  ]);
});

test("every page is read, and each once", async () => {
  await live.settle();
  const names = Array.from({ length: 1_234 }, (_, index) => `rule-${index}`);
  for (const name of names) {
    const thing = { name, network: `projects/${PROJECT}/global/networks/acme-vpc`, direction: "EGRESS" };
    live.cloud.cloud.store.put(`compute/projects/${PROJECT}/global/firewalls/${name}`, thing);
  }
  const rules = (await live.read()).resources.filter(({ type }) => type === "google_compute_firewall");
  expect(rules.map(({ name }) => name).sort()).toEqual(names.sort());
});

test("a list without an end comes to one", async () => {
  const endless = { body: { items: [], nextPageToken: "again" } };
  const { unread } = await live.read(answering("global/firewalls", endless));
  expect(unread).toEqual([
    { what: "firewall rules", why: "the API's list has no last page", types: ["google_compute_firewall"] },
  ]);
});

test.each<[string, Json]>([
  ["503", { status: 503, body: {} }],
  ["429", { status: 429, body: {} }],
  ["a quota in the clothes of a 403", { status: 403, body: { error: { errors: [{ reason: "rateLimitExceeded" }] } } }],
])("%s is asked again, later each time, and then believed", async (_, busy) => {
  const { unread } = await live.read(answering("global/routes", busy, busy, undefined));
  expect(unread).toEqual([]);
  expect(live.waited).toHaveLength(2);
  const [first = 0, second = 0] = live.waited;
  expect(first).toBeGreaterThanOrEqual(250);
  expect(second).toBeGreaterThan(first * 0.9);
});

test.each<[string, string, Json]>([
  ["an object in the place of a list", "/global/firewalls", { items: { a: {} } }],
  ["text in the place of a list", "/global/firewalls", { items: "none" }],
  ["nothing in the place of a list", "/global/firewalls", { items: null }],
  ["a list of text", "/global/firewalls", { items: ["deny-all"] }],
  ["a token that is a number", "/global/firewalls", { items: [], nextPageToken: 5 }],
  ["an error that says it is none", "/global/firewalls", { error: { code: 403, message: "no" } }],
  ["policies that are none", "/getEffectiveFirewalls", { firewallPolicys: "none" }],
  ["routes that are none", "/policyBasedRoutes", { policyBasedRoutes: "none" }],
])("%s is not taken for an empty list", async (_, part, body) => {
  await live.settle();
  const inventory = await live.read(instead(live.get, part, { status: 200, body }));
  expect(inventory.unread).not.toEqual([]);
  expect(judge(readJson(JSON.parse(JSON.stringify(inventory)), "live.json")).verdict).toBe("unknown");
});

test.each<[string, string, Json]>([
  ["instances that are text", "/locations/-/instances", { instances: ["acme-redis"] }],
  ["scopes that are a list", "/aggregated/subnetworks", { items: [] }],
  ["a scope that holds text", "/aggregated/subnetworks", { items: { "regions/europe-west1": { subnetworks: "x" } } }],
])("%s are unread", async (_, part, body) => {
  const inventory = await live.read(instead(live.get, part, { status: 200, body }));
  expect(inventory.unread.map(({ why }) => why)).toContain("the API's answer has not the form of a list");
});

test("a wait that is too long is not waited for, and is the reason", async () => {
  const { unread } = await live.read(answering("global/routes", { status: 429, retryAfter: "3600" }));
  expect(unread.map(({ why }) => why)).toEqual([
    "429: compute.googleapis.com says that its quota of requests is used up, and a longer wait is asked for than is left of the 120 s that one reading waits in all: read the project again later, or ask for a higher quota",
  ]);
  expect(live.waited).toEqual([]);
});

test("who is busy for good is asked five times", async () => {
  let asked = 0;
  const { unread } = await live.read(async (url) => {
    if (!url.includes("/routers")) return live.get(url);
    asked += 1;
    throw Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
  });
  expect(asked).toBe(5);
  expect(unread).toMatchObject([{ what: "routers and their NATs", why: "the API could not be reached (ECONNRESET)" }]);
});

test("where no API can be reached, it is the network and not the project", async () => {
  const cut = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
  await expect(live.read(() => Promise.reject(cut))).rejects.toThrow(
    "none of Google's APIs could be reached (ECONNREFUSED): is this machine online, and does HTTPS_PROXY name its proxy, if there is one?",
  );
});

test("says which list is read, how many were, and what was found", async () => {
  await live.settle();
  const said: string[] = [];
  const wait = async () => {};
  await readLive({ project: PROJECT }, { get: live.get, wait, env: live.env, progress: (doing) => said.push(doing) });
  expect(said[0]).toMatch(/^acme-staging: 0 of \d+ lists, 0 resources, reading networks$/);
  const [, done, lists, found] = /^acme-staging: (\d+) of (\d+) lists, (\d+) resources$/.exec(said.at(-1) ?? "") ?? [];
  expect(done).toBe(lists);
  expect(Number(found)).toBeGreaterThan(3);
  expect(said.some((line) => line.includes("reading firewall rules"))).toBe(true);
});

test("one region that cannot be read leaves the others as they are", async () => {
  await live.settle();
  const { unread, resources } = await live.read(answering("locations/us-east1/services", denied));
  expect(unread).toMatchObject([{ what: "Cloud Run services of us-east1" }]);
  expect(resources.map(({ type }) => type)).toContain("google_cloud_run_v2_service");
});

test("eight questions at most are open at once", async () => {
  let [open, most] = [0, 0];
  await readLive(
    { project: PROJECT },
    {
      env: live.env,
      get: async (url) => {
        open += 1;
        most = Math.max(most, open);
        await new Promise((ready) => setTimeout(ready, 5));
        open -= 1;
        return live.get(url);
      },
    },
  );
  expect(most).toBe(8);
});

test("a turn that fails is a turn that ends", async () => {
  const limit = new ConcurrencyLimit(1);
  const failed = limit.run(() => Promise.reject(new Error("no")));
  await expect(Promise.allSettled([failed, limit.run(async () => "next")])).resolves.toMatchObject([
    { status: "rejected" },
    { value: "next" },
  ]);
});
