import { defineChangeRule } from "../define";
import { lossOfService } from "../shared/services";

export const serviceDeleted = defineChangeRule({
  id: "SERVICE_DELETED",
  level: "danger",
  title: "A service is deleted",
  help: "Clients that call it get no answer.",
  remedy: "Keep it, or move its traffic to another service first.",
  example: "service-deleted",
  drift: undefined,
  check: (change, comparison) =>
    lossOfService("delete", change, comparison, {
      consequence: "it is deleted, and clients that call it get no answer",
      fix: "keep it, or move its traffic first",
    }),
});
