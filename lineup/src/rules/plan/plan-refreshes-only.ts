import { definePlanRule } from "../define";

export const planRefreshesOnly = definePlanRule({
  id: "PLAN_REFRESHES_ONLY",
  level: "note",
  title: "The plan only refreshes the state",
  help: "It was made with -refresh-only: nothing in the cloud changes, the state does.",
  remedy: "Plan without -refresh-only to see what an apply would do.",
  example: "refresh-only",
  check: ({ kind }) =>
    kind === "refresh-only"
      ? [{ consequence: "nothing in the cloud changes: only the state is updated", fix: "" }]
      : [],
});
