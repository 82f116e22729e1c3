import { defineCause } from "../rule-text";

export const targetUnsupportedPort = defineCause({
  id: "TARGET_UNSUPPORTED_PORT",
  title: "The service uses a port on which the target does not listen",
  edge: () => "it calls a port without a listener",
  help: "Valkey listens on 6379; Cloud SQL on 5432 (PostgreSQL), 3306 (MySQL) or 1433 (SQL Server). Connectors of Cloud SQL and its Auth Proxy use 3307.",
  remedy: "Use the port of the target.",
  example: "cloud-sql-wrong-port",
});
