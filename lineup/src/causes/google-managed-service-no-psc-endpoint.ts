import { defineCause } from "../rule-text";

export const googleManagedServiceNoPscEndpoint = defineCause({
  id: "GOOGLE_MANAGED_SERVICE_NO_PSC_ENDPOINT",
  title: "The network of the service has no endpoint for this target",
  edge: () => "there is no endpoint in its network",
  help: "Redis Cluster and Valkey answer at endpoints of Private Service Connect in the network that they name. Google makes them where a service connection policy allows it: for their class, on that network, in their region. No other network reaches them, over a peering neither.",
  remedy:
    "Add the service connection policy, make the target depend on it, and attach the connector to the same network.",
  example: "cluster-without-policy",
});
