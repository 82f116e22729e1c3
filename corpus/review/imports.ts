import { firewallRuleCreated, tcp } from "../drift/out-of-band";
import type { OutOfBandChange } from "../recorder/case";
import { API, base, CACHE, type Root, ref, VPC } from "../verify/base";
import { add, at } from "../verify/edit";
import { cautious, danger, type ReviewCase, SAFE } from "./label";
import { closed, empty, emptyWithRule, guarded, served, WORKER } from "./roots";

// Things that were made by hand and are taken over by an import block; and the old root, which forgets what it had.

const PROJECT = "projects/acme-staging";
const REGIONAL = `${PROJECT}/locations/europe-west1`;
const NETWORK = `${PROJECT}/global/networks/acme-vpc`;
const SESSIONS = "google_redis_instance.sessions";
const RULE = "google_compute_firewall.taken";

export const importCases: ReviewCase[] = [
  {
    id: "network-imported",
    title: "a network that was made by hand is imported unchanged",
    before: base,
    outOfBand: [networkMade("spare-vpc")],
    change: (root) => {
      add(root, "google_compute_network.spare", { name: "spare-vpc", auto_create_subnetworks: false });
      take(root, "google_compute_network.spare", `${PROJECT}/global/networks/spare-vpc`);
    },
    label: SAFE,
  },
  {
    id: "redis-imported-labels-only",
    title: "a Redis that was made by hand is imported and gets labels, and nothing else",
    before: base,
    outOfBand: [redisMade()],
    change: (root) => redisTaken(root, { labels: { team: "orders" } }),
    label: SAFE,
  },
  {
    id: "redis-imported-with-more-memory",
    title: "a Redis that was made by hand is imported and gets more memory",
    before: base,
    outOfBand: [redisMade()],
    change: (root) => redisTaken(root, { memory_size_gb: 2 }),
    label: cautious("REDIS_RESIZED"),
  },
  {
    id: "redis-imported-from-another-network",
    title: "a Redis of our name that was made on another network is imported",
    before: base,
    outOfBand: [
      networkMade("old-vpc"),
      redisMade({ authorizedNetwork: `${PROJECT}/global/networks/old-vpc`, connectMode: "DIRECT_PEERING" }),
    ],
    change: (root) => redisTaken(root),
    label: danger("IMPORTS_ANOTHER_THING", "IMPORT_REPLACES", "REDIS_REPLACED"),
  },
  {
    id: "redis-imported-and-guarded",
    title: "a Redis of another tier is imported, and prevent_destroy forbids what would replace it",
    before: guarded,
    outOfBand: [redisMade({ tier: "STANDARD_HA" })],
    change: (root) => redisTaken(root),
    label: {
      ...danger("IMPORT_REPLACES", "PLAN_ERRORED", "REDIS_REPLACED"),
      paths: { "api>cache": ["reachable", "unknown"] },
    },
  },
  {
    id: "rule-imported-from-another-network",
    title: "a firewall rule of our name that stands on another network is imported",
    before: closed,
    outOfBand: [
      networkMade("old-vpc"),
      firewallRuleCreated("allow-orders", {
        network: `${PROJECT}/global/networks/old-vpc`,
        allowed: tcp("6379"),
        destinationRanges: ["10.166.0.0/16"],
      }),
    ],
    change: (root) => ruleTaken(root),
    label: danger("FIREWALL_NETWORK_CHANGED", "IMPORTS_ANOTHER_THING"),
  },
  {
    id: "rule-imported",
    title: "a firewall rule that was made by hand is imported unchanged",
    before: closed,
    outOfBand: [firewallRuleCreated("allow-orders", { allowed: tcp("6379"), destinationRanges: ["10.166.0.0/16"] })],
    change: (root) => ruleTaken(root),
    label: SAFE,
  },
  {
    id: "subnetwork-imported-from-another-network",
    title: "a subnet of our name that belongs to another network is imported",
    before: base,
    outOfBand: [
      networkMade("old-vpc"),
      {
        method: "POST",
        path: `compute/v1/${PROJECT}/regions/europe-west1/subnetworks`,
        body: { name: "jobs", network: `${PROJECT}/global/networks/old-vpc`, ipCidrRange: "10.0.4.0/24" },
      },
    ],
    change: (root) => {
      const written = { name: "jobs", network: ref(`${VPC}.id`), region: "europe-west1", ip_cidr_range: "10.0.4.0/24" };
      add(root, "google_compute_subnetwork.jobs", written);
      take(root, "google_compute_subnetwork.jobs", `${PROJECT}/regions/europe-west1/subnetworks/jobs`);
    },
    label: danger("IMPORTS_ANOTHER_THING", "IMPORT_REPLACES"),
  },
  {
    id: "service-imported",
    title: "a service that was made by hand as it is written is imported",
    before: base,
    outOfBand: [serviceMade()],
    change: (root) => workerTaken(root),
    label: SAFE,
  },
  {
    id: "service-imported-with-losses",
    title: "a service is imported whose variables, secret, sidecar, volume and account are written nowhere",
    before: served,
    outOfBand: [
      ...secretMade("stripe-key"),
      serviceMade(
        {
          serviceAccount: "orders-spare@acme-staging.iam.gserviceaccount.com",
          containers: [
            {
              ...container(),
              env: [
                ...container().env,
                { name: "FEATURE_FLAGS", value: "planted-flag-value-5a1c" },
                { name: "STRIPE_KEY", valueSource: { secretKeyRef: { secret: "stripe-key", version: "1" } } },
              ],
              volumeMounts: [{ name: "keys", mountPath: "/etc/keys" }],
            },
            { name: "proxy", image: "gcr.io/cloud-sql-connectors/cloud-sql-proxy:2" },
          ],
          annotations: { "example.com/owner": "orders" },
          volumes: [{ name: "keys", secret: { secret: "key", items: [{ version: "1", path: "key" }] } }],
        },
        { annotations: { "example.com/kept": "orders" } },
      ),
    ],
    change: (root) => workerTaken(root),
    label: {
      ...cautious(
        "ANNOTATION_DROPPED",
        "CONTAINER_DROPPED",
        "MOUNT_DROPPED",
        "RUNS_AS_ANOTHER",
        "SECRET_DROPPED",
        "VARIABLE_DROPPED",
      ),
      paths: { "worker>cache": ["blocked", "reachable"] },
    },
  },
  {
    id: "service-imported-with-narrower-egress",
    title: "a service is imported that sends everything into the network, and is written with private ranges only",
    before: base,
    outOfBand: [serviceMade({ vpcAccess: { connector: `${REGIONAL}/connectors/orders-conn`, egress: "ALL_TRAFFIC" } })],
    change: (root) => workerTaken(root),
    label: cautious("EGRESS_NARROWED"),
  },
  {
    id: "service-imported-and-unpinned",
    title: "a service is imported whose requests were rolled back by hand to an older revision",
    before: base,
    outOfBand: [
      serviceMade(),
      {
        object: `run/${REGIONAL}/services/orders-jobs`,
        fields: {
          traffic: [
            { type: "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION", revision: "orders-jobs-00001-abc", percent: 100 },
          ],
        },
      },
    ],
    change: (root) => {
      workerTaken(root);
      const [traffic] = [{ type: "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", percent: 100 }];
      Object.assign(at(root, WORKER), { traffic: [traffic] });
    },
    label: { ...danger("TRAFFIC_UNPINNED"), paths: { "worker>cache": ["unknown", "reachable"] } },
  },
  {
    id: "secret-version-imported",
    title: "a secret that was made by hand is imported with its version",
    before: closed,
    outOfBand: secretMade("api-key"),
    change: (root) => {
      add(root, "google_secret_manager_secret.api_key", { secret_id: "api-key", replication: { auto: {} } });
      add(root, "google_secret_manager_secret_version.api_key", {
        secret: ref("google_secret_manager_secret.api_key.id"),
        secret_data_wo: "planted-new-api-key",
        secret_data_wo_version: 1,
      });
      take(root, "google_secret_manager_secret.api_key", `${PROJECT}/secrets/api-key`);
      take(root, "google_secret_manager_secret_version.api_key", `${PROJECT}/secrets/api-key/versions/1`);
    },
    label: danger("SECRET_VERSION_IMPORTED"),
  },
  {
    id: "everything-forgotten",
    title: "the old root forgets everything that another one has taken over",
    before: closed,
    change: (root) => forgetAll(root),
    label: cautious("RESOURCE_FORGOTTEN"),
  },
  {
    id: "network-forgotten",
    title: "an old root without services forgets its only network: nothing is left to judge, and nothing happens",
    before: empty,
    change: (root) => forgetAll(root),
    label: SAFE,
  },
  {
    id: "forgotten-beside-a-deletion",
    title: "an old root without services forgets its network, and deletes a firewall rule beside it",
    before: emptyWithRule,
    change: (root) => {
      forgetAll(root);
      root.removed = root.removed.filter(({ from }: Root) => !from.includes("firewall"));
    },
    label: { verdict: "unknown", codes: [] },
  },
];

