import { judged, planOf } from "../../../corpus/score/drift/judged";
import type { DriftReport } from "../../src/drift/model";
import type { Json } from "../inputs";
import { renderDrift } from "./outputs";

const text = (report: DriftReport) => renderDrift(report, "text").replace(/\s+/g, " ");
const real = (report: DriftReport) => report.drifted.filter(({ tier }) => tier !== "noise");

describe("what breaks and what the paths say do not contradict each other:", () => {
  test("AUTH switched on by hand is one act, and the packets arrive", () => {
    const report = judged(planOf("redis-auth-on"));
    expect(report).toMatchObject({ verdict: "breaks", paths: [{ written: "reachable", now: "reachable" }] });
    expect(real(report)).toMatchObject([{ attribute: "auth_enabled", tier: "breaks", code: "AUTH_BROKEN" }]);
    expect(text(report)).toContain("BROKEN: a Redis and its services do not agree on the password; 1 breaking");
    expect(text(report)).toContain(
      "Redis requires a password: established connections are kept, and each new one of orders-api is refused",
    );
    expect(text(report)).not.toMatch(/does not reach|cannot reach|Cuts/);
  });

  test("AUTH switched off is one act, too; another password is one of its own", () => {
    expect(real(judged(planOf("redis-auth-off"))).map(({ attribute }) => attribute)).toEqual(["auth_enabled"]);
    expect(real(judged(planOf("auth-string-rotated"))).map(({ attribute }) => attribute)).toEqual(["auth_string"]);
  });

  test("an allow rule deleted where nothing denies: a step is gone, and the path is what the trace says", () => {
    const report = judged(planOf("opening-deleted-from-open"));
    expect(report).toMatchObject({
      verdict: "breaks",
      paths: [{ written: "reachable", now: "reachable", causes: [] }],
    });
    expect(real(report)).toMatchObject([{ attribute: "", tier: "breaks", code: "DELETED" }]);
    expect(text(report)).toContain("BROKEN: a resource that a path depends on was deleted");
    expect(text(report)).not.toMatch(/reach /);
  });

  test("the same where something denies cuts the path", () => {
    const report = judged(planOf("opening-deleted"));
    expect(report).toMatchObject({ verdict: "breaks", paths: [{ written: "reachable", now: "blocked" }] });
    expect(real(report)).toMatchObject([{ tier: "breaks", code: "DELETED" }]);
    expect(text(report)).toContain("BROKEN: a service does not reach its Redis; 1 of 1 path cut");
  });
});

describe("what is planned for what drifted is its repair, and not pending:", () => {
  const SSH = "google_compute_firewall.ssh";
  const OFFICE = "198.51.100.0/24";
  const WORLD = "0.0.0.0/0";

  /** The rule was opened by hand to the world; this is what the plan makes of it. */
  function opened(after: Json): DriftReport {
    const plan = planOf("none-closed");
    const resources = plan.prior_state.values.root_module.resources;
    const { values } = resources.find((one: Json) => one.address === SSH);
    const written = JSON.parse(JSON.stringify(values));
    values.source_ranges = [WORLD];
    const change = (actions: string[], before: Json, now: Json) => ({ actions, before, after: now, after_unknown: {} });
    const named = { address: SSH, mode: "managed", type: "google_compute_firewall", name: "ssh" };
    const others = (items: Json[]) => items.filter((one) => one.address !== SSH);
    plan.resource_drift = [
      ...others(plan.resource_drift ?? []),
      { ...named, change: change(["update"], written, values) },
    ];
    plan.resource_changes = [
      ...others(plan.resource_changes),
      { ...named, change: change(["update"], values, { ...values, ...after }) },
    ];
    return judged(plan);
  }

  test("back to what was written", () => {
    const report = opened({ source_ranges: [OFFICE] });
    expect(report.pending).toEqual([]);
    expect(real(report)).toMatchObject([
      { tier: "weakens", repair: `terraform apply sets source_ranges back to ${OFFICE}` },
    ]);
  });

  test("the union that the provider makes of both, and that it closes nothing is said", () => {
    const report = opened({ source_ranges: [WORLD, OFFICE] });
    expect(report.pending).toEqual([]);
    expect(real(report)[0]?.repair).toContain("in which what was added stays");
  });

  test("another attribute of the same rule is pending", () => {
    const report = opened({ source_ranges: [OFFICE], priority: 800 });
    expect(report.pending).toEqual([{ address: SSH, actions: ["update"] }]);
  });
});

test("a path that is unknown is counted in the first line, whatever outranks it", () => {
  const report = judged(planOf("none-closed"));
  const paths = report.paths.map((path) => ({ ...path, now: "unknown" as const }));
  expect(text({ ...report, verdict: "weakens", paths })).toContain(
    "more is open than at the last apply; 1 of 1 path unknown",
  );
  expect(text(report)).not.toContain("path unknown");
});
