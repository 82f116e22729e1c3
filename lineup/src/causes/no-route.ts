import { defineCause } from "../rule-text";

export const noRoute = defineCause({
  id: "NO_ROUTE",
  title: "There is no route to Redis",
  edge: () => "there is no route",
  help: "Redis is reached over a peering of its authorized network. Without an ACTIVE peering whose route to Redis is imported, or without a network, subnet, range or services connection that the path was built on, the packet has no route, even where the services connection is still listed.",
  remedy:
    "Create the missing resource again; where the peering is gone or INACTIVE, run gcloud services vpc-peerings update --force, which creates it again. Where a route is not imported, gcloud compute networks peerings list-routes shows it: another route of the network is in its way, or a quota of routes over peerings is used up.",
  example: "connection-removed",
});
