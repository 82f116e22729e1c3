import { defineChangeRule } from "../define";
import { lossOfService } from "../shared/services";

export const serviceReplaced = defineChangeRule({
  id: "SERVICE_REPLACED",
  level: "danger",
  title: "A service is replaced",
  help: "It is down until the new one is ready, and its URL may change.",
  remedy: "Change it in place, or create the new one first and move its traffic.",
  example: "service-renamed",
  drift: undefined,
  check: (change, comparison) =>
    lossOfService("replace", change, comparison, {
      consequence: "it is down until the new one is ready, and its URL may change",
      fix: "change it in place, or create the new one first and move its traffic",
    }),
});
