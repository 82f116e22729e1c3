import { defineCause } from "../rule-text";

export const secretNotReadable = defineCause({
  id: "SECRET_NOT_READABLE",
  title: "The service is given a secret that cannot be read",
  edge: () => "it cannot read a secret",
  help: "Cloud Run reads secrets when an instance starts: where the version is disabled, destroyed or missing, no instance starts. `latest` is the version that was created last, whatever its state.",
  remedy: "Enable the version, or give the service one that is enabled.",
  example: "secret-version-disabled",
});
