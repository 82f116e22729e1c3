import { defineChangeRule } from "../define";
import { lossOf, SERVICES_CONNECTION } from "../shared/loss";

export const servicesConnectionReplaced = defineChangeRule({
  id: "SERVICES_CONNECTION_REPLACED",
  level: "danger",
  title: "The services connection is replaced",
  help: "Redis and Cloud SQL are reached over its peering and cannot be reached until it is recreated.",
  remedy: "Keep the connection, and add ranges to it in place.",
  example: "network-renamed",
  drift: undefined,
  check: (change, comparison) => lossOf(SERVICES_CONNECTION, "replace", change, comparison),
});
