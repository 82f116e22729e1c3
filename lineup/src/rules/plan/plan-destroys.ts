import { definePlanRule } from "../define";

export const planDestroys = definePlanRule({
  id: "PLAN_DESTROYS",
  level: "note",
  title: "The plan destroys",
  help: "It was made with -destroy: it deletes and creates nothing.",
  remedy: "Plan without -destroy if that is not what you want.",
  example: "destroyed",
  check: ({ kind }) =>
    kind === "destroy" ? [{ consequence: "it deletes resources and creates none", fix: "plan without -destroy" }] : [],
});
