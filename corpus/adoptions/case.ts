import type { OutOfBandChange } from "../recorder/case";

/**
 * An environment that people have made by hand, and Terraform takes over: the base world with one thing that is
 * otherwise, or with three.
 */
export interface AdoptionCase {
  id: string;
  about: string;
  /** What is otherwise than in the base world. */
  edits: readonly OutOfBandChange[];
}

export const PROJECT = "netra-staging";
const REGION = "us-central1";
const GLOBAL = `compute/projects/${PROJECT}/global`;
export const REGIONAL = `compute/projects/${PROJECT}/regions/${REGION}`;
const LOCATION = `projects/${PROJECT}/locations/${REGION}`;

/** What the base world holds, by the names under which the loopback cloud has it. */
export const WORLD = {
  network: `${GLOBAL}/networks/staging-vpc`,
  subnet: `${REGIONAL}/subnetworks/staging-subnet`,
  range: `${GLOBAL}/addresses/staging-private-ip`,
  connection: `servicenetworking/services/servicenetworking.googleapis.com/connections/projects|${PROJECT}|global|networks|staging-vpc`,
  router: `${REGIONAL}/routers/staging-nat-router`,
  connector: `vpcaccess/${LOCATION}/connectors/staging-connector`,
  redis: `redis/${LOCATION}/instances/staging-redis`,
  secret: `secretmanager/projects/${PROJECT}/secrets/staging-redis-auth`,
  backend: `run/${LOCATION}/services/netra-backend-staging`,
  auth: `run/${LOCATION}/services/netra-auth-service`,
  frontend: `run/${LOCATION}/services/netra-frontend-staging`,
} as const;

export const SERVICES = [WORLD.backend, WORLD.auth, WORLD.frontend];
export const REDIS_SERVICES = [WORLD.backend, WORLD.auth];

export const RULES = [
  "deny-vpc-connector-egress",
  "allow-vpc-connector-to-redis-egress",
  "allow-vpc-connector-to-redis",
  "allow-egress-tcp-5432-to-10-166-0-0-16",
  "allow-egress-tcp-3307-to-10-166-0-0-16",
  "allow-external-apis",
  "allow-internal-vpc-communication",
  "allow-health-checks",
] as const;
export const rule = (name: (typeof RULES)[number]) => `${GLOBAL}/firewalls/${name}`;

export const APIS = ["compute", "redis", "run", "secretmanager", "servicenetworking", "vpcaccess"] as const;
export const api = (name: (typeof APIS)[number]) => `serviceusage/projects/${PROJECT}/services/${name}.googleapis.com`;

/** As a link or a request has it: without the API, which stands first in the name. */
export const pathOf = (object: string) => object.slice(object.indexOf("/") + 1);

export const set = (object: string, fields: Record<string, unknown>): OutOfBandChange => ({ object, fields });
export const gone = (...objects: string[]): OutOfBandChange[] => objects.map((object) => ({ gone: object }));
export const post = (path: string, body: unknown): OutOfBandChange => ({ method: "POST", path, body });

/** The base world: what ships, without what only Terraform writes, and deployed with gcloud. */
export const byHand: readonly OutOfBandChange[] = [
  ...[WORLD.range, WORLD.redis, WORLD.secret].map((object) => set(object, { labels: null })),
  ...SERVICES.map((object) => set(object, { labels: null, client: "gcloud", clientVersion: "501.0.0" })),
];
