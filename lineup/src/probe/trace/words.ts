import { CAUSES } from "../../causes";

/** What keeps Google from an answer, in our words. */
const ABORTS: Record<string, string> = {
  UNKNOWN_NETWORK: "Google does not find the network that the packet would enter",
  UNKNOWN_IP: "the address of Redis belongs to nothing that Google finds in this network",
  GOOGLE_MANAGED_SERVICE_UNKNOWN_IP:
    "the address lies in a range of Google's services, and no instance has it: it may have moved",
  SOURCE_ENDPOINT_NOT_FOUND: "Google does not find what the packet would start from",
  DESTINATION_ENDPOINT_NOT_FOUND: "Google does not find what the packet is sent to",
  MISMATCHED_SOURCE_NETWORK: "what the packet starts from is in another network than the test says",
  MISMATCHED_DESTINATION_NETWORK: "Redis is in another network than the packet",
  PERMISSION_DENIED: "these credentials may not see a part of the network: roles/compute.networkViewer shows it",
  CLOUD_RUN_RESOURCE_NOT_CONNECTED_TO_VPC: "it is connected to no network: neither a connector nor an interface is set",
  UNKNOWN_ISSUE_IN_GOOGLE_MANAGED_PROJECT: "the packet is lost inside a network of Google's own",
  NO_SERVERLESS_IP_RANGES: "Google does not know yet which addresses it sends from",
};

/** And what drops a packet, where `lineup verify` has no cause of this name. */
const DROPS: Record<string, string> = {
  CLOUD_RUN_JOB_NOT_READY: "the job of the probe is not ready",
  VPC_CONNECTOR_HEALTH_CHECK_TRAFFIC_BLOCKED: "a firewall rule keeps Google's health checks from the connector",
  REDIS_INSTANCE_NO_ROUTE_TO_DESTINATION_NETWORK: "Redis has no route back into the network of the service",
  DROPPED_INSIDE_REDIS_INSTANCE_SERVICE: "the packet arrives at the service of Redis and is dropped inside it",
  DROPPED_INSIDE_GOOGLE_MANAGED_SERVICE: "the packet is dropped inside a network of Google's own",
  NO_VALID_ROUTE_FROM_GOOGLE_MANAGED_NETWORK_TO_DESTINATION: "there is no route from Google's network to Redis",
  INGRESS_FIREWALL_TAGS_UNSUPPORTED_BY_DIRECT_VPC_EGRESS:
    "a firewall rule names a tag, and an interface of Cloud Run has none",
  ROUTE_BLACKHOLE: "a route on the way leads nowhere",
  UNKNOWN_INTERNAL_ADDRESS: "the address of Redis belongs to nothing in this network",
};

const STATES: Record<string, string> = {
  START_FROM_CLOUD_RUN_JOB: "starts from the job",
  START_FROM_CLOUD_RUN_REVISION: "starts from the revision",
  ARRIVE_AT_VPC_CONNECTOR: "arrives at the connector",
  DIRECT_VPC_EGRESS_CONNECTION: "enters the network through an interface of its own",
  SERVERLESS_EXTERNAL_CONNECTION: "leaves to the internet, past the network",
  APPLY_EGRESS_FIREWALL_RULE: "a firewall rule is asked on the way out",
  APPLY_INGRESS_FIREWALL_RULE: "a firewall rule is asked on the way in",
  APPLY_ROUTE: "a route is taken",
  NAT: "its address is translated",
  DELIVER: "arrives",
  DROP: "is dropped",
  FORWARD: "is forwarded to where Google does not look",
  ABORT: "Google stops looking",
  VIEWER_PERMISSION_MISSING: "a step that these credentials may not see",
};

const CODE = /^[A-Z][A-Z0-9_]{1,80}$/;

/** A code of Google's, as far as it is one: nothing else of an answer is printed by itself. */
export function codeIn(said: unknown): string | undefined {
  return typeof said === "string" && CODE.test(said) ? said : undefined;
}

export function causeInWords(code: string): string {
  const ours = CAUSES.find(({ id }) => id === code)?.title.replace(/^[A-Z](?=[a-z ])/, (letter) =>
    letter.toLowerCase(),
  );
  return ours ?? DROPS[code] ?? ABORTS[code] ?? code.toLowerCase().replaceAll("_", " ");
}

export function stateInWords(state: string): string {
  return STATES[state] ?? state.toLowerCase().replaceAll("_", " ");
}
