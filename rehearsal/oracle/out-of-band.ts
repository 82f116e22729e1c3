import { base, CACHE, EGRESS_RULE, type Root, TAG } from "../../corpus/verify/base";
import { add, at, close, env, set } from "../../corpus/verify/edit";
import type { Sandbox } from "../sandbox";

/** A change outside Terraform, as the console or gcloud makes it. */
interface OutOfBandCase {
  id: string;
  root: () => Root;
  change: (sandbox: Sandbox) => Promise<void>;
  /** Why no state shows it, where none does. */
  invisibleBecause?: string;
}

const here = "projects/acme-staging/locations/europe-west1";
const SERVICE = `run/v2/${here}/services/orders-api`;
const INSTANCES = `redis/v1/${here}/instances`;
const CONNECTORS = `vpcaccess/v1/${here}/connectors`;
const FIREWALLS = "compute/v1/projects/acme-staging/global/firewalls";
const NETWORK = "projects/acme-staging/global/networks/acme-vpc";

function root(change: (root: Root) => void = () => {}): () => Root {
  return () => {
    const changed = structuredClone(base);
    change(changed);
    return changed;
  };
}

/** One allow rule, and a deny rule for all other egress of the connector. */
const closed = root((base) => close(base));

const rule = (change: object) => async (sandbox: Sandbox) => {
  await sandbox.callApi("PATCH", `${FIREWALLS}/allow-conn-egress-redis`, change);
};

/** The service as it is, with its template changed. */
const template = (change: (template: Root) => void) => async (sandbox: Sandbox) => {
  const service = (await sandbox.callApi("GET", SERVICE)) as Root;
  change(service.template);
  await sandbox.callApi("PATCH", SERVICE, service);
};

/** Deletes the instance and creates it again with other settings. */
const recreated = (change: { otherAddress?: boolean; fields?: Root }) => async (sandbox: Sandbox) => {
  const {
    host: _,
    port: __,
    reservedIpRange: ___,
    ...before
  } = await sandbox.callApi("GET", `${INSTANCES}/orders-cache`);
  await sandbox.callApi("DELETE", `${INSTANCES}/orders-cache`);
  // Another instance uses the freed address for a moment, so that the new one gets a different address.
  if (change.otherAddress) await sandbox.callApi("POST", `${INSTANCES}?instanceId=passing`, before);
  await sandbox.callApi("POST", `${INSTANCES}?instanceId=orders-cache`, { ...before, ...change.fields });
  if (change.otherAddress) await sandbox.callApi("DELETE", `${INSTANCES}/passing`);
};

/** Puts an object into a state that no request sets. */
const inState = (name: string, state: string) => async (sandbox: Sandbox) => {
  const { store } = sandbox.cloud.cloud;
  const thing = store.get(name);
  if (!thing) throw new Error(`there is no ${name}`);
  store.put(name, { ...thing, state });
};

