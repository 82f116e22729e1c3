import { defineChangeRule } from "../define";
import { CONNECTOR, lossOf } from "../shared/loss";

export const connectorDeleted = defineChangeRule({
  id: "CONNECTOR_DELETED",
  level: "danger",
  title: "The connector of a path is deleted",
  help: "A service without a connector cannot send to a private Redis.",
  remedy: "Create a second connector, move the services to it, then remove this one.",
  example: "connector-deleted",
  drift: undefined,
  check: (change, comparison) => lossOf(CONNECTOR, "delete", change, comparison),
});
