import { defineDiagnosis } from "../../rule-text";

export const revisionFailed = defineDiagnosis({
  id: "REVISION_FAILED",
  title: "The newest revision never became ready, and an older one serves",
  help: "What was deployed last is not what runs: its image, variables and address of Redis are those of the older revision.",
  remedy:
    "Repair what kept it from starting, and deploy again; or roll back, so that what serves is also what is written.",
});
