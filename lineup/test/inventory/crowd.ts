import { attach } from "../../../rehearsal/server/kinds/shared-vpc";
import { type LiveProject, PROJECT, REGION } from "./live";

const at = `projects/${PROJECT}`;
const NETWORK = `${at}/global/networks/acme-vpc`;
const LINK = `https://www.googleapis.com/compute/v1/${NETWORK}`;

/** One more of every kind that is read. */
export async function crowd(live: LiveProject, host: string): Promise<void> {
  const compute = `compute/v1/${at}`;
  await live.firewall("deny-all", {
    denied: [{ IPProtocol: "all" }],
    destinationRanges: ["0.0.0.0/0"],
    priority: 60000,
    targetTags: ["vpc-connector"],
  });
  await live.firewall("allow-redis", {
    allowed: [{ IPProtocol: "tcp", ports: ["6379"] }],
    destinationRanges: ["10.166.0.0/16"],
  });
  await live.make(`${compute}/global/routes`, {
    name: "to-office",
    network: LINK,
    destRange: "192.168.0.0/24",
    nextHopIp: "10.0.0.9",
    priority: 1000,
  });
  await live.make(`${compute}/regions/${REGION}/routers`, {
    name: "acme-router",
    network: LINK,
    nats: [
      {
        name: "acme-nat",
        natIpAllocateOption: "AUTO_ONLY",
        sourceSubnetworkIpRangesToNat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
        logConfig: { enable: true, filter: "ERRORS_ONLY" },
      },
    ],
  });
  await live.make(`networkconnectivity/v1/${at}/locations/global/policyBasedRoutes?policyBasedRouteId=to-inspection`, {
    network: NETWORK,
    filter: { protocolVersion: "IPV4", srcRange: "10.5.0.0/16", destRange: "10.6.0.0/16" },
    nextHopIlbIp: "10.0.0.50",
  });
  for (const where of ["global", `regions/${REGION}`]) {
    const policies = `${compute}/${where}/firewallPolicies`;
    const name = where === "global" ? "acme-policy" : "acme-regional";
    await live.make(policies, { name });
    await live.make(`${policies}/${name}/addRule`, {
      priority: 10,
      action: "deny",
      direction: "EGRESS",
      match: { destIpRanges: ["10.200.0.0/16"], layer4Configs: [{ ipProtocol: "tcp", ports: ["22"] }] },
    });
    await live.make(`${policies}/${name}/addAssociation`, { name: "on-acme", attachmentTarget: LINK });
  }
  await live.make(`redis/v1/${at}/locations/${REGION}/clusters?clusterId=acme-cluster`, {
    discoveryEndpoints: [{ address: "10.0.0.77", port: 6379 }],
  });
  await live.make(
    `networkconnectivity/v1/${at}/locations/${REGION}/serviceConnectionPolicies?serviceConnectionPolicyId=caches`,
    {
      network: NETWORK,
      serviceClass: "gcp-memorystore-redis",
      pscConfig: { subnetworks: [`${at}/regions/${REGION}/subnetworks/acme-subnet`], limit: "7" },
    },
  );
  const account = "job@acme-staging.iam.gserviceaccount.com";
  const members = [`serviceAccount:${account}`];
  const bindings = [{ role: "roles/secretmanager.secretAccessor", members }];
  const secrets = `secretmanager/v1/${at}/secrets`;
  await live.make(`iam/v1/${at}/serviceAccounts`, { accountId: "job", serviceAccount: {} });
  await live.make(`${secrets}?secretId=redis-auth`, { replication: { automatic: {} } });
  await live.make(`${secrets}/redis-auth:addVersion`, { payload: { data: "aHVudGVyMg==" } });
  await live.make(`${secrets}/redis-auth:setIamPolicy`, { policy: { bindings } });
  await live.make(`cloudresourcemanager/v1/${at}:setIamPolicy`, { policy: { bindings } });
  const password = { name: "REDIS_PASSWORD", valueSource: { secretKeyRef: { secret: "redis-auth", version: "1" } } };
  const containers = [{ image: "x", env: [{ name: "REDIS_HOST", value: host }, password] }];
  await live.make(`run/v2/${at}/locations/${REGION}/jobs?jobId=acme-job`, {
    template: { template: { containers, serviceAccount: account } },
  });
  await live.make(`dns/v1/${at}/managedZones`, { name: "acme-zone", dnsName: "acme.internal.", description: "x" });
  const record = { name: "redis.acme.internal.", type: "A", ttl: 300, rrdatas: [host] };
  await live.make(`dns/v1/${at}/managedZones/acme-zone/rrsets`, record);
  await live.service("named-api", [{ name: "REDIS_HOST", value: "redis.acme.internal" }]);
  await releasedTwice(live, host);
  await sharesNetwork(live);
}

/** Half of the requests stay with the revision before. */
async function releasedTwice(live: LiveProject, host: string): Promise<void> {
  const half = { percent: 50, type: "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST" };
  const before = { percent: 50, type: "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION", revision: "acme-api-00001-reh" };
  const vpcAccess = { connector: `${at}/locations/${REGION}/connectors/acme-conn`, egress: "PRIVATE_RANGES_ONLY" };
  const env = [
    { name: "REDIS_HOST", value: host },
    { name: "REDIS_PORT", value: "6379" },
  ];
  await live.does("PATCH", `run/v2/${at}/locations/${REGION}/services/acme-api?forceNewRevision=true`, {
    template: { vpcAccess, containers: [{ image: "gcr.io/acme/api:1", env }] },
    traffic: [half, before],
  });
}

/** Something of the project is in the network of a host project. */
async function sharesNetwork(live: LiveProject): Promise<void> {
  const [host, network] = ["compute/v1/projects/acme-host", "projects/acme-host/global/networks/shared-vpc"];
  await live.make(`${host}/global/networks`, { name: "shared-vpc", autoCreateSubnetworks: false });
  const subnet = { name: "shared-vpc", network, ipCidrRange: "10.8.0.0/24" };
  await live.make(`${host}/regions/${REGION}/subnetworks`, subnet);
  attach(PROJECT, "acme-host", live.cloud.cloud.store);
  const networkInterfaces = [{ network, subnetwork: `projects/acme-host/regions/${REGION}/subnetworks/shared-vpc` }];
  await live.make(`run/v2/${at}/locations/${REGION}/workerPools?workerPoolId=acme-pool`, {
    template: { vpcAccess: { networkInterfaces }, containers: [{ image: "x" }] },
  });
}
