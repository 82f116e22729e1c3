import { defineChangeRule } from "../define";
import { CONNECTOR, lossOf } from "../shared/loss";

export const connectorReplaced = defineChangeRule({
  id: "CONNECTOR_REPLACED",
  level: "danger",
  title: "The connector of a path is replaced",
  help: "A connector grows and never shrinks, and its name, network and range are its identity. Make a second one beside it, move the services, remove the first.",
  remedy: "Make a second connector beside it, move the services over, then remove this one.",
  example: "connector-shrinks",
  drift: undefined,
  check: (change, comparison) => lossOf(CONNECTOR, "replace", change, comparison),
});
