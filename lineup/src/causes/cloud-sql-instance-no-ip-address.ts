import { defineCause } from "../rule-text";

export const cloudSqlInstanceNoIpAddress = defineCause({
  id: "CLOUD_SQL_INSTANCE_NO_IP_ADDRESS",
  title: "Cloud SQL has no private address",
  edge: () => "the database has no private address",
  help: "The service reads the private address of an instance for which no private network is set: it stays empty.",
  remedy: "Set private_network to the network of the services connection.",
  example: "cloud-sql-without-private-network",
});
