import { defineCause } from "../rule-text";

export const unresolvedReference = defineCause({
  id: "UNRESOLVED_REFERENCE",
  title: "A value or resource that decides the path is unknown",
  edge: () => "a value that decides it is not known",
  help: "A value is an expression that this input does not resolve, or a resource is not part of it.",
  remedy: "Write the value so that it resolves, judge the plan with --config, or judge the state.",
  example: "connector-nobody-knows",
});
