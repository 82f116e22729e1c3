import { defineCause } from "../rule-text";

export const privateTrafficToInternet = defineCause({
  id: "PRIVATE_TRAFFIC_TO_INTERNET",
  title: "The packet is sent to the internet instead of into the network",
  edge: () => "it is sent to the internet",
  help: "PRIVATE_RANGES_ONLY sends only private ranges into the network.",
  remedy: "Set egress to ALL_TRAFFIC, or give Redis a private range.",
  example: "public-looking-redis",
});
