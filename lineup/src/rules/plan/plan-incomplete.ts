import { definePlanRule } from "../define";

export const planIncomplete = definePlanRule({
  id: "PLAN_INCOMPLETE",
  level: "note",
  title: "The plan covers only a part",
  help: "It was made with -target, or Terraform deferred changes. What it leaves out is judged as it is now.",
  remedy: "Plan without -target before the next deploy.",
  example: "targeted-rule",
  check: ({ incomplete, errored }) =>
    incomplete && !errored
      ? [
          {
            consequence: "it does not cover everything: what it leaves out is judged as it is now",
            fix: "plan without -target before the next deploy",
          },
        ]
      : [],
});
