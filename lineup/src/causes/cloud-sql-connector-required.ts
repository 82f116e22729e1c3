import { defineCause } from "../rule-text";

export const cloudSqlConnectorRequired = defineCause({
  id: "CLOUD_SQL_CONNECTOR_REQUIRED",
  title: "Cloud SQL takes connections of its connectors only",
  edge: () => "only Cloud SQL connectors are let in",
  help: "With connector_enforcement the instance refuses every client that connects to its address directly.",
  remedy: "Connect through a Cloud SQL connector or the Auth Proxy, or turn the enforcement off.",
  example: "cloud-sql-connector-required",
});
