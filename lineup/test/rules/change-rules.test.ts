import { readdirSync } from "node:fs";
import { join } from "node:path";
import { reviewCases } from "../../../corpus/review";
import { answers, judged, planOf } from "../../../corpus/score/drift/judged";
import { reviewed } from "../../../corpus/score/review/judge";
import type { DriftReport } from "../../src/drift/model";
import { Exceptions } from "../../src/exceptions/exceptions";
import { ofDrift } from "../../src/report/of-drift";
import { renderSarif } from "../../src/report/renderers/sarif";
import type { RuleText } from "../../src/rule-text";
import { CHANGE_RULES } from "../../src/rules/change";
import { DRIFT_RULES } from "../../src/rules/drift";
import { PLAN_RULES } from "../../src/rules/plan";

const drifts = answers();
const inReview = new Map(reviewCases.map(({ id }) => [id, reviewed(id).risks.map(({ code }) => code)]));
const inDrift = new Map(drifts.map(({ one, report }) => [one.id, report?.drifted ?? []]));

const named = <Rule extends RuleText>(rules: readonly Rule[]) => rules.map((rule) => [rule.id, rule] as const);

test.each(named(CHANGE_RULES))("%s is said of its example", (id, { example }) => {
  const review = inReview.get(example) ?? [];
  const drift = (inDrift.get(example) ?? []).flatMap(({ rule }) => rule ?? []);
  expect([...review, ...drift]).toContain(id);
});

test.each(named(CHANGE_RULES))("%s is not said of everything", (id) => {
  expect(inReview.get("nothing")).not.toContain(id);
});

test.each(named(PLAN_RULES))("%s is said of its example, and not of a plan that changes nothing", (id, { example }) => {
  expect(inReview.get(example)).toContain(id);
  expect(inReview.get("nothing")).not.toContain(id);
});

/** What a report says besides differences: of an inventory, of what is missing, of a file of exceptions. */
const BESIDES: Record<string, (plan: unknown) => DriftReport> = {
  UNKNOWN: (plan) => judged(plan, { proof: { by: "none", why: "nothing proves the refresh" } }),
  EXCEPTION: (plan) => {
    const entry = {
      address: "google_redis_instance.gone",
      code: "CHANGED",
      reason: "once agreed",
      expires: "2026-12-31",
    };
    return judged(plan, { exceptions: new Exceptions([entry], "2026-06-01") });
  },
  PIN_ENDS: (plan) => ({
    ...judged(plan),
    pins: [
      {
        service: "orders-api",
        revision: "orders-api-00041-abc",
        until: "2026-12-06",
        hasEnded: true,
        message: "its pin has ended",
        fix: "release it",
      },
    ],
  }),
  UNMANAGED: (plan) => ({
    ...judged(plan),
    unmanaged: [{ kind: "firewall", name: "emergency", tier: "breaks", message: "blocks every path" }],
  }),
};

test.each(named(DRIFT_RULES))("drift says %s of its example", (id, { example }) => {
  const besides = BESIDES[id];
  if (besides) expect(renderSarif(ofDrift(besides(planOf(example))))).toContain(`"ruleId": "${id}"`);
  else expect((inDrift.get(example) ?? []).map(({ code }) => code)).toContain(id);
});

test("every code that a recorded drift has is a drift rule", () => {
  const known = new Set<string>(DRIFT_RULES.map(({ id }) => id));
  const said = drifts.flatMap(({ report }) => report?.drifted.map(({ code }) => code) ?? []);
  expect(said.filter((code) => !known.has(code))).toEqual([]);
});

test.each([
  ["change", CHANGE_RULES],
  ["plan", PLAN_RULES],
  ["drift", DRIFT_RULES],
] as const)("each file of rules/%s is one rule, listed and called by its code", (folder, rules) => {
  const files = readdirSync(join(__dirname, "../../src/rules", folder)).filter((name) => name !== "index.ts");
  const names = rules.map(({ id }) => `${id.toLowerCase().replaceAll("_", "-")}.ts`);
  expect(files.sort()).toEqual([...names].sort());
});

test.each(named<RuleText>([...CHANGE_RULES, ...PLAN_RULES, ...DRIFT_RULES]))(
  "%s says what it means and what to do",
  (_, rule) => {
    expect(rule.title).toMatch(/^[A-Z].*[^.]$/);
    for (const text of [rule.help, rule.remedy]) expect(text).toMatch(/^[A-Z-].*\.$/s);
  },
);