export const outOfBand: OutOfBandCase[] = [
  { id: "nothing", root: root(), change: async () => {} },
  {
    id: "deny-rule-outside-terraform",
    invisibleBecause: "a state holds what Terraform manages, and this rule is unmanaged",
    root: root(),
    change: async (sandbox) => {
      const denied = [{ IPProtocol: "tcp", ports: ["6379"] }];
      const rule = { name: "hotfix", network: NETWORK, direction: "EGRESS", priority: 10, denied, targetTags: [TAG] };
      await sandbox.callApi("POST", FIREWALLS, rule);
    },
  },
  { id: "opening-turned-into-deny", root: root(), change: rule({ allowed: null, denied: [{ IPProtocol: "tcp" }] }) },
  { id: "opening-disabled", root: closed, change: rule({ disabled: true }) },
  { id: "opening-disabled-where-nothing-is-closed", root: root(), change: rule({ disabled: true }) },
  { id: "opening-below-the-deny", root: closed, change: rule({ priority: 65001 }) },
  { id: "opening-at-the-deny", root: closed, change: rule({ priority: 65000 }) },
  { id: "opening-for-another-port", root: closed, change: rule({ allowed: [{ IPProtocol: "tcp", ports: ["6378"] }] }) },
  { id: "opening-for-all-protocols", root: closed, change: rule({ allowed: [{ IPProtocol: "all" }] }) },
  { id: "opening-for-another-range", root: closed, change: rule({ destinationRanges: ["10.107.0.0/16"] }) },
  { id: "opening-for-the-address-alone", root: closed, change: rule({ destinationRanges: ["10.166.0.3/32"] }) },
  { id: "opening-beside-the-address", root: closed, change: rule({ destinationRanges: ["10.166.0.4/32"] }) },
  {
    id: "opening-for-another-tag",
    root: closed,
    change: rule({ targetTags: ["vpc-connector-us-central1-orders-conn"] }),
  },
  { id: "opening-for-part-of-the-range", root: closed, change: rule({ sourceRanges: ["10.2.0.0/29"] }) },
  { id: "redis-at-another-address", root: root(), change: recreated({ otherAddress: true }) },
  {
    id: "redis-at-the-same-address-with-tls",
    root: root(),
    change: recreated({ fields: { transitEncryptionMode: "SERVER_AUTHENTICATION" } }),
  },
  {
    id: "redis-on-another-network",
    root: root(),
    change: recreated({
      fields: {
        authorizedNetwork: "projects/acme-staging/global/networks/default",
        connectMode: "DIRECT_PEERING",
        reservedIpRange: "10.166.0.0/29",
      },
    }),
  },
  {
    id: "redis-gone",
    root: root(),
    change: async (sandbox) => void (await sandbox.callApi("DELETE", `${INSTANCES}/orders-cache`)),
  },
  {
    id: "redis-under-repair",
    invisibleBecause: "the provider's Redis has no attribute for its state",
    root: root(),
    change: inState(`redis/${here}/instances/orders-cache`, "REPAIRING"),
  },
  {
    id: "connector-detached",
    root: root(),
    change: template((template) => {
      delete template.vpcAccess;
    }),
  },
  {
    id: "connector-gone",
    root: root(),
    change: async (sandbox) => void (await sandbox.callApi("DELETE", `${CONNECTORS}/orders-conn`)),
  },
  { id: "connector-broken", root: root(), change: inState(`vpcaccess/${here}/connectors/orders-conn`, "ERROR") },
  {
    id: "connector-made-anew-on-default",
    root: root(),
    change: async (sandbox) => {
      const before = await sandbox.callApi("GET", `${CONNECTORS}/orders-conn`);
      await sandbox.callApi("DELETE", `${CONNECTORS}/orders-conn`);
      await sandbox.callApi("POST", `${CONNECTORS}?connectorId=orders-conn`, { ...before, network: "default" });
    },
  },
  {
    id: "another-connector-on-default",
    root: root(),
    change: async (sandbox) => {
      const connector = { network: "default", ipCidrRange: "10.9.0.0/28", minInstances: 2, maxInstances: 3 };
      await sandbox.callApi("POST", `${CONNECTORS}?connectorId=hotfix`, connector);
      await template((template) => {
        template.vpcAccess.connector = `${here}/connectors/hotfix`;
      })(sandbox);
    },
  },
  {
    id: "all-traffic",
    root: root(),
    change: template((template) => {
      template.vpcAccess.egress = "ALL_TRAFFIC";
    }),
  },
  { id: "host-is-localhost", root: root(), change: template((template) => said(template, "REDIS_HOST", "localhost")) },
  { id: "host-is-stale", root: root(), change: template((template) => said(template, "REDIS_HOST", "10.107.0.3")) },
  { id: "port-of-test-default", root: root(), change: template((template) => said(template, "REDIS_PORT", "6381")) },
  {
    id: "direct-egress-with-denied-tag",
    root: root((base) => {
      add(base, "google_compute_firewall.lockdown", {
        ...at(base, EGRESS_RULE),
        name: "lockdown",
        allow: undefined,
        deny: [{ protocol: "all" }],
        target_tags: ["batch"],
      });
    }),
    change: template((template) => {
      template.vpcAccess = { networkInterfaces: [{ network: "acme-vpc", subnetwork: "apps", tags: ["batch"] }] };
    }),
  },
  {
    id: "secret-gets-another-version",
    invisibleBecause: "a state holds the versions that Terraform has written, not the latest",
    root: root((base) => {
      const secret = "google_secret_manager_secret.redis";
      const version = "google_secret_manager_secret_version.redis";
      add(base, secret, { secret_id: "redis-address", replication: { auto: {} } });
      add(base, version, { secret: `\${${secret}.id}`, secret_data: `\${${CACHE}.host}` });
      env(base, "REDIS_HOST", undefined);
      const secret_key_ref = { secret: `\${${secret}.secret_id}`, version: "latest" };
      at(base, "google_cloud_run_v2_service.api").template.containers[0].env.push({
        name: "REDIS_HOST",
        value_source: { secret_key_ref },
      });
      set(base, "google_cloud_run_v2_service.api", { depends_on: [version] });
    }),
    change: async (sandbox) => {
      const payload = { data: Buffer.from("localhost").toString("base64") };
      await sandbox.callApi("POST", "secretmanager/v1/projects/acme-staging/secrets/redis-address:addVersion", {
        payload,
      });
    },
  },
  {
    id: "peering-removed",
    root: root(),
    invisibleBecause: "the services connection is still listed without its peering, and a state holds the connection",
    change: async (sandbox) => {
      const name = "servicenetworking-googleapis-com";
      await sandbox.callApi("POST", `compute/v1/${NETWORK}/removePeering`, { name });
    },
  },
];

function said(template: Root, name: string, value: string): void {
  for (const entry of template.containers[0].env) if (entry.name === name) entry.value = value;
}
