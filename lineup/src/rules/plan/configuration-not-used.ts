import { definePlanRule } from "../define";

export const configurationNotUsed = definePlanRule({
  id: "CONFIGURATION_NOT_USED",
  level: "note",
  title: "The configuration that was given is not the plan's",
  help: "The plan outranks it. A configuration with other resources or other values decides nothing, and what the plan leaves open stays open.",
  remedy: "Pass with --config the configuration that the plan was made from, as JSON and at the same commit.",
  example: "configuration-of-another-commit",
  check: ({ after: { unusedConfiguration } }) =>
    unusedConfiguration === undefined
      ? []
      : [{ consequence: unusedConfiguration, fix: "pass the configuration that the plan was made from" }],
});
