import { passwordsFor } from "../../reachability/passwords";
import { defineRule, type Reported } from "../define";

export const passwordWithoutAuth = defineRule({
  id: "password-without-auth",
  title: "A service is given a password, and Redis has AUTH off",
  help: "Redis answers AUTH with an error where no password is set, and most clients give up the connection. The AUTH string of an instance without AUTH is empty, and Secret Manager takes no empty version.",
  remedy: "Set auth_enabled on the instance, or take the password from the service.",
  severity: "error",
  check: ({ topology, paths }) =>
    paths.flatMap(({ from, to }): Reported[] => {
      const target = topology.targets.find(({ address }) => address === to);
      const service = topology.services.find(({ address }) => address === from);
      if (!service || target?.auth !== false) return [];
      const sent = passwordsFor(topology, service, target).filter(({ fit }) => fit !== "empty");
      return sent.map(({ name, at }) => ({
        ...at,
        message: `${name} gives it a password, and ${target.address} has AUTH off: Redis refuses clients that send one`,
        fix: `set auth_enabled on ${target.address}, or take ${name} away`,
      }));
    }),
});
