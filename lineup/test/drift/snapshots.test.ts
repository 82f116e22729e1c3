import { judged, planOf } from "../../../corpus/score/drift/judged";
import { planJson } from "../../../corpus/score/review/judge";
import { UNPROVEN } from "../../src/drift/proof";
import { renderDrift } from "./outputs";

describe.each(["none", "everything-at-once", "egress-all-traffic-unset", "connector-deleted", "pending-and-drift"])(
  "%s",
  (id) => {
    const report = judged(planOf(id));
    test.each(["text", "markdown"] as const)("as %s", (format) => {
      expect(renderDrift(report, format)).toMatchSnapshot();
    });
  },
);

test("what is not proven, as text", () => {
  expect(renderDrift(judged(planOf("label-added"), { proof: UNPROVEN }), "text")).toMatchSnapshot();
});

test("what only cuts and opens, where somebody wants no more", () => {
  expect(renderDrift(judged(planOf("everything-at-once")), "text", { quiet: true })).toMatchSnapshot();
});

test("a first plan, of which nothing is deployed: how many of what, and no list", () => {
  const plan = planJson("first-create");
  const kinds = ["google_compute_firewall", "google_redis_instance"];
  for (let index = 0; index < 200; index++) {
    const type = kinds[index % 2];
    const change = { actions: ["create"], before: null, after: {}, after_unknown: {} };
    plan.resource_changes.push({ address: `${type}.more["${index}.a"]`, mode: "managed", type, name: "more", change });
  }
  const report = judged(plan);
  expect(report.pending).toHaveLength(209);
  expect(renderDrift(report, "text")).toMatchInlineSnapshot(`
"? UNKNOWN  plan.json

  said
  planned and not deployed yet (209): 102 google_compute_firewall, 101 google_redis_instance,
    google_cloud_run_v2_service, google_compute_global_address, google_compute_network,
    google_compute_subnetwork, google_service_networking_connection, google_vpc_access_connector

  Unknown
    - no service declares a path to a Redis: there is nothing to judge, which --allow-none accepts

UNKNOWN: no path to a Redis is deployed yet; 209 resources not deployed yet.
"
`);
  expect(renderDrift(report, "markdown").split("\n").length).toBeLessThan(20);
});

test("a plan of which a part is deployed lists the rest", () => {
  expect(renderDrift(judged(planOf("pending")), "text")).toContain("Planned but not deployed yet (not drift)");
});

test("SARIF has a result for each difference, under a rule that it lists", () => {
  const { runs } = JSON.parse(renderDrift(judged(planOf("everything-at-once")), "sarif"));
  const [{ results, tool }] = runs;
  expect(results.map(({ level }: { level: string }) => level)).toEqual(["error", "warning", "note"]);
  for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
});
