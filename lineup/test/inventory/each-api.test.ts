import { attach } from "../../../rehearsal/server/kinds/shared-vpc";
import { grantOf } from "../../src/google/permissions";
import { type Inventory, SOURCES } from "../../src/inventory";
import type { Get } from "../../src/inventory/reader";
import { denied, instead, off } from "./answers";
import { LiveProject, PROJECT, REGION } from "./live";

const PATHS: Record<string, string> = {
  networks: "global/networks?",
  subnetworks: "aggregated/subnetworks",
  routes: "global/routes",
  "policy-based routes": "policyBasedRoutes",
  "routers and their NATs": "aggregated/routers",
  "firewall rules": "global/firewalls",
  "firewall policies": "getEffectiveFirewalls",
  "regional firewall policies": "aggregated/firewallPolicies",
  "reserved ranges": "global/addresses",
  "services connections": "/connections",
  "VPC Access connectors": "/connectors",
  "Redis instances": "redis/v1/projects/acme-staging/locations/-/instances",
  "Redis clusters": "/clusters",
  "Memorystore instances": "memorystore/",
  "Memcached instances": "memcache/",
  // Of every region: their names end so.
  "Cloud Run services": "1/services?",
  "Cloud Run jobs": "/jobs?",
  "Cloud Run worker pools": "/workerPools?",
  "the host project of a Shared VPC": "getXpnHost",
  "revisions that serve": "/revisions/",
  "endpoints of Private Service Connect": "aggregated/forwardingRules",
  "peering routes": "/listPeeringRoutes?",
  "service connection policies": "/serviceConnectionPolicies?",
  "enabled APIs": "serviceusage/",
  "service accounts": "/serviceAccounts/",
  secrets: "/secrets/redis-auth?",
  "versions of secrets": "/redis-auth/versions?",
  "access to secrets": "redis-auth:getIamPolicy",
  "access to all secrets of a project": "acme-staging:getIamPolicy",
  "secrets that no caller names": "/secrets?",
  "access to services": "acme-api:getIamPolicy",
  "records of names that variables hold": "/managedZones?",
};

test("every kind of thing is in the table below", () => {
  expect(SOURCES.map(({ what }) => what)).toEqual(Object.keys(PATHS));
});

/** One project that stays as it is: what it answered once it answers again. */
let project: LiveProject;
const answers = new Map<string, ReturnType<Get>>();
const remembered: Get = (url, readsPolicy) => {
  const answer = answers.get(url) ?? project.get(url, readsPolicy);
  answers.set(url, answer);
  return answer;
};
beforeAll(async () => {
  project = await LiveProject.open();
  const secrets = `secretmanager/v1/projects/${PROJECT}/secrets`;
  await project.make(`${secrets}?secretId=redis-auth`, { replication: { automatic: {} } });
  await project.make(`${secrets}/redis-auth:addVersion`, { payload: {} });
  await project.make(`redis/v1/projects/${PROJECT}/locations/${REGION}/clusters?clusterId=acme-cluster`, {
    discoveryEndpoints: [{ address: "10.0.0.77", port: 6379 }],
  });
  await project.make(`redis/v1/projects/${PROJECT}/locations/${REGION}/instances?instanceId=acme-redis`, {
    tier: "BASIC",
    memorySizeGb: 1,
    authorizedNetwork: `projects/${PROJECT}/global/networks/default`,
  });
  const host = "compute/v1/projects/acme-host";
  const network = "projects/acme-host/global/networks/shared-vpc";
  await project.make(`${host}/global/networks`, { name: "shared-vpc", autoCreateSubnetworks: false });
  await project.make(`${host}/regions/${REGION}/subnetworks`, {
    name: "shared-vpc",
    network,
    ipCidrRange: "10.8.0.0/24",
  });
  attach(PROJECT, "acme-host", project.cloud.cloud.store);
  const valueSource = { secretKeyRef: { secret: "redis-auth", version: "latest" } };
  const subnetwork = `projects/acme-host/regions/${REGION}/subnetworks/shared-vpc`;
  const revision = "acme-api-00001-reh";
  const traffic = [{ type: "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION", revision, percent: 100 }];
  const vpcAccess = { networkInterfaces: [{ network, subnetwork }] };
  const template = {
    vpcAccess,
    containers: [
      {
        image: "gcr.io/acme/api:1",
        env: [
          { name: "REDIS_PASSWORD", valueSource },
          { name: "REDIS_HOST", value: "redis.acme.internal" },
        ],
      },
    ],
  };
  const service = `run/v2/projects/${PROJECT}/locations/${REGION}/services`;
  await project.make(`${service}?serviceId=acme-api`, { template });
  await project.does("PATCH", `${service}/acme-api?forceNewRevision=true`, { template, traffic });
});
afterAll(() => project.close());

/** What is unread of its host project stands beside. */
const ofProject = ({ unread }: Inventory) => ({ unread: unread.filter(({ project }) => project === undefined) });

describe.each(SOURCES)("$what", ({ what, api, permissions, types }) => {
  test("without the permission it is unread, which says which, and what it could matter for", async () => {
    const { unread } = ofProject(await project.read(instead(remembered, PATHS[what] ?? "", denied)));
    const [own] = unread.filter((one) => one.what === what);
    expect(own).toEqual({ what, why: `403: ${grantOf(permissions[0])}`, types: [...types] });
    // What is asked network by network cannot be without the networks.
    expect(unread).toHaveLength(what === "networks" ? 3 : 1);
  });

  // Accounts and the policy of a project exist without their API.
  const isGone = api !== "IAM" && api !== "RESOURCE_MANAGER";
  test(`switched off in the project, ${isGone ? "nothing of it is there" : "it is unread"}`, async () => {
    const inventory = await project.read(instead(remembered, PATHS[what] ?? "", off(PROJECT)));
    const { disabled } = inventory;
    const { unread } = ofProject(inventory);
    const [gone, there] = isGone ? [disabled, unread] : [unread, disabled];
    expect(gone).toMatchObject([{ what }]);
    expect(there).toEqual([]);
  });

  test("switched off in the project that is charged, it is unread", async () => {
    const { unread, disabled } = await project.read(instead(remembered, PATHS[what] ?? "", off("987654321")));
    expect(disabled).toEqual([]);
    expect(unread[0]?.why).toMatch(
      /^403: the API is disabled in the quota project of these credentials: gcloud services/,
    );
  });
});
