import { defineDiagnosis } from "../../rule-text";

export const resourceMissing = defineDiagnosis({
  id: "RESOURCE_MISSING",
  title: "Something that is written does not exist",
  help: "It was deleted by hand, or its deploy never came to it. What stands on it is cut off.",
  remedy: "Deploy: Terraform makes it again. A Redis that is made again is empty and has another address.",
});
