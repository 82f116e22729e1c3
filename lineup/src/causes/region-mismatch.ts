import { defineCause } from "../rule-text";

export const regionMismatch = defineCause({
  id: "REGION_MISMATCH",
  title: "Service, connector and Redis are not in one region",
  edge: () => "the regions differ",
  help: "A connector serves its own region, and Redis is reached from its own region.",
  remedy: "Put service, connector and Redis into one region.",
  example: "redis-in-other-region",
});
