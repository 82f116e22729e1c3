import { defineDiagnosis } from "../../rule-text";

export const variableExtra = defineDiagnosis({
  id: "VARIABLE_EXTRA",
  title: "A service has a variable that is not written",
  help: "Somebody has set it by hand. The next deploy takes it away, and the app may count on it by then.",
  remedy: "Write it into the configuration, or deploy to take it away.",
});
