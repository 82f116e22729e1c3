import { API, CONNECTOR, type Root, ref } from "./base";
import type { VerifyCase } from "./case";
import { add, at, remove, set } from "./edit";

const UNTOLD = { verdict: "unknown", code: "UNRESOLVED_REFERENCE" } as const;
const LATEST = "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST";
const REVISION = "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION";
const OLD = "orders-api-00001-abc";

/** A template describes the newest revision, and requests may go to another one. */
export const revisions: VerifyCase[] = [
  {
    id: "traffic-to-latest",
    why: "All requests go to the revision that the template describes.",
    mutate: (root) => traffic(root, { type: LATEST, percent: 100 }),
    verdict: "reachable",
  },
  {
    id: "traffic-to-old-revision",
    why: "All requests go to an older revision, which the configuration does not describe.",
    mutate: (root) => traffic(root, { type: REVISION, revision: OLD, percent: 100 }),
    ...UNTOLD,
  },
  {
    id: "traffic-split",
    why: "Some requests go to an older revision.",
    mutate: (root) => traffic(root, { type: LATEST, percent: 90 }, { type: REVISION, revision: OLD, percent: 10 }),
    ...UNTOLD,
  },
  {
    id: "traffic-old-revision-tagged-only",
    why: "An older revision with a tag and no percent takes none of the service's requests.",
    mutate: (root) => traffic(root, { type: LATEST, percent: 100 }, { type: REVISION, revision: OLD, tag: "old" }),
    verdict: "reachable",
  },
  {
    id: "traffic-to-template-revision",
    why: "The revision that is named is the one that the template names.",
    mutate: (root) => {
      at(root, API).template.revision = "orders-api-two";
      traffic(root, { type: REVISION, revision: "orders-api-two", percent: 100 });
    },
    verdict: "reachable",
  },
  {
    id: "v1-traffic-to-old-revision",
    why: "All requests go to an older revision, in the words of the first API.",
    mutate: (root) => firstApi(root, { percent: 100, revision_name: OLD, latest_revision: false }),
    ...UNTOLD,
  },
  {
    id: "v1-traffic-to-latest",
    why: "All requests go to the latest revision, in the words of the first API.",
    mutate: (root) => firstApi(root, { percent: 100, latest_revision: true }),
    verdict: "reachable",
  },
];

function traffic(root: Root, ...targets: Root[]): void {
  set(root, API, { traffic: targets });
}

function firstApi(root: Root, target: Root): void {
  const { name, location, template } = at(root, API);
  const annotations = { "run.googleapis.com/vpc-access-connector": ref(`${CONNECTOR}.id`) };
  const spec = { containers: template.containers };
  const body = { name, location, template: { metadata: { annotations }, spec }, traffic: [target] };
  add(root, "google_cloud_run_service.api", body);
  remove(root, API);
}
