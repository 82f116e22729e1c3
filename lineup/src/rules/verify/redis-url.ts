import { defineRule } from "../define";

export const redisUrl = defineRule({
  id: "redis-url",
  title: "REDIS_URL is deprecated",
  help: "It holds host, port and password in one string: a new password or address needs a new secret, and everybody who can read the address can read the password.",
  remedy: "Give REDIS_HOST and REDIS_PORT by reference and REDIS_PASSWORD from Secret Manager.",
  severity: "warning",
  house: true,
  check: ({ topology }) =>
    topology.services.flatMap(({ address, variables }) =>
      variables
        .filter(({ name }) => name.toUpperCase() === "REDIS_URL")
        .map(({ attribute }) => ({
          address,
          attribute,
          message: "REDIS_URL is deprecated: host, port and password in one string",
          fix: "give REDIS_HOST, REDIS_PORT and a secret REDIS_PASSWORD",
        })),
    ),
});
