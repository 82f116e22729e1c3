import { defineCause } from "../rule-text";

export const googleManagedServiceNoPeering = defineCause({
  id: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  title: "The network of the service is not peered with this Redis",
  edge: () => "the networks are not peered",
  help: "Redis answers its authorized network only, over that network's peering.",
  remedy: "Attach connector and Redis to one network, by reference to the same resource.",
  example: "connector-on-hardcoded-network",
});
