import { definePlanRule } from "../define";

export const planIncomplete = definePlanRule({
  id: "PLAN_INCOMPLETE",
  level: "note",
  title: "The plan covers only a part of the configuration",
  help: "It was made with -target or -exclude, or changes were deferred. lineup judges the rest as it is now.",
  remedy: "Plan without -target and -exclude before the next deploy.",
  example: "targeted-rule",
  check: ({ incomplete, errored }) =>
    incomplete && !errored
      ? [
          {
            consequence: "it covers only a part of the configuration: lineup judges the rest as it is now",
            fix: "plan without -target and -exclude before the next deploy",
          },
        ]
      : [],
});
