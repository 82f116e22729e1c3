import { defineChangeRule } from "../define";
import { lossOf, NETWORK } from "../shared/loss";

export const networkReplaced = defineChangeRule({
  id: "NETWORK_REPLACED",
  level: "danger",
  title: "The network of a path is replaced",
  help: "The connector, the Redis and the services connection are replaced with it, because no resource can be moved to another network.",
  remedy: "Keep the network.",
  example: "network-renamed",
  drift: undefined,
  check: (change, comparison) => lossOf(NETWORK, "replace", change, comparison),
});
