import { defineCause } from "../rule-text";

export const cloudSqlInstanceNotRunning = defineCause({
  id: "CLOUD_SQL_INSTANCE_NOT_RUNNING",
  title: "Cloud SQL is not running",
  edge: () => "the database is not running",
  help: "An instance that is stopped or not RUNNABLE keeps its address and answers nobody.",
  remedy: "Set activation_policy to ALWAYS, or repair the instance.",
  example: "cloud-sql-stopped",
});
