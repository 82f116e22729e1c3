import { mayKnowAPassword } from "../../reachability/passwords";
import { defineRule, type Reported } from "../define";
import { variablesAttribute } from "../shared/services";

export const authWithoutSecret = defineRule({
  id: "auth-without-secret",
  title: "Redis requires AUTH and the service has no secret for it",
  help: "With AUTH on, Redis accepts a connection without the AUTH string and then refuses every command. The network path is open, but the service fails.",
  remedy: "Give the service REDIS_PASSWORD from a Secret Manager secret that holds the auth_string of the instance.",
  severity: "error",
  check: ({ topology, paths }) =>
    paths.flatMap(({ from, to }): Reported[] => {
      const target = topology.targets.find(({ address }) => address === to);
      const service = topology.services.find(({ address }) => address === from);
      if (!service || target?.auth !== true) return [];
      if (mayKnowAPassword(topology, service, target)) return [];
      return [
        {
          address: service.address,
          attribute: variablesAttribute(service),
          message: `${target.address} requires its AUTH string, and this service has no secret with it`,
          fix: "give it REDIS_PASSWORD from a secret that holds the auth_string",
        },
      ];
    }),
});
