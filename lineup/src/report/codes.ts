import type { Code } from "../reachability/path";

export interface Description {
  title: string;
  help: string;
}

/** What each cause means, for those who meet it for the first time. */
export const CODES: Record<Code, Description> = {
  VPC_CONNECTOR_NOT_SET: {
    title: "The service has no way into a network",
    help: "Redis has private addresses only. Attach a Serverless VPC Access connector, or direct VPC egress, in the network of the Redis.",
  },
  VPC_CONNECTOR_NOT_RUNNING: {
    title: "The connector is not ready",
    help: "Traffic through a connector that is not READY is dropped. Repair or replace it.",
  },
  VPC_CONNECTOR_SERVERLESS_TRAFFIC_BLOCKED: {
    title: "A firewall rule cuts what the connector itself needs",
    help: "A deny at priority 100 or a lower number also acts on the connector's own traffic to 35.199.224.0/19. Give it a number above 100.",
  },
  CLOUD_RUN_REVISION_NOT_READY: {
    title: "The latest revision is not ready",
    help: "Nothing runs that could call Redis. The log of the revision says why.",
  },
  FIREWALL_RULE: {
    title: "An egress firewall rule denies the packet",
    help: "Lower priority numbers win, and at the same number deny beats allow. Allow the way from the connector to the range and port of Redis above the rule that denies it.",
  },
  NO_ROUTE: {
    title: "There is no route to Redis",
    help: "The network of the service has no route to the address of Redis.",
  },
  PRIVATE_TRAFFIC_TO_INTERNET: {
    title: "The packet is sent to the internet instead of into the network",
    help: "PRIVATE_RANGES_ONLY sends private ranges alone into the network. Use ALL_TRAFFIC, or give Redis a private range.",
  },
  GOOGLE_MANAGED_SERVICE_NO_PEERING: {
    title: "The network of the service is not peered with this Redis",
    help: "Redis answers its authorized network only, over that network's peering. Attach connector and Redis to one network, by reference to the same resource.",
  },
  REDIS_INSTANCE_NOT_RUNNING: {
    title: "Redis is not ready",
    help: "Wait for the instance or repair it.",
  },
  REDIS_INSTANCE_UNSUPPORTED_PORT: {
    title: "The service calls a port on which Redis does not listen",
    help: "Redis listens on 6379, and on 6378 with TLS. Refer to the port of the instance instead of writing one.",
  },
  REDIS_INSTANCE_UNSUPPORTED_PROTOCOL: {
    title: "The service and Redis do not agree on TLS",
    help: "Use rediss:// where transit encryption is on and redis:// where it is not.",
  },
  REDIS_INSTANCE_CONNECTING_FROM_PUPI_ADDRESS: {
    title: "The packet comes from a public range used privately",
    help: "Redis does not answer such addresses. Use a range inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.",
  },
  REGION_MISMATCH: {
    title: "Service, connector and Redis are not in one region",
    help: "A connector serves its own region, and Redis is reached from its own region. Put all three into one.",
  },
  ADDRESS_MISMATCH: {
    title: "The service holds an address that is not its Redis's",
    help: "Redis gets a new address whenever it is replaced. Refer to the host of the instance instead of writing an address.",
  },
  RANGE_OVERLAP: {
    title: "The range of the connector overlaps another one",
    help: "A connector takes a /28 that nothing else in its network uses.",
  },
  UNRESOLVED_REFERENCE: {
    title: "Something that decides the path cannot be told from this input",
    help: "Write it so that it resolves, judge the plan with --config, or judge the state.",
  },
  UNEVALUATED_POLICY: {
    title: "Something that lineup does not evaluate may decide the path",
    help: "Firewall policies, policy-based routes and rules for service accounts are not evaluated. Judge by hand what they say about this path.",
  },
};
