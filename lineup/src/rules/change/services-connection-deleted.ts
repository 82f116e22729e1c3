import { defineChangeRule } from "../define";
import { lossOf, SERVICES_CONNECTION } from "../shared/loss";

export const servicesConnectionDeleted = defineChangeRule({
  id: "SERVICES_CONNECTION_DELETED",
  level: "danger",
  title: "The services connection is deleted",
  help: "Redis and Cloud SQL are reached over its peering and can no longer be reached.",
  remedy: "Keep the connection.",
  example: "connection-deleted",
  drift: undefined,
  check: (change, comparison) => lossOf(SERVICES_CONNECTION, "delete", change, comparison),
});
