import { endpointOf, isRedisAddress } from "../../endpoint";
import { defineRule } from "../define";
import { readsRedis, writtenVariables } from "./redis/references";

export const literalRedisHost = defineRule({
  id: "literal-redis-host",
  title: "The address of Redis is written out",
  help: "Redis gets a new address whenever it is replaced. A service that holds the address as text keeps the old one and no plan shows it.",
  remedy: "Refer to the host of the instance.",
  severity: "warning",
  check: ({ topology }) =>
    topology.services.flatMap((service) =>
      writtenVariables(topology, service)
        .filter((variable) => isRedisAddress(variable) && endpointOf(String(variable.value)).host !== undefined)
        .filter(() => !readsRedis(topology, service, ["host", "read_endpoint"]))
        .map(({ name, attribute }) => ({
          address: service.address,
          attribute,
          message: `${name} is a literal address: it is wrong as soon as Redis is replaced`,
          fix: "refer to the instance's host",
        })),
    ),
});
