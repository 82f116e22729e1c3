import { defineChangeRule } from "../define";
import { lossOf, SERVICES_CONNECTION } from "../shared/loss";

export const servicesConnectionDeleted = defineChangeRule({
  id: "SERVICES_CONNECTION_DELETED",
  level: "danger",
  title: "The services connection is deleted",
  help: "Redis and Cloud SQL hang on it. Keep it.",
  remedy: "Keep the connection; ranges can be added to it in place.",
  example: "connection-deleted",
  drift: undefined,
  check: (change, comparison) => lossOf(SERVICES_CONNECTION, "delete", change, comparison),
});
