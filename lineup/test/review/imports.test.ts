import { type Json, reviewed } from "../../../corpus/score/review/judge";
import { changes } from "./made";
import { renderReview } from "./report/reports";

// What is taken over by import blocks, and what an old root forgets.

const LABELS = ["effective_labels.team", "labels.team", "terraform_labels.team"];
const outcomes = (id: string) =>
  (reviewed(id).imports ?? []).map(({ address, outcome, attributes }) => [address, outcome, attributes]);

describe("an import", () => {
  test.each([
    ["network-imported", "google_compute_network.spare", "unchanged", []],
    ["redis-imported-labels-only", "google_redis_instance.sessions", "labels only", LABELS],
    ["redis-imported-with-more-memory", "google_redis_instance.sessions", "changed", ["memory_size_gb"]],
    ["redis-imported-and-replaced", "google_redis_instance.sessions", "replaced", ["tier"]],
    ["redis-imported-and-guarded", "google_redis_instance.sessions", "replaced", ["tier"]],
    ["rule-imported-from-another-network", "google_compute_firewall.taken", "changed", ["network"]],
  ] as const)("of %s is told with what else happens to it", (id, address, outcome, attributes) => {
    const [first, ...others] = outcomes(id);
    expect([first?.[0], first?.[1], others]).toEqual([address, outcome, []]);
    expect(first?.[2]).toEqual(attributes);
  });

  test("is told by the names of what differs, and by no value", () => {
    const report = reviewed("service-imported-with-losses");
    const [{ attributes } = { attributes: [] as string[] }] = report.imports ?? [];
    expect(attributes).toContain("template.service_account");
    expect(JSON.stringify(report)).not.toContain("planted-flag");
  });

  test("is counted in the sentence and named in its section, in every format", () => {
    const report = reviewed("redis-imported-labels-only");
    for (const format of ["text", "markdown", "html"] as const) {
      const printed = renderReview(report, format);
      expect(printed).toContain("1 taken over: 1 labels only");
      expect(printed).toContain("Taken over by import");
    }
  });

  test("without an id, or by one that is not a text, has none", () => {
    for (const importing of [{}, { unknown: true }, { id: 7 }, { id: "" }, { identity: { name: "a" } }]) {
      const { imports } = reviewed("nothing", (plan) => {
        const side = { before: { name: "x" }, after: { name: "x" } };
        changes(plan, "google_pubsub_topic.x", side, { change: { actions: ["no-op"], importing } });
      });
      expect(imports).toEqual([
        { address: "google_pubsub_topic.x", type: "google_pubsub_topic", outcome: "unchanged", attributes: [] },
      ]);
    }
  });

  test.each([
    ["a label beside another attribute", { labels: { a: "b" }, name: "y" }, "changed"],
    ["an attribute that only begins like labels", { labels_of: "b" }, "changed"],
    ["a label alone", { labels: { a: "b" } }, "labels only"],
    ["an update that shows no difference", {}, "changed"],
  ])("with %s is no more than that", (_, after, outcome) => {
    const { imports } = reviewed("nothing", (plan) => {
      const before = { name: "x" };
      const change = { actions: ["update"], importing: { id: "x" } };
      changes(plan, "google_pubsub_topic.x", { before, after: { ...before, ...after } }, { change });
    });
    expect(imports?.[0]?.outcome).toBe(outcome);
  });

  test("with a value that is known after the apply only is no import of labels only", () => {
    const { imports } = reviewed("redis-imported-labels-only", (plan) => {
      const [change] = plan.resource_changes.filter(({ change }: Json) => change.importing);
      change.change.after_unknown = { memory_size_gb: true };
    });
    expect(imports?.[0]).toMatchObject({ outcome: "changed", attributes: expect.arrayContaining(["memory_size_gb"]) });
  });

  test("of nothing is not mentioned", () => {
    expect(reviewed("nothing").imports).toBeUndefined();
    expect(renderReview(reviewed("nothing"), "text")).not.toContain("taken over");
  });
});

describe("an old root that forgets what it had", () => {
  test("keeps every path as it is, and proves that it destroys nothing", () => {
    const report = reviewed("everything-forgotten");
    expect(report).toMatchObject({ verdict: "safe", forgets: { destroys: 0 }, counts: { forget: 13, delete: 0 } });
    expect(report.paths.map(({ before, after }) => [before, after])).toEqual([
      ["reachable", "reachable"],
      ["reachable", "reachable"],
    ]);
    expect(renderReview(report, "text")).toContain("13 forgotten, 0 to destroy");
  });

  test("is judged where no service is declared: nothing happens", () => {
    expect(reviewed("network-forgotten")).toMatchObject({ verdict: "safe", paths: [] });
    expect(renderReview(reviewed("network-forgotten"), "text")).toContain("1 forgotten, 0 to destroy");
  });

  test("is not judged by that where something is deleted beside it", () => {
    const report = reviewed("forgotten-beside-a-deletion");
    expect(report).toMatchObject({ verdict: "unknown", forgets: { destroys: 1 } });
    expect(renderReview(report, "text")).toContain("1 forgotten, 1 to destroy");
  });

  test.each([
    ["of which an old object is deleted", { actions: ["delete"] }, { deposed: "a1b2c3d4" }],
    ["beside which something is replaced", { actions: ["delete", "create"] }, {}],
    ["beside which something changes", { actions: ["update"] }, {}],
    ["beside which something happens that is not known", { actions: ["melt"] }, {}],
  ])("is not judged by that %s", (_, change, more) => {
    const report = reviewed("network-forgotten", (plan) =>
      changes(plan, "google_pubsub_topic.x", { before: { name: "x" }, after: { name: "y" } }, { change, ...more }),
    );
    expect(report.verdict).toBe("unknown");
  });

  test("proves nothing in a part of a plan", () => {
    const report = reviewed("network-forgotten", (plan) => {
      plan.complete = false;
    });
    expect(report.verdict).toBe("unknown");
    expect(renderReview(report, "text")).not.toContain("to destroy");
  });
});
