import { readFileSync } from "node:fs";
import { join } from "node:path";
import { reviewCases } from "../../../corpus/review";
import { type Json, planJson, reviewed } from "../../../corpus/score/review/judge";
import { knowledgeOf } from "../../src/review/known-kinds";
import { CHANGE_RULES } from "../../src/rules/change";
import { isAboutIdentities } from "../../src/topology/identity-types";
import { typeAt } from "../../src/values";
import { changes } from "./made";
import { renderReview } from "./report/reports";

// A verdict is one over the changes that lineup looks into; the others are named.

const topic = (plan: Json, name: string, sides: Json = { after: { name } }, more?: Json) =>
  changes(plan, `google_pubsub_topic.${name}`, sides, more);
const listed = (change: (plan: Json) => void) => reviewed("nothing", change).unjudged;

describe("a change of a kind that lineup does not know", () => {
  test("is listed by address, kind and action", () => {
    const found = listed((plan) => {
      topic(plan, "made");
      topic(plan, "gone", { before: { name: "gone" } });
      topic(plan, "other", { before: { name: "a" }, after: { name: "b" } });
    });
    expect(found).toEqual([
      { address: "google_pubsub_topic.made", type: "google_pubsub_topic", actions: ["create"] },
      { address: "google_pubsub_topic.gone", type: "google_pubsub_topic", actions: ["delete"] },
      { address: "google_pubsub_topic.other", type: "google_pubsub_topic", actions: ["update"] },
    ]);
  });

  test("is listed in modules, under keys, as an old object, as an import that changes something", () => {
    const found = listed((plan) => {
      const side = { before: { name: "x" }, after: { name: "x" } };
      changes(plan, 'module.a["x"].google_pubsub_topic.made[0]', { after: { name: "x" } });
      topic(plan, "old", { before: { name: "x" } }, { deposed: "a1b2c3d4" });
      topic(plan, "taken", side, { change: { actions: ["no-op"], importing: { id: "x" } } });
      topic(plan, "taken_and_changed", side, { change: { actions: ["update"], importing: { id: "x" } } });
      topic(plan, "left", { before: { name: "x" } }, { change: { actions: ["forget"] } });
      topic(plan, "same", side, { change: { actions: ["no-op"] } });
      topic(plan, "moved", side, { change: { actions: ["no-op"] }, previous_address: "google_pubsub_topic.was" });
    });
    expect(found.map(({ address, actions, deposed, importing }) => [address, actions, deposed, importing])).toEqual([
      ['module.a["x"].google_pubsub_topic.made[0]', ["create"], undefined, undefined],
      ["google_pubsub_topic.old", ["delete"], true, undefined],
      ["google_pubsub_topic.taken_and_changed", ["update"], undefined, true],
    ]);
  });

  test("is said where the verdict is, and safe is never said of all", () => {
    const report = reviewed("nothing", (plan) => topic(plan, "made"));
    expect(report.verdict).toBe("safe");
    for (const format of ["text", "markdown", "html"] as const) {
      const printed = renderReview(report, format);
      expect(printed).toContain("1 change is not judged");
      expect(printed).toContain("google_pubsub_topic.made");
      expect(printed).not.toMatch(/\ball\b[^.\n]*safe|safe[^.\n]*\ball\b/i);
    }
  });

  test("of hundreds some are shown and all are counted", () => {
    const report = reviewed("nothing", (plan) => {
      for (let number = 0; number < 300; number++) topic(plan, `t${number}`);
    });
    expect(report.unjudged).toHaveLength(300);
    const text = renderReview(report, "text");
    expect(text).toContain("Not judged (300)");
    expect(text).toContain("and 294 more");
    expect(text.split("\n").length).toBeLessThan(40);
  });
});

describe("what lineup knows", () => {
  const source = readFileSync(join(__dirname, "../../src/topology/build.ts"), "utf8");
  const read = [...source.matchAll(/\bof\("(google_\w+)"\)/g)].map(([, type = ""]) => type);

  test("the network is read from as many kinds as it was", () => expect(read.length).toBeGreaterThan(12));

  test.each(read)("%s: the network is made of it", (type) => {
    expect(knowledgeOf(type).isOfNetwork).toBe(true);
  });

  test.each(["google_pubsub_topic", "google_compute_instance", "google_container_cluster", "terraform_data", "acme_x"])(
    "%s: nobody looks into it",
    (type) => {
      const { isOfNetwork, byRules } = knowledgeOf(type);
      expect([isOfNetwork, ...[...byRules.values()].map(({ size }) => size)]).toEqual([false, 0, 0, 0, 0]);
    },
  );

  test("of a bucket it is one attribute, and a change of another one is listed", () => {
    const bucket = (after: Json) => (plan: Json) => {
      const before = { name: "b", public_access_prevention: "enforced", labels: {} };
      changes(plan, "google_storage_bucket.b", { before, after: { ...before, ...after } });
    };
    expect(listed(bucket({ public_access_prevention: "inherited" }))).toEqual([]);
    expect(listed(bucket({ labels: { a: "b" } }))).toHaveLength(1);
    expect(listed(bucket({ public_access_prevention: "inherited", labels: { a: "b" } }))).toHaveLength(1);
    expect(listed((plan) => changes(plan, "google_storage_bucket.b", { before: { name: "b" } }))).toHaveLength(1);
  });

  test("no recorded plan has a risk at a resource of a kind that is unknown", () => {
    const codes = new Set<string>(CHANGE_RULES.map(({ id }) => id));
    const strange = reviewCases.flatMap(({ id }) =>
      reviewed(id).risks.flatMap(({ code, address, actions }) => {
        const type = typeAt(address);
        const { isOfNetwork, byRules } = knowledgeOf(type);
        const isKnown = isOfNetwork || isAboutIdentities(type) || [...byRules.values()].some(({ size }) => size > 0);
        return codes.has(code) && actions.length > 0 && !isKnown ? [`${id}: ${code} at ${address}`] : [];
      }),
    );
    expect(strange).toEqual([]);
  });

  test("every change of every recorded plan is of a known kind, about identities, or listed", () => {
    for (const { id } of reviewCases) {
      const { iam, unjudged } = reviewed(id);
      const said = new Set([...iam, ...unjudged].map(({ address }) => address));
      const silent = planJson(id)
        .resource_changes?.filter(
          ({ mode, change }: Json) => mode === "managed" && !/^(no-op|read|forget)$/.test(change.actions.join()),
        )
        .filter(({ address, type }: Json) => !said.has(address) && !knowledgeOf(type).isOfNetwork)
        .map(({ address, type, change }: Json) => [
          address,
          knowledgeOf(type).byRules.get(actionOf(change.actions))?.size ?? 0,
        ]);
      expect((silent ?? []).filter(([, size]: [string, number]) => size === 0)).toEqual([]);
    }
  });
});

function actionOf(actions: readonly string[]): "create" | "update" | "replace" | "delete" {
  return actions.length > 1 ? "replace" : (actions[0] as "create");
}
