import { defineDiagnosis } from "../../rule-text";

export const variableChanged = defineDiagnosis({
  id: "VARIABLE_CHANGED",
  title: "A variable holds another value than is written",
  help: "Somebody has set it by hand, or a deploy did not arrive. Its value is compared and never printed.",
  remedy: "Deploy: it sets the value that is written. Where the new value is the right one, write that.",
});
