import { certificatesFor } from "../../reachability/certificates";
import { defineRule, type Reported } from "../define";
import { variablesAttribute } from "../shared/services";

export const tlsWithoutCertificate = defineRule({
  id: "tls-without-certificate",
  title: "Redis requires TLS and the service has no certificate to verify it with",
  help: "The certificate of Memorystore is signed by an authority of the instance, which no system trusts: a client that verifies the server refuses it, and one that does not talks to anybody.",
  remedy: "Give the service the server_ca_certs of the instance, all of them, in a secret that it mounts.",
  severity: "error",
  check: ({ topology, paths }) =>
    paths.flatMap(({ from, to }): Reported[] => {
      const target = topology.targets.find(({ address }) => address === to);
      const service = topology.services.find(({ address }) => address === from);
      if (!service || target?.tls !== true || certificatesFor(topology, service, target).kind !== "none") return [];
      return [
        {
          address: service.address,
          attribute: variablesAttribute(service),
          message: `${target.address} requires TLS, and nothing that this service is given holds its certificate`,
          fix: "mount a secret with all server_ca_certs of the instance",
        },
      ];
    }),
});
