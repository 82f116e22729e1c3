import { defineCause } from "../rule-text";

export const tlsMismatch = defineCause({
  id: "TLS_MISMATCH",
  title: "The service is given the certificate of another Redis",
  edge: () => "it has the certificate of another Redis",
  help: "Each instance has a certificate authority of its own: a client that verifies the server refuses any other.",
  remedy: "Give the service the server_ca_certs of the instance that it calls.",
  example: "ca-of-another-redis",
});
