import { defineDiagnosis } from "../../rule-text";

export const domainUnresolved = defineDiagnosis({
  id: "DOMAIN_UNRESOLVED",
  title: "The name under which a service is called has no address",
  help: "Whoever calls the service by that name does not reach it, though the service itself may be well.",
  remedy: "Write the record that Google's domain mapping or load balancer asks for into the zone of the domain.",
});
