import { defineChangeRule } from "../define";
import { lossOf, SUBNETWORK } from "../shared/loss";

export const subnetworkReplaced = defineChangeRule({
  id: "SUBNETWORK_REPLACED",
  level: "danger",
  title: "The subnet of a path is replaced",
  help: "Services that send through an interface in it are cut off until it is recreated.",
  remedy: "Create a second subnet, move the services to it, then remove this one.",
  example: "subnet-of-interface-replaced",
  drift: undefined,
  check: (change, comparison) => lossOf(SUBNETWORK, "replace", change, comparison),
});
