import { definePlanRule } from "../define";

export const planErrored = definePlanRule({
  id: "PLAN_ERRORED",
  level: "danger",
  title: "The plan ended in an error",
  help: "A plan that ended in an error still holds a part of what it would do, as when prevent_destroy forbids what is asked. It cannot be applied and proves nothing.",
  remedy: "Read what terraform plan printed, fix that and plan again.",
  example: "redis-guarded",
  check: ({ errored }) =>
    errored
      ? [
          {
            consequence:
              "terraform plan failed, as it does where prevent_destroy forbids what is asked: what it saved is a part, and none of it can be applied",
            fix: "read what terraform plan printed, fix that and plan again",
          },
        ]
      : [],
});
