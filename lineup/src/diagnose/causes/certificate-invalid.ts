import { defineDiagnosis } from "../../rule-text";

export const certificateInvalid = defineDiagnosis({
  id: "CERTIFICATE_INVALID",
  title: "The certificate of a domain is not valid",
  help: "Browsers refuse the connection: it has expired, names another host, or its issuer is not trusted.",
  remedy: "Look at the state of the managed certificate; Google renews it only while the name leads to it.",
});
