import { API, base, EGRESS_RULE, INGRESS_RULE, type Root } from "../verify/base";
import { at, env, set } from "../verify/edit";
import { cautious, danger, type ReviewCase, SAFE } from "./label";
import { closed } from "./roots";

// Who takes the requests, and what a rollback is that takes the path away.

const LATEST = { type: "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", percent: 100 };
const OLDER = "orders-api-00041-abc";
const OLDEST = "orders-api-00040-xyz";
const to = (revision: string, percent = 100) => ({
  type: "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION",
  revision,
  percent,
});

/** The service says that the newest revision has the requests, as most configurations do. */
const latest: Root = structuredClone(base);
at(latest, API).traffic = [LATEST];

/** Somebody moves the requests in the console, or with gcloud. */
const byHand = (...traffic: object[]) => [
  { object: "run/projects/acme-staging/locations/europe-west1/services/orders-api", fields: { traffic } },
];
const written =
  (...traffic: object[]) =>
  (root: Root) =>
    set(root, API, { traffic });

const UNKNOWN_NOW = { "api>cache": ["unknown", "reachable"] } as const;
const UNKNOWN_THEN = { "api>cache": ["reachable", "unknown"] } as const;
const UNKNOWN = { "api>cache": ["unknown", "unknown"] } as const;
const bothCut = { "api>cache": ["reachable", "blocked"], "worker>cache": ["reachable", "blocked"] } as const;

export const trafficCases: ReviewCase[] = [
  {
    id: "rollback-taken-away",
    title: "the requests were moved to an older revision by hand, and the plan sends them to the newest one again",
    before: latest,
    outOfBand: byHand(to(OLDER)),
    label: { ...danger("TRAFFIC_UNPINNED"), paths: UNKNOWN_NOW },
  },
  {
    id: "rollback-taken-away-by-a-release",
    title: "the same, in a plan that also changes a variable",
    before: latest,
    outOfBand: byHand(to(OLDER)),
    change: (root) => env(root, "FEATURE", "on"),
    label: { ...danger("TRAFFIC_UNPINNED"), paths: UNKNOWN_NOW },
  },
  {
    id: "rollback-kept",
    title: "the requests were moved to an older revision by hand, and the configuration says the same now",
    before: latest,
    outOfBand: byHand(to(OLDER)),
    change: written(to(OLDER)),
    label: { verdict: "unknown", codes: [], paths: UNKNOWN },
  },
  {
    id: "rollback-to-another-revision",
    title: "the requests were moved to an older revision by hand, and the plan moves them to a still older one",
    before: latest,
    outOfBand: byHand(to(OLDER)),
    change: written(to(OLDEST)),
    label: { ...danger("TRAFFIC_PINNED", "TRAFFIC_UNPINNED"), paths: UNKNOWN },
  },
  {
    id: "rolled-back-by-a-pin",
    title: "the plan moves the requests from the newest revision to an older one",
    before: latest,
    change: written(to(OLDER)),
    label: { verdict: "unknown", codes: ["TRAFFIC_PINNED"], paths: UNKNOWN_THEN },
  },
  {
    id: "release-in-steps-goes-on",
    title: "the newest revision has a part of the requests, and gets more of them",
    before: latest,
    outOfBand: byHand(to(OLDER, 90), { ...LATEST, percent: 10 }),
    change: written(to(OLDER, 50), { ...LATEST, percent: 50 }),
    label: { verdict: "unknown", codes: ["TRAFFIC_PINNED", "TRAFFIC_UNPINNED"], paths: UNKNOWN },
  },
  {
    id: "release-in-steps-ends",
    title: "the newest revision has most of the requests, and gets the rest",
    before: latest,
    outOfBand: byHand(to(OLDER, 10), { ...LATEST, percent: 90 }),
    label: { ...cautious("TRAFFIC_UNPINNED"), paths: UNKNOWN_NOW },
  },
  {
    id: "tag-dropped",
    title: "a revision had a tag and no requests, and the plan takes the tag away",
    before: latest,
    outOfBand: byHand(LATEST, { ...to(OLDER, 0), tag: "before" }),
    label: SAFE,
  },
  {
    id: "rollback-by-destroying-the-opening",
    title: "a rollback plan that destroys the rule which opens the path, where the connector is closed",
    before: closed,
    args: ["-destroy", `-target=${EGRESS_RULE}`],
    label: { ...danger("FIREWALL_DENIES_MORE"), paths: bothCut },
  },
  {
    id: "rollback-by-destroying-the-ingress-rule",
    title: "the rollback plan of the incident: it destroys the ingress rule, which opens nothing",
    before: closed,
    args: ["-destroy", `-target=${INGRESS_RULE}`],
    label: SAFE,
  },
  {
    id: "rollback-by-destroying-where-nothing-denies",
    title: "the same of the egress rule, where nothing denies what it allows",
    before: base,
    args: ["-destroy", `-target=${EGRESS_RULE}`],
    label: SAFE,
  },
  {
    id: "opening-removed-by-target",
    title: "only the rule that opens the path is planned, and it is narrowed to another range",
    before: closed,
    change: (root) => set(root, EGRESS_RULE, { destination_ranges: ["10.167.0.0/16"] }),
    args: [`-target=${EGRESS_RULE}`],
    label: { ...danger("FIREWALL_ALLOWS_MORE", "FIREWALL_DENIES_MORE"), paths: bothCut },
  },
];
