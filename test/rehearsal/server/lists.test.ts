import { type ApiBody, aCloud, GLOBAL, INSTANCES, NETWORK, REGION, REGIONAL, refusal } from "./cloud";

const cloud = aCloud();
const AGGREGATED = "compute/v1/projects/acme/aggregated";
const names = (things: ApiBody[] = []) => things.map(({ name }) => name.slice(name.lastIndexOf("/") + 1)).sort();

describe("lists:", () => {
  test("one page after the other, each thing once, and no token after the last", async () => {
    for (let index = 0; index < 7; index++)
      await cloud().mustSucceed("POST", `${GLOBAL}/networks`, { name: `n${index}` });
    const seen: string[] = [];
    const sizes: number[] = [];
    let token = "";
    do {
      const { items, nextPageToken } = await cloud().get(`${GLOBAL}/networks?maxResults=3&pageToken=${token}`);
      seen.push(...names(items));
      sizes.push(items.length);
      token = nextPageToken ?? "";
    } while (token !== "");
    expect(sizes).toEqual([3, 3, 2]);
    expect(seen.sort()).toEqual(["default", ...Array.from({ length: 7 }, (_, index) => `n${index}`)]);
  });

  test("an unknown page token is refused", async () => {
    expect((await cloud().ask("GET", `${GLOBAL}/networks?pageToken=2`)).status).toBe(400);
  });

  test("an empty list has no items", async () => {
    expect(await cloud().get(INSTANCES)).toEqual({});
    expect(await cloud().get(`${GLOBAL}/firewalls`)).toEqual({ kind: "compute#firewallList" });
  });

  test("subnetworks of all regions at once, with a warning where a region has none", async () => {
    for (const region of ["us-central1", "europe-north1"]) {
      await cloud().mustSucceed("POST", `compute/v1/projects/acme/regions/${region}/subnetworks`, {
        name: `in-${region}`,
        network: "default",
        ipCidrRange: region === REGION ? "10.0.0.0/24" : "10.1.0.0/24",
      });
    }
    const { kind, items } = await cloud().get(`${AGGREGATED}/subnetworks`);
    expect(kind).toBe("compute#subnetworkAggregatedList");
    expect(names(items["regions/us-central1"].subnetworks)).toEqual(["in-us-central1"]);
    expect(names(items["regions/europe-north1"].subnetworks)).toEqual(["in-europe-north1"]);
    expect(items["regions/us-east1"]).toMatchObject({
      warning: { code: "NO_RESULTS_ON_PAGE", data: [{ key: "scope", value: "regions/us-east1" }] },
    });
  });

  test("they come in pages, too", async () => {
    for (const [index, region] of ["us-central1", "us-east1"].entries()) {
      const router = { name: `r${index}`, network: "default" };
      await cloud().mustSucceed("POST", `compute/v1/projects/acme/regions/${region}/routers`, router);
    }
    const first = await cloud().get(`${AGGREGATED}/routers?maxResults=1`);
    const second = await cloud().get(`${AGGREGATED}/routers?maxResults=1&pageToken=${first.nextPageToken}`);
    const found = [first, second].map(({ items }) =>
      Object.values<ApiBody>(items).flatMap(({ routers }) => names(routers)),
    );
    expect(found).toEqual([["r0"], ["r1"]]);
    expect(second.nextPageToken).toBeUndefined();
  });

  test("caches of all regions at once", async () => {
    await cloud().redis({ authorizedNetwork: "default" });
    const elsewhere = INSTANCES.replace(REGION, "europe-west1");
    await cloud().mustSucceed("POST", `${elsewhere}?instanceId=second`, { memorySizeGb: 1 });
    const { instances } = await cloud().get(INSTANCES.replace(REGION, "-"));
    expect(names(instances)).toEqual(["acme-redis", "second"]);
    expect(names((await cloud().get(elsewhere)).instances)).toEqual(["second"]);
  });

  test.each(["vpcaccess/v1/projects/acme/locations/-/connectors", "run/v2/projects/acme/locations/-/services"])(
    "%s is refused: that API lists one location at a time",
    async (path) => {
      expect(refusal(await cloud().ask("GET", path))).toEqual([400, expect.stringContaining("one location at a time")]);
    },
  );

  test.each(["vpcaccess/v1", "redis/v1", "run/v1"])("%s says which locations there are", async (api) => {
    const { locations } = await cloud().get(`${api}/projects/acme/locations`);
    expect(locations).toContainEqual({ name: `projects/acme/locations/${REGION}`, locationId: REGION });
  });

  test("another project has its own", async () => {
    await cloud().network();
    expect(names((await cloud().get("compute/v1/projects/other/global/networks")).items)).toEqual(["default"]);
  });

  test("a project is the same by its number", async () => {
    await cloud().network();
    const { projectNumber } = await cloud().get("cloudresourcemanager/v1/projects/acme");
    expect(names((await cloud().get(`compute/v1/projects/${projectNumber}/global/networks`)).items)).toContain(
      "acme-vpc",
    );
  });
});