function take(root: Root, to: string, id: string): void {
  root.import = [...(root.import ?? []), { to, id }];
}

function networkMade(name: string): OutOfBandChange {
  return {
    method: "POST",
    path: `compute/v1/${PROJECT}/global/networks`,
    body: { name, autoCreateSubnetworks: false },
  };
}

function redisMade(attributes: Root = {}): OutOfBandChange {
  return {
    method: "POST",
    path: `redis/v1/${REGIONAL}/instances?instanceId=sessions`,
    body: {
      tier: "BASIC",
      memorySizeGb: 1,
      redisVersion: "REDIS_7_2",
      authorizedNetwork: NETWORK,
      connectMode: "PRIVATE_SERVICE_ACCESS",
      transitEncryptionMode: "DISABLED",
      ...attributes,
    },
  };
}

function secretMade(name: string): OutOfBandChange[] {
  const secrets = `secretmanager/v1/${PROJECT}/secrets`;
  return [
    { method: "POST", path: `${secrets}?secretId=${name}`, body: { replication: { automatic: {} } } },
    {
      method: "POST",
      path: `${secrets}/${name}:addVersion`,
      body: { payload: { data: Buffer.from(`planted-${name}`).toString("base64") } },
    },
  ];
}

function redisTaken(root: Root, attributes: Root = {}): void {
  add(root, SESSIONS, { ...at(root, CACHE), name: "sessions", ...attributes });
  take(root, SESSIONS, `${REGIONAL}/instances/sessions`);
}

