import { defineDiagnosis } from "../../rule-text";

export const variableLocalhost = defineDiagnosis({
  id: "VARIABLE_LOCALHOST",
  title: "A variable of a service in the cloud points at its own container",
  help: "Nothing listens there: what is meant is another service, at the address that it is deployed under.",
  remedy: "Write the address under which the other service is deployed.",
});
