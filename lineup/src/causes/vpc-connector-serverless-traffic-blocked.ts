import { defineCause } from "../rule-text";

export const vpcConnectorServerlessTrafficBlocked = defineCause({
  id: "VPC_CONNECTOR_SERVERLESS_TRAFFIC_BLOCKED",
  title: "A firewall rule cuts traffic that the connector itself needs",
  edge: (name) => `${name === "" ? "a firewall rule" : `the firewall rule ${name}`} cuts the connector itself`,
  help: "A deny at priority 100 or a lower number also acts on the connector's own traffic to 35.199.224.0/19.",
  remedy: "Give the deny a priority number above 100.",
  example: "own-traffic-denied-at-100",
});
