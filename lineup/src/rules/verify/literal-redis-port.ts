import { isRedisPort } from "../../endpoint";
import { defineRule } from "../define";
import { readsRedis, writtenVariables } from "./redis/references";

export const literalRedisPort = defineRule({
  id: "literal-redis-port",
  title: "The port of Redis is written out",
  help: "TLS moves the port from 6379 to 6378. A service that holds the port as text keeps the old one.",
  remedy: "Refer to the port of the instance.",
  severity: "warning",
  house: true,
  check: ({ topology }) =>
    topology.services.flatMap((service) =>
      writtenVariables(topology, service)
        .filter(isRedisPort)
        .filter(() => !readsRedis(topology, service, ["port", "read_endpoint_port"]))
        .map(({ name, attribute }) => ({
          address: service.address,
          attribute,
          message: `${name} is a literal port: TLS changes the port of Redis`,
          fix: "refer to the instance's port",
        })),
    ),
});
