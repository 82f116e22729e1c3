import { defineDiagnosis } from "../../rule-text";

export const stateNotSaved = defineDiagnosis({
  id: "STATE_NOT_SAVED",
  title: "A state was written beside the configuration instead of into its bucket",
  help: "A deploy could not save its state: Terraform does not know what it has made, and would make it again.",
  remedy: "Push errored.tfstate with terraform state push before anything else is deployed, and delete the file then.",
});
