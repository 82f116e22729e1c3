import { defineChangeRule } from "../define";
import { lossOf, NETWORK } from "../shared/loss";

export const networkDeleted = defineChangeRule({
  id: "NETWORK_DELETED",
  level: "danger",
  title: "The network of a path is deleted",
  help: "Nothing moves from one network to another.",
  remedy: "Keep the network: nothing moves from one to another.",
  example: "destroyed",
  drift: undefined,
  check: (change, comparison) => lossOf(NETWORK, "delete", change, comparison),
});
