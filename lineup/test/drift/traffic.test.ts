import { judged, planOf } from "../../../corpus/score/drift/judged";
import type { Said } from "../../src/expected";
import { ofDrift } from "../../src/report/of-drift";
import { renderText } from "../../src/report/renderers/text";

const OLDER = "orders-api-00041-abc";
const PIN = { revision: OLDER, reason: "The release after it loses messages", until: "2026-12-06" };
const said = (today: string, traffic: typeof PIN | null = PIN): Said => ({
  today,
  expected: {
    environment: "staging",
    file: "environments/staging.ts",
    services: { "orders-api": { setting: "services.api", requires: [], domains: [], traffic: traffic ?? undefined } },
  },
});
const moved = (id: string, it?: Said) =>
  judged(planOf(id), { said: it }).drifted.filter(({ tier }) => tier !== "noise");

test("requests that were moved by hand: who serves is said, and the deploy that takes it away is no repair", () => {
  for (const one of moved("traffic-moved-by-hand")) {
    expect(one).toMatchObject({
      code: "TRAFFIC_MOVED",
      message: `100 % of its requests go to ${OLDER} now: somebody moved them outside Terraform, and no plan shows what that revision holds`,
      repair: `the next deploy takes this away; to keep it, write it into the configuration: traffic with type TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION, revision ${OLDER} and percent 100`,
    });
  }
  expect(moved("traffic-moved-by-hand").map(({ attribute }) => attribute)).toEqual([
    "traffic.revision",
    "traffic.type",
  ]);
});

test("in an environment of this repository the sentence that keeps it is the command", () => {
  expect(moved("traffic-moved-by-hand", said("2026-12-01", null))[0]?.repair).toBe(
    `the next deploy takes this away; to keep it, write it as a sentence: npm run rollback -- staging --service orders-api --to ${OLDER}`,
  );
});

test("where no deploy takes it away nothing is said of one", () => {
  expect(moved("traffic-moved-where-unset")[0]?.repair).toBe(
    "Terraform leaves them there: the configuration says the same, or nothing",
  );
});

test("whether the path stands is unknown, and never clean", () => {
  expect(judged(planOf("traffic-moved-by-hand")).verdict).toBe("unknown");
});

describe("a pin", () => {
  const report = (today: string) => judged(planOf("none"), { said: said(today) });

  test.each(["2026-12-04", "2026-12-06"])(
    "that ends within two days (%s) is a line of the report, and no drift",
    (today) => {
      expect(report(today)).toMatchObject({
        verdict: "clean",
        pins: [{ service: "orders-api", revision: OLDER, until: "2026-12-06", hasEnded: false }],
      });
    },
  );

  test("that has ended is one as well, with both ways out, in what people read", () => {
    const text = renderText(ofDrift(report("2026-12-07")), { width: 1_000, colour: false, quiet: false } as never);
    expect(text).toContain("Pins that end (1)");
    expect(text).toContain(`orders-api was pinned to ${OLDER} until 2026-12-06, and that day is over`);
    expect(text).toContain(`npm run rollback -- staging --service orders-api --to ${OLDER}`);
  });

  test("that holds longer is none, nor is there one without expected.json", () => {
    expect(report("2026-12-03")).not.toHaveProperty("pins");
    expect(judged(planOf("none"))).not.toHaveProperty("pins");
  });
});
