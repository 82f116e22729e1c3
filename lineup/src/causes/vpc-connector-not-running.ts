import { defineCause } from "../rule-text";

export const vpcConnectorNotRunning = defineCause({
  id: "VPC_CONNECTOR_NOT_RUNNING",
  title: "The connector is not ready",
  help: "Traffic through a connector that is not READY is dropped.",
  remedy: "Repair or replace the connector; one in state ERROR does not recover by itself.",
  example: "connector-range-too-large",
});