function ruleTaken(root: Root): void {
  add(root, RULE, {
    name: "allow-orders",
    network: ref(`${VPC}.id`),
    direction: "EGRESS",
    allow: [{ protocol: "tcp", ports: ["6379"] }],
    destination_ranges: ["10.166.0.0/16"],
  });
  take(root, RULE, `${PROJECT}/global/firewalls/allow-orders`);
}

function container() {
  return {
    image: "us-docker.pkg.dev/cloudrun/container/hello",
    env: [
      { name: "REDIS_HOST", value: "10.166.0.3" },
      { name: "REDIS_PORT", value: "6379" },
    ],
  };
}

function serviceMade(template: Root = {}, attributes: Root = {}): OutOfBandChange {
  return {
    method: "POST",
    path: `run/v2/${REGIONAL}/services?serviceId=orders-jobs`,
    body: {
      template: {
        containers: [container()],
        vpcAccess: { connector: `${REGIONAL}/connectors/orders-conn`, egress: "PRIVATE_RANGES_ONLY" },
        ...template,
      },
      ...attributes,
    },
  };
}

function workerTaken(root: Root, template: Root = {}): void {
  add(root, WORKER, { ...structuredClone(at(root, API)), name: "orders-jobs" });
  Object.assign(at(root, WORKER).template, template);
  take(root, WORKER, `${REGIONAL}/services/orders-jobs`);
}

/** What an old root says that no longer has anything: an address with its index is refused. */
function forgetAll(root: Root): void {
  const addresses = Object.entries(root.resource).flatMap(([type, named]) =>
    Object.keys(named as Root).map((name) => `${type}.${name}`),
  );
  root.removed = addresses.map((from) => ({ from, lifecycle: { destroy: false } }));
  delete root.resource;
}
