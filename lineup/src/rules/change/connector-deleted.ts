import { defineChangeRule } from "../define";
import { CONNECTOR, lossOf } from "../shared/loss";

export const connectorDeleted = defineChangeRule({
  id: "CONNECTOR_DELETED",
  level: "danger",
  title: "The connector of a path is deleted",
  help: "Services without a connector have no way to a private Redis. Move them to another one first.",
  remedy: "Make a second connector beside it, move the services over, then remove this one.",
  example: "connector-deleted",
  drift: undefined,
  check: (change, comparison) => lossOf(CONNECTOR, "delete", change, comparison),
});
