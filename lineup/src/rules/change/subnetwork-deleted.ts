import { defineChangeRule } from "../define";
import { lossOf, SUBNETWORK } from "../shared/loss";

export const subnetworkDeleted = defineChangeRule({
  id: "SUBNETWORK_DELETED",
  level: "danger",
  title: "The subnet of a path is deleted",
  help: "Services that send through an interface in it are cut off.",
  remedy: "Create a second subnet, move the services to it, then remove this one.",
  example: "subnet-of-interface-deleted",
  drift: undefined,
  check: (change, comparison) => lossOf(SUBNETWORK, "delete", change, comparison),
});
