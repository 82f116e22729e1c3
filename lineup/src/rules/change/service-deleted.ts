import { defineChangeRule } from "../define";
import { isServiceChange } from "../shared/services";

export const serviceDeleted = defineChangeRule({
  id: "SERVICE_DELETED",
  level: "danger",
  title: "A service is deleted",
  help: "Clients that call it get no answer.",
  remedy: "Keep it, or move its traffic to another service first.",
  example: "service-deleted",
  drift: undefined,
  check: (change, comparison) => {
    if (!isServiceChange(change) || change.action !== "delete") return [];
    return [
      {
        level: comparison.servicesOn(change).length > 0 ? "danger" : "caution",
        consequence: "it is deleted, and clients that call it get no answer",
        fix: "keep it, or move its traffic first",
        services: [change.address],
      },
    ];
  },
});
