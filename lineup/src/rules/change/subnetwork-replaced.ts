import { defineChangeRule } from "../define";
import { lossOf, SUBNETWORK } from "../shared/loss";

export const subnetworkReplaced = defineChangeRule({
  id: "SUBNETWORK_REPLACED",
  level: "danger",
  title: "The subnet of a path is replaced",
  help: "Move the services to another subnet first.",
  remedy: "Make a second subnet, move the services over, then remove this one.",
  example: "subnet-of-interface-replaced",
  drift: undefined,
  check: (change, comparison) => lossOf(SUBNETWORK, "replace", change, comparison),
});