describe("what acts on a network besides its rules:", () => {
  const rule = {
    priority: 500,
    direction: "EGRESS",
    action: "deny",
    match: { destIpRanges: ["10.166.0.0/16"], layer4Configs: [{ ipProtocol: "tcp", ports: ["6379"] }] },
  };
  const attach = async (collection: string, name: string, attachmentTarget = NETWORK) => {
    await cloud().mustSucceed("POST", `${collection}/${name}/addRule`, rule);
    await cloud().mustSucceed("POST", `${collection}/${name}/addAssociation`, { name: "here", attachmentTarget });
  };
  const effective = async (path = `${GLOBAL}/networks/acme-vpc/getEffectiveFirewalls`) =>
    ((await cloud().get(path)).firewallPolicys ?? []).map(({ type, name, rules }: ApiBody) => [
      type,
      name,
      rules.length,
    ]);

  beforeEach(() => cloud().network());

  test("a policy acts when it is associated, with Google's four rules behind its own", async () => {
    await cloud().mustSucceed("POST", `${GLOBAL}/firewallPolicies`, { name: "policy" });
    expect(await effective()).toEqual([]);
    await attach(`${GLOBAL}/firewallPolicies`, "policy");
    expect(await effective()).toEqual([["NETWORK", "policy", 5]]);
    expect(await cloud().get(`${GLOBAL}/firewallPolicies/policy/getRule?priority=500`)).toMatchObject(rule);
    expect((await cloud().ask("POST", `${GLOBAL}/firewallPolicies/policy/addRule`, rule)).status).toBe(400);
    expect((await cloud().ask("DELETE", `${GLOBAL}/firewallPolicies/policy`)).status).toBe(400);
  });

  test("one of a region is asked for in that region, and listed with its region", async () => {
    await cloud().mustSucceed("POST", `${REGIONAL}/firewallPolicies`, { name: "regional" });
    await attach(`${REGIONAL}/firewallPolicies`, "regional");
    expect(await effective()).toEqual([]);
    const there = `${REGIONAL}/firewallPolicies/getEffectiveFirewalls?network=${NETWORK}`;
    expect(await effective(there)).toEqual([["NETWORK_REGIONAL", "regional", 5]]);
    const { items } = await cloud().get(`${AGGREGATED}/firewallPolicies`);
    expect(items[`regions/${REGION}`].firewallPolicies).toMatchObject([{ region: expect.stringContaining(REGION) }]);
    expect(items.global.warning.code).toBe("NO_RESULTS_ON_PAGE");
  });

  test("one of the organization comes first, and acts on every network", async () => {
    const above = "compute/v1/locations/global/firewallPolicies";
    await cloud().mustSucceed("POST", above, { shortName: "above", parent: "organizations/1" });
    const [{ name }] = (await cloud().get(above)).items;
    await attach(above, name, "organizations/1");
    expect(await effective()).toEqual([["HIERARCHY", name, 5]]);
    expect(await effective(`${GLOBAL}/networks/default/getEffectiveFirewalls`)).toHaveLength(1);
  });

  test("rules of the network are there as well", async () => {
    const own = { name: "own", network: NETWORK, allowed: [{ IPProtocol: "all" }] };
    await cloud().mustSucceed("POST", `${GLOBAL}/firewalls`, own);
    expect(names((await cloud().get(`${GLOBAL}/networks/acme-vpc/getEffectiveFirewalls`)).firewalls)).toEqual(["own"]);
    expect(names((await cloud().get(`${GLOBAL}/networks/default/getEffectiveFirewalls`)).firewalls)).toEqual([]);
  });

  test("policy-based routes are listed, and never changed", async () => {
    const routes = "networkconnectivity/v1/projects/acme/locations/global/policyBasedRoutes";
    const route = { network: NETWORK, filter: { protocolVersion: "IPV4" }, nextHopIlbIp: "10.0.0.9" };
    await cloud().mustSucceed("POST", `${routes}?policyBasedRouteId=detour`, route);
    expect((await cloud().get(routes)).policyBasedRoutes).toMatchObject([{ ...route, priority: 1000 }]);
    expect((await cloud().ask("PATCH", `${routes}/detour`, { priority: 1 })).status).toBe(404);
    expect(refusal(await cloud().ask("DELETE", `${GLOBAL}/networks/acme-vpc`))[1]).toContain("detour");
  });
});
