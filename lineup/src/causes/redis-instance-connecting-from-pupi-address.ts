import { defineCause } from "../rule-text";

export const redisInstanceConnectingFromPupiAddress = defineCause({
  id: "REDIS_INSTANCE_CONNECTING_FROM_PUPI_ADDRESS",
  title: "The packet comes from a public range used privately",
  edge: () => "it comes from a public range",
  help: "Redis does not answer addresses outside the private ranges.",
  remedy: "Use a range inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.",
  example: "connector-on-public-range",
});
