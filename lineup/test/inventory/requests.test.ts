import { permissionsOfMethod } from "../../../facts/google-apis/iam";
import { type CalledMethod, calledMethod, heldRequest } from "../../../rehearsal/contract";
import { SOURCES } from "../../src/inventory";
import { type Get, POLICY_REQUEST } from "../../src/inventory/reader";
import { crowd } from "./crowd";
import { type Json, LiveProject, PROJECT, REGION } from "./live";

// Every request that an inventory sends, held against the documents that Google publishes of its APIs.

interface Sent {
  url: string;
  called: CalledMethod | undefined;
  wrong: string[];
}

let live: LiveProject;
const sent: Sent[] = [];
beforeAll(async () => {
  live = await LiveProject.open();
  await crowd(live, await live.settle());
  await live.read(holding(live.get));
  await live.read(holding(cut(live.get)));
});
afterAll(() => live.close());

/** Notes each request with what is wrong with it. */
const holding =
  (get: Get): Get =>
  (url, readsPolicy) => {
    const { pathname, searchParams: query } = new URL(url);
    const called = calledMethod(readsPolicy ? "POST" : "GET", pathname.slice(1));
    const body = readsPolicy ? POLICY_REQUEST : undefined;
    sent.push({ url, called, wrong: called ? heldRequest(called, { query, body }).wrong : ["no method"] });
    return get(url, readsPolicy);
  };

/** Everything in two pages, without a location and the rules of policies; and Resource Manager does not know the project. */
const cut =
  (get: Get): Get =>
  async (url, readsPolicy) => {
    const page = new URL(url);
    const isFirst = !page.searchParams.has("pageToken");
    page.searchParams.delete("pageToken");
    const answer = await get(page.href, readsPolicy);
    if (page.pathname === `/cloudresourcemanager/v1/projects/${PROJECT}`) return { ...answer, status: 403 };
    const called = calledMethod("GET", page.pathname.slice(1));
    const body: Json = structuredClone(answer.body);
    if (called && isFirst && has(called, "nextPageToken")) body.nextPageToken = "second";
    if (page.pathname.includes("/locations/-/")) body.unreachable = ["us-east1"];
    if (page.pathname.includes("/aggregated/")) {
      body.items["regions/us-east1"] = { warning: { code: "UNREACHABLE" } };
      for (const policy of body.items[`regions/${REGION}`].firewallPolicies ?? []) policy.rules = [];
    }
    return { ...answer, body };
  };

function has({ method, document }: CalledMethod, field: string): boolean {
  return Object.hasOwn(document.schemas[method.response ?? ""]?.properties ?? {}, field);
}

test("no request is one that Google would refuse: each has its method, and no parameter besides", () => {
  expect(sent.length).toBeGreaterThan(100);
  expect(sent.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
});

const calledIds = () => [...new Set(sent.flatMap(({ called }) => called?.id ?? []))].sort();

test("the reading is of all kinds, in all ways: by the page, by the location, with Resource Manager and without", () => {
  expect(calledIds()).toEqual(expect.arrayContaining(["compute.projects.get", "compute.routers.list"]));
  const urls = sent.map(({ url }) => url);
  expect(urls).toContainEqual(expect.stringContaining("/locations/us-east1/clusters"));
  expect(urls).toContainEqual(expect.stringContaining("/regions/us-east1/firewallPolicies?pageToken=second"));
  expect(urls).toContainEqual(expect.stringContaining(`/regions/${REGION}/firewallPolicies/`));
  expect(urls).toContainEqual(expect.stringContaining("acme-staging:getIamPolicy"));
  for (const { api } of SOURCES)
    expect(urls).toContainEqual(expect.stringContaining(live.env[`GOOGLE_${api}_CUSTOM_ENDPOINT`] ?? "?"));
});

test("a method that hands out another page takes its token, and a list that has none is whole", () => {
  const lists = sent.flatMap(({ called }) => (called ? [called] : [])).filter(({ id }) => /[lL]ist$/.test(id));
  const bad = lists.filter(
    (one) => has(one, "nextPageToken") !== Object.hasOwn(one.method.parameters ?? {}, "pageToken"),
  );
  expect(bad.map(({ id }) => id)).toEqual([]);
});

test("the permissions that are documented are those that the methods need", () => {
  const needed = calledIds().flatMap((id) => permissionsOfMethod(id) ?? []);
  const said = new Set(SOURCES.flatMap(({ permissions }) => permissions));
  expect([...new Set(needed)].filter((one) => !said.has(one))).toEqual([]);
  expect([...said].filter((one) => !needed.includes(one)).sort()).toEqual([]);
});
