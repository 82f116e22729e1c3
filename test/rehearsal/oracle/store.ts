import { type CloudObject, Store } from "../../../rehearsal/server/store";

const HERE = "projects/acme/locations/europe-west1";
export const SERVICE = `run/${HERE}/services/orders`;
export const JOB = `run/${HERE}/jobs/nightly`;
export const CONNECTOR = `vpcaccess/${HERE}/connectors/conn`;
export const CACHE = `redis/${HERE}/instances/cache`;
export const NETWORK = "compute/projects/acme/global/networks/vpc";
export const SUBNET = "compute/projects/acme/regions/europe-west1/subnetworks/apps";
export const TAG = "vpc-connector-europe-west1-conn";
const LINK = "https://www.googleapis.com/compute/v1/projects/acme/global/networks/vpc";

/** A small cloud in which one service reaches its Redis, in the form in which the APIs print it. */
export function whole(): Store {
  const store = new Store();
  store.put(NETWORK, { name: "vpc", peerings: [{ name: "servicenetworking-googleapis-com", state: "ACTIVE" }] });
  store.put("compute/projects/acme/global/networks/default", { name: "default" });
  store.put(SUBNET, { name: "apps", network: LINK, ipCidrRange: "10.0.0.0/26" });
  store.put(CONNECTOR, { name: CONNECTOR, network: "vpc", ipCidrRange: "10.2.0.0/28", state: "READY" });
  store.put(CACHE, {
    host: "10.166.0.3",
    port: 6379,
    state: "READY",
    connectMode: "PRIVATE_SERVICE_ACCESS",
    authorizedNetwork: "projects/acme/global/networks/vpc",
    transitEncryptionMode: "DISABLED",
  });
  store.put(SERVICE, {
    template: {
      containers: [{ env: env({ REDIS_HOST: "10.166.0.3", REDIS_PORT: "6379" }) }],
      vpcAccess: { connector: `${HERE}/connectors/conn`, egress: "PRIVATE_RANGES_ONLY" },
    },
  });
  return store;
}

export function env(values: Record<string, string>): CloudObject[] {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}

/** Changes what is there. */
export function change(store: Store, name: string, fields: CloudObject): void {
  const thing = store.get(name);
  if (!thing) throw new Error(`the store holds no ${name}`);
  store.put(name, { ...thing, ...fields });
}

/** Changes what the service is given: its way into the network, its variables. */
export function give(store: Store, fields: { env?: CloudObject[]; vpcAccess?: CloudObject | undefined }): void {
  const template = store.get(SERVICE)?.template as CloudObject;
  const access = "vpcAccess" in fields ? { vpcAccess: fields.vpcAccess } : {};
  const containers = fields.env ? { containers: [{ env: fields.env }] } : {};
  store.put(SERVICE, { template: { ...template, ...access, ...containers } });
}

const tcp = [{ IPProtocol: "tcp", ports: ["6379"] }];

/** An egress rule, which by default denies Redis to every instance. */
export function rule(store: Store, name: string, fields: CloudObject = {}): void {
  store.put(`compute/projects/acme/global/firewalls/${name}`, {
    name,
    network: LINK,
    direction: "EGRESS",
    priority: 1000,
    disabled: false,
    destinationRanges: ["0.0.0.0/0"],
    ...("allowed" in fields ? {} : { denied: tcp }),
    ...fields,
  });
}

export const opening = { allowed: tcp, priority: 900 };
