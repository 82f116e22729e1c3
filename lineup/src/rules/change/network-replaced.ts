import { defineChangeRule } from "../define";
import { lossOf, NETWORK } from "../shared/loss";

export const networkReplaced = defineChangeRule({
  id: "NETWORK_REPLACED",
  level: "danger",
  title: "The network of a path is replaced",
  help: "Nothing moves from one network to another.",
  remedy: "Keep the network: nothing moves from one to another.",
  example: "network-renamed",
  drift: undefined,
  check: (change, comparison) => lossOf(NETWORK, "replace", change, comparison),
});
