import { defineDiagnosis } from "../../rule-text";

export const trafficPinnedStale = defineDiagnosis({
  id: "TRAFFIC_PINNED_STALE",
  title: "Requests go to a revision that cannot reach its Redis",
  help: "Traffic was moved to it, by hand or by a rollback, and it holds an address or a password that is not valid any more.",
  remedy:
    "Move the requests to a revision that reaches the Redis of today: npm run rollback lists them with their verdicts.",
});
