import { defineCause } from "../rule-text";

export const valkeyInstanceNotRunning = defineCause({
  id: "VALKEY_INSTANCE_NOT_RUNNING",
  title: "Valkey is not ready",
  edge: () => "Valkey is not ready",
  help: "An instance that is not ACTIVE, or that Google refuses to create, answers no client.",
  remedy: "Wait for the instance or repair it; correct the attribute for which Google refuses it.",
  example: "valkey-zone-in-other-region",
});
