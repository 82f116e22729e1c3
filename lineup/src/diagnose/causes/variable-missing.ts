import { defineDiagnosis } from "../../rule-text";

export const variableMissing = defineDiagnosis({
  id: "VARIABLE_MISSING",
  title: "A variable that the app needs is not there",
  help: "The app reads it when it starts, and does not start without it. The service may go on with an older revision that has it.",
  remedy: "Deploy: the configuration sets it. Where the configuration has dropped it, write it there.",
});
