/** What staging's environment file makes of its names, as the commands of those who work by hand say them. */
export const PROJECT = "netra-staging";
const LOCATION = `projects/${PROJECT}/locations/us-central1`;
export const REDIS = `redis/v1/${LOCATION}/instances/staging-redis`;
export const CONNECTOR = `vpcaccess/v1/${LOCATION}/connectors/staging-connector`;
export const BACKEND = `run/v2/${LOCATION}/services/netra-backend-staging`;
export const FIREWALLS = `compute/v1/projects/${PROJECT}/global/firewalls`;
export const NETWORK = `projects/${PROJECT}/global/networks/staging-vpc`;
export const DEFAULT_NETWORK = `projects/${PROJECT}/global/networks/default`;

/** Where Redis was, and where it is after somebody has replaced it. */
export const OLD_ADDRESS = "10.107.0.3";
export const NEW_ADDRESS = "10.166.204.83";
/** The eight addresses of which the fourth is Redis's. */
export const NEW_RANGE = "10.166.204.80/29";

/** `path`, and in it the collection and the id that its API wants as a parameter. */
export function creation(path: string, parameter: string): string {
  const slash = path.lastIndexOf("/");
  return `${path.slice(0, slash)}?${parameter}=${path.slice(slash + 1)}`;
}
