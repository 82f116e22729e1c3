import { defineCause } from "../rule-text";

export const vpcConnectorNotSet = defineCause({
  id: "VPC_CONNECTOR_NOT_SET",
  title: "The service has no way into a network",
  edge: () => "it has no way into the network",
  help: "Redis has private addresses only, so a service that is attached to no network cannot send anything to it.",
  remedy: "Attach a Serverless VPC Access connector, or direct VPC egress, in the network of the Redis.",
  example: "no-connector",
});
