import { definePlanRule } from "../define";

export const planErrored = definePlanRule({
  id: "PLAN_ERRORED",
  level: "danger",
  title: "The plan ended in an error",
  help: "The saved plan holds only a part of the changes, for example because prevent_destroy forbids one of them. It cannot be applied and proves nothing.",
  remedy: "Read what terraform plan printed, fix it and plan again.",
  example: "redis-guarded",
  check: ({ errored }) =>
    errored
      ? [
          {
            consequence:
              "terraform plan failed, for example because prevent_destroy forbids a change: the saved plan is incomplete and cannot be applied",
            fix: "read what terraform plan printed, fix it and plan again",
          },
        ]
      : [],
});
