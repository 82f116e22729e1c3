import { defineChangeRule } from "../define";
import { lossOf, NETWORK } from "../shared/loss";

export const networkDeleted = defineChangeRule({
  id: "NETWORK_DELETED",
  level: "danger",
  title: "The network of a path is deleted",
  help: "The connector, the Redis and the services connection depend on it, and no resource can be moved to another network.",
  remedy: "Keep the network.",
  example: "destroyed",
  drift: undefined,
  check: (change, comparison) => lossOf(NETWORK, "delete", change, comparison),
});
