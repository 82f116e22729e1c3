import { readFileSync } from "node:fs";
import { logFile, planFile, readPlan } from "../../corpus/recorder/recording";
import { judged } from "../../corpus/score/drift/judged";
import { caseOf, inShort, type Json, labelOf } from "../../corpus/score/review/judge";
import { excludedRedis, TOFU } from "../../corpus/tofu";
import { changedPlan } from "../src/changes/read";
import { proofIn } from "../src/drift/proof";
import { readText } from "../src/inputs/read";
import { review } from "../src/review/review";
import { judge } from "../src/verify";

// What OpenTofu has planned is judged as what Terraform has planned of the same case, whose labels other tests hold.

const text = (file: string) => readFileSync(file, "utf8");

test("the recordings are OpenTofu's, and it does not say whether a plan is whole", () => {
  for (const id of TOFU.review) {
    const plan = readPlan("tofu-review", id) as Json;
    expect(plan.resource_changes[0].provider_name).toBe("registry.opentofu.org/hashicorp/google");
    expect(plan).not.toHaveProperty("complete");
  }
});

describe("verify", () => {
  const inShort = (file: string) => judge(readText(text(file), "plan.json"));

  test.each(TOFU.verify)("of the plan of %s", (id) => {
    const judged = inShort(planFile("tofu-verify", id));
    expect(judged.paths.length).toBeGreaterThan(0);
    expect(judged).toEqual(inShort(planFile("verify", id)));
  });

  test.each(TOFU.state)("of the state of %s", (id) => {
    const { verdict, paths } = inShort(planFile("tofu-state", id));
    const terraforms = inShort(planFile("state", id));
    expect(paths.length).toBeGreaterThan(0);
    expect({ verdict, causes: paths.map(({ causes }) => causes) }).toEqual({
      verdict: terraforms.verdict,
      causes: terraforms.paths.map(({ causes }) => causes),
    });
  });
});

const reviewed = (id: string, json = readPlan("tofu-review", id)) =>
  review(changedPlan(json, `${id}.json`), {}, () => undefined).report;

describe("review", () => {
  test.each(TOFU.review)("of %s", (id) => {
    const answer = inShort(reviewed(id));
    expect(answer).toEqual(labelOf(caseOf(id), answer));
  });

  test("knows that -target has left something out, and that -exclude has", () => {
    const codes = (id: string) => reviewed(id).risks.map(({ code }) => code);
    expect(codes("targeted-rule")).toContain("PLAN_INCOMPLETE");
    expect(codes("excluded-redis")).toContain("PLAN_INCOMPLETE");
    expect(codes("redis-tier-up")).not.toContain("PLAN_INCOMPLETE");
  });

  test("of a plan without the Redis, which stays as it is", () => {
    const answer = inShort(reviewed("excluded-redis"));
    expect(answer).toEqual(labelOf(excludedRedis, answer));
    expect(Object.keys(answer.paths).length).toBeGreaterThan(0);
  });

  // lifecycle { destroy = false }, which OpenTofu has for what is replaced, too.
  test("of a Redis that is forgotten and made again is of the new one", () => {
    const plan = readPlan("tofu-review", "redis-tier-up") as Json;
    const { change } = plan.resource_changes.find(({ address }: Json) => address === "google_redis_instance.cache");
    change.actions = ["forget", "create"];
    const { after } = changedPlan(plan, "plan.json");
    expect(after.resources.find(({ address }) => address === "google_redis_instance.cache")?.values.tier).toBe(
      "STANDARD_HA",
    );
    expect(reviewed("redis-tier-up", plan)).toMatchObject({ verdict: "danger" });
  });

  test("sees a deny rule that a targeted plan does not mention", () => {
    const plan = readPlan("tofu-review", "targeted-rule") as Json;
    const { root_module: before } = plan.prior_state.values;
    const closed = before.resources.find(({ name }: Json) => name === "closed");
    closed.values.priority = 1;
    expect(reviewed("targeted-rule", plan).paths.map(({ after }) => after)).not.toContain("reachable");
  });
});

describe("drift", () => {
  const answer = (group: "drift" | "tofu-drift", id: string) => {
    const plan = readPlan(group, id);
    const { verdict, drifted, paths, pending } = judged(plan, {
      proof: proofIn(logFile(id, group), changedPlan(plan, id)),
    });
    return {
      verdict,
      paths,
      pending,
      drifted: drifted
        .filter(({ tier }) => tier !== "noise")
        .map(({ tier, address, attribute }) => ({ tier, address, attribute })),
    };
  };

  test.each(TOFU.drift.filter((id) => id !== "targeted"))("of %s, proved by its log", (id) => {
    const answered = answer("tofu-drift", id);
    expect(answered).toEqual(answer("drift", id));
    expect(answered.verdict).not.toBe("unknown");
  });

  test("refuses a plan of a part", () => {
    expect(() => judged(readPlan("tofu-drift", "targeted"))).toThrow(
      "is incomplete: it was made with -target or -exclude",
    );
  });
});
