import { defineDiagnosis } from "../../rule-text";

export const domainElsewhere = defineDiagnosis({
  id: "DOMAIN_ELSEWHERE",
  title: "The name under which a service is called leads somewhere else",
  help: "Its record names an address or a name that is not that of this service: requests arrive elsewhere.",
  remedy: "Change the record of the domain to what Google's domain mapping or load balancer asks for.",
});
