import { defineRule } from "../define";

export const redisUrl = defineRule({
  id: "redis-url",
  title: "REDIS_URL is deprecated",
  help: "Host, port and password are one string in it: a new password or address means a new secret, and whoever may see the address sees the password.",
  remedy: "Give REDIS_HOST and REDIS_PORT by reference and REDIS_PASSWORD from Secret Manager.",
  severity: "warning",
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
