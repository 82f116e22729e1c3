import { defineCause } from "../rule-text";

export const cloudRunRevisionNotReady = defineCause({
  id: "CLOUD_RUN_REVISION_NOT_READY",
  title: "The latest revision is not ready",
  edge: () => "its latest revision is not ready",
  help: "Either nothing runs that could call Redis, or an older revision serves, which lineup does not see.",
  remedy: "Read the log of the revision for the reason and deploy one that starts.",
  example: "revision-failed",
});
