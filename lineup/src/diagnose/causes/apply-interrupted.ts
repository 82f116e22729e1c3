import { defineDiagnosis } from "../../rule-text";

export const applyInterrupted = defineDiagnosis({
  id: "APPLY_INTERRUPTED",
  title: "A deploy was broken off half way",
  help: "Some of what was planned exists and some does not, and services may hold what the other half was to bring.",
  remedy: "Plan again, read what is left, and deploy it.",
});
