import { defineCause } from "../rule-text";

export const vpcConnectorNotRunning = defineCause({
  id: "VPC_CONNECTOR_NOT_RUNNING",
  title: "The connector is not ready",
  edge: () => "the connector is not ready",
  help: "Traffic through a connector that is not READY is dropped.",
  remedy: "Repair or replace the connector. A connector in state ERROR does not recover.",
  example: "connector-range-too-large",
});
