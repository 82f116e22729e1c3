import { UnusableInput } from "../inputs/model";

/** The URL of each API, under the name in the provider's variable that overrides it. */
const ENDPOINTS = {
  COMPUTE: "https://compute.googleapis.com/compute/v1/",
  SERVICE_NETWORKING: "https://servicenetworking.googleapis.com/v1/",
  NETWORK_CONNECTIVITY: "https://networkconnectivity.googleapis.com/v1/",
  VPC_ACCESS: "https://vpcaccess.googleapis.com/v1/",
  REDIS: "https://redis.googleapis.com/v1/",
  MEMORYSTORE: "https://memorystore.googleapis.com/v1/",
  MEMCACHE: "https://memcache.googleapis.com/v1/",
  CLOUD_RUN_V2: "https://run.googleapis.com/v2/",
  SECRET_MANAGER: "https://secretmanager.googleapis.com/v1/",
  DNS: "https://dns.googleapis.com/dns/v1/",
  IAM: "https://iam.googleapis.com/v1/",
  RESOURCE_MANAGER: "https://cloudresourcemanager.googleapis.com/v1/",
  // What `lineup probe` asks besides.
  LOGGING: "https://logging.googleapis.com/v2/",
  NETWORK_MANAGEMENT: "https://networkmanagement.googleapis.com/v1/",
  // What `npm run doctor` asks besides.
  STORAGE: "https://storage.googleapis.com/storage/v1/",
  SERVICE_USAGE: "https://serviceusage.googleapis.com/v1/",
  ORG_POLICY: "https://orgpolicy.googleapis.com/v2/",
  CLOUD_BILLING: "https://cloudbilling.googleapis.com/v1/",
};

export type Api = keyof typeof ENDPOINTS;

/** The API as Google's errors and gcloud name it: `redis.googleapis.com`. */
export function serviceOf(api: Api): string {
  return new URL(ENDPOINTS[api]).hostname;
}

export function endpoints(env: NodeJS.ProcessEnv): (api: Api) => string {
  const said = Object.keys(ENDPOINTS).map((api): [Api, string] => {
    const name = `GOOGLE_${api}_CUSTOM_ENDPOINT`;
    const own = env[name];
    return [api as Api, own ? trusted(own, name) : ENDPOINTS[api as Api]];
  });
  const all = new Map(said);
  return (api) => all.get(api) ?? ENDPOINTS[api];
}

/** Credentials are sent there: over plain http only to this machine. */
export function trusted(said: string, name: string): string {
  const url = URL.canParse(said) ? new URL(said) : undefined;
  const isHere = url?.protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
  if (!url || (url.protocol !== "https:" && !isHere)) {
    throw new UnusableInput(
      `${name} must be an https address, or http on 127.0.0.1 or localhost: credentials are sent there`,
    );
  }
  return said.endsWith("/") ? said : `${said}/`;
}
