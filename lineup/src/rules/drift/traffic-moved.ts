import { defineDriftRule } from "../../rule-text";

export const trafficMoved = defineDriftRule({
  id: "TRAFFIC_MOVED",
  title: "Requests were moved to another revision outside Terraform",
  help: "Somebody has rolled back, or split the requests between revisions. The next deploy takes that away: going forward is a decision, and no repair. Whether the revision that serves reaches its Redis is not in the plan.",
  remedy:
    "Ask whoever moved them. Where the newest revision is not mended, keep the older one with a sentence that has a last day: npm run rollback writes it; elsewhere write the revision into traffic.",
  example: "traffic-moved-by-hand",
});
