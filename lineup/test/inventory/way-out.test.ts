import { readJson } from "../../src/inputs/read";
import { findingsOf } from "../../src/rules/findings";
import { judge } from "../../src/verify";

// What is unread names its own way out, and nothing beside it advises another one.

const NO_BILLING = "403: billing is disabled in acme-staging: gcloud billing projects link acme-staging";
const READ_AGAIN = "do what this says, and read the project again";

const service = {
  type: "google_cloud_run_v2_service",
  name: "acme-api",
  values: {
    name: "acme-api",
    location: "europe-west1",
    template: [{ containers: [{ env: [{ name: "REDIS_HOST", value: "10.166.0.3", value_source: [] }] }] }],
  },
};

const judged = judge(
  readJson(
    {
      schema: "lineup/inventory/1",
      project: "acme-staging",
      resources: [service],
      unread: [{ what: "Redis instances", why: NO_BILLING, types: ["google_redis_instance"] }],
    },
    "live.json",
  ),
);

test("an address is not called wrong where Redis could not be read: the path says why, and to read again", () => {
  expect(judged.verdict).toBe("unknown");
  expect(judged.paths.flatMap(({ causes }) => causes)).toEqual([
    expect.objectContaining({
      message: `REDIS_HOST is 10.166.0.3, and Redis instances could not be read: ${NO_BILLING}`,
      fix: READ_AGAIN,
    }),
  ]);
});

test("the warning about billing does not advise to grant a permission", () => {
  expect(
    findingsOf(judged)
      .filter(({ rule }) => rule === "not-read")
      .map(({ fix }) => fix),
  ).toEqual([READ_AGAIN]);
});
