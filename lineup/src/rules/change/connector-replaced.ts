import { defineChangeRule } from "../define";
import { CONNECTOR, lossOf } from "../shared/loss";

export const connectorReplaced = defineChangeRule({
  id: "CONNECTOR_REPLACED",
  level: "danger",
  title: "The connector of a path is replaced",
  help: "The provider replaces a connector when its name, network, range or a lower size changes. Until the new one is READY, its services cannot reach Redis.",
  remedy: "Create a second connector, move the services to it, then remove this one.",
  example: "connector-shrinks",
  drift: undefined,
  check: (change, comparison) => lossOf(CONNECTOR, "replace", change, comparison),
});
