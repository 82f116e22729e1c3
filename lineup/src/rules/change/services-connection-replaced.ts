import { defineChangeRule } from "../define";
import { lossOf, SERVICES_CONNECTION } from "../shared/loss";

export const servicesConnectionReplaced = defineChangeRule({
  id: "SERVICES_CONNECTION_REPLACED",
  level: "danger",
  title: "The services connection is replaced",
  help: "Redis and Cloud SQL hang on it. Its ranges can be added to in place.",
  remedy: "Keep the connection; ranges can be added to it in place.",
  example: "network-renamed",
  drift: undefined,
  check: (change, comparison) => lossOf(SERVICES_CONNECTION, "replace", change, comparison),
});
