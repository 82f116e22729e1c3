/** Names of staging's resources, as gcloud commands use them. */
export const PROJECT = "netra-staging";
const LOCATION = `projects/${PROJECT}/locations/us-central1`;
export const REDIS = `redis/v1/${LOCATION}/instances/staging-redis`;
/** Redis as Terraform addresses it. */
export const CACHE = "google_redis_instance.cache";
export const CONNECTOR = `vpcaccess/v1/${LOCATION}/connectors/staging-connector`;
export const BACKEND = `run/v2/${LOCATION}/services/netra-backend-staging`;
export const FIREWALLS = `compute/v1/projects/${PROJECT}/global/firewalls`;
export const NETWORK = `projects/${PROJECT}/global/networks/staging-vpc`;
export const DEFAULT_NETWORK = `projects/${PROJECT}/global/networks/default`;

/** The address of Redis before and after it was replaced. */
export const OLD_ADDRESS = "10.107.0.3";
export const NEW_ADDRESS = "10.166.204.83";
/** The /29 whose fourth address is that of Redis. */
export const NEW_RANGE = "10.166.204.80/29";

/** The path of a resource, its collection, and the id that the API takes as a parameter. */
export function creation(path: string, parameter: string): string {
  const slash = path.lastIndexOf("/");
  return `${path.slice(0, slash)}?${parameter}=${path.slice(slash + 1)}`;
}
