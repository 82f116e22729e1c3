import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readEnvironments } from "../../environments/environment";
import { daysAfter } from "../../facts/days";
import { judgeInputs } from "../../lineup/src/commands/judged-inputs";
import { expectedBeside } from "../../lineup/src/expected";
import { EnvironmentStack } from "../../stacks/environment-stack";
import { pinsEnd } from "../../synthesis/pins";
import { synthesizeInto } from "../../synthesis/synthesize";
import { edited, STAGING } from "../support/environment-problems";
import { stagingInput } from "../support/synth";

const UNTIL = "2026-12-06";
const REVISION = "netra-backend-staging-00041-abc";
const PIN = { revision: REVISION, reason: "The release after it loses messages", until: UNTIL };

// biome-ignore lint/suspicious/noExplicitAny: tests reach into JSON of every shape
type Json = any;

let outdir: string;
let stderr: jest.SpiedFunction<typeof process.stderr.write>;
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), "lineup-pins-"));
  stderr = jest.spyOn(process.stderr, "write").mockReturnValue(true);
});
afterEach(() => {
  stderr.mockRestore();
  for (const name of ["LINEUP_GATE", "LINEUP_IS_ASKING", "CDKTF_OUTDIR"]) delete process.env[name];
  rmSync(outdir, { recursive: true, force: true });
});

/** What ships, and what was said, on a day so many days after the last one of the pin. */
function synthesizedOn(days: number) {
  const today = daysAfter(UNTIL, days);
  const files = { [STAGING]: edited(stagingInput(), { "services.backend.traffic": PIN }) };
  const [environment] = readEnvironments(files, undefined, today);
  if (!environment) throw new Error("one environment in, one environment out");
  synthesizeInto(outdir, (app) => new EnvironmentStack(app, "staging", environment), pinsEnd(today));
  const folder = join(outdir, "stacks/staging");
  const services = JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")).resource.google_cloud_run_v2_service;
  return {
    traffic: services.backend_service.traffic,
    others: services.auth_service.traffic,
    expected: expectedBeside(folder),
    said: stderr.mock.calls.map(([text]) => String(text)),
  };
}

const LATEST = [{ type: "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", percent: 100 }];
const PINNED = [{ type: "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION", revision: REVISION, percent: 100 }];

test("a pin holds, and no word is said of it", () => {
  expect(synthesizedOn(-3)).toMatchObject({ traffic: PINNED, others: LATEST, said: [] });
});

test.each([-2, -1, 0])(
  "from two days before its end on it is said that it ends (%i), and it holds through its day",
  (days) => {
    const { traffic, said } = synthesizedOn(days);
    expect(traffic).toEqual(PINNED);
    expect(said).toEqual([
      expect.stringMatching(/^netra-backend-staging is pinned to \S+ until 2026-12-06, .* - .*\n$/),
    ]);
  },
);

test("the day after it ends, the newest revision has the requests again, and one sentence says so with the ways out", () => {
  const { traffic, said } = synthesizedOn(1);
  expect(traffic).toEqual(LATEST);
  expect(said).toEqual([
    `THE PIN HAS ENDED: netra-backend-staging was pinned to ${REVISION} until 2026-12-06, and that day is over: the next deploy sends all of its requests to its newest revision - to go forward, remove services.backend.traffic in environments/staging.ts; to stay, pin it again: npm run rollback -- staging --service netra-backend-staging --to ${REVISION}\n`,
  ]);
});

test("expected.json says the pin before its end and after it: who reads it knows the day", () => {
  for (const days of [-3, 1]) {
    expect(synthesizedOn(days).expected).toMatchObject({
      environment: "staging",
      file: STAGING,
      services: {
        "netra-backend-staging": {
          setting: "services.backend",
          requires: expect.arrayContaining(["REDIS_HOST"]),
          domains: ["api.staging.netrasystems.ai"],
          traffic: PIN,
        },
      },
    });
  }
  expect(synthesizedOn(0).expected?.services["netra-auth-service"]).not.toHaveProperty("traffic");
});

test("nothing is said where lineup itself asks for the synthesis, which it judges", () => {
  process.env.LINEUP_IS_ASKING = outdir;
  process.env.CDKTF_OUTDIR = outdir;
  expect(synthesizedOn(1)).toMatchObject({ traffic: LATEST, said: [] });
});

test("the gate does not silence it", () => {
  process.env.LINEUP_GATE = "off";
  expect(synthesizedOn(1).said).toHaveLength(1);
});

describe("lineup, asked about a service that is pinned,", () => {
  const options = { var: [], varFile: [], config: undefined, from: undefined, to: undefined };
  const asked = async (now: string, change: (services: Json) => void = () => {}) => {
    synthesizedOn(0);
    const folder = join(outdir, "stacks/staging");
    const file = join(folder, "cdk.tf.json");
    const json = JSON.parse(readFileSync(file, "utf8"));
    change(json.resource.google_cloud_run_v2_service);
    writeFileSync(file, JSON.stringify(json));
    const [found] = await judgeInputs([folder], options, undefined, new Date(`${now}T12:00:00Z`));
    const paths = found?.judged.paths ?? [];
    const path = paths.find(({ from }) => from === "google_cloud_run_v2_service.backend_service");
    return { path, verdict: found?.judged.verdict };
  };

  test("says what it takes for granted, and nobody else's check turns red for it", async () => {
    const { path, verdict } = await asked(UNTIL);
    expect(verdict).toBe("reachable");
    expect(path?.reliesOn).toContainEqual(
      `google_cloud_run_v2_service.backend_service: its requests stay on ${REVISION} until 2026-12-06 (services.backend.traffic in environments/staging.ts), which this input does not show: it is taken to reach what the template reaches`,
    );
  });

  test("is not lenient with the template, which is what comes after the pin", async () => {
    const { path } = await asked(UNTIL, ({ backend_service }) => {
      backend_service.template.vpc_access = undefined;
    });
    expect(path?.verdict).toBe("blocked");
  });

  test.each([
    ["after its last day", daysAfter(UNTIL, 1), () => {}],
    [
      "where another revision is written than the pin says",
      UNTIL,
      ({ backend_service }: Json) => {
        backend_service.traffic[0].revision = "netra-backend-staging-00007-xyz";
      },
    ],
    [
      "where only a part of the requests stays on it",
      UNTIL,
      ({ backend_service }: Json) => {
        backend_service.traffic = [
          { ...PINNED[0], percent: 50 },
          { ...LATEST[0], percent: 50 },
        ];
      },
    ],
  ])("does not know %s", async (_, now, change) => {
    const { path, verdict } = await asked(now, change);
    expect([path?.verdict, verdict]).toEqual(["unknown", "unknown"]);
  });
});
