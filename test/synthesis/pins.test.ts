import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readEnvironments } from "../../environments/environment";
import { daysAfter } from "../../facts/days";
import { expectedBeside } from "../../lineup/src/expected";
import { EnvironmentStack } from "../../stacks/environment-stack";
import { pinsEnd } from "../../synthesis/pins";
import { synthesizeInto } from "../../synthesis/synthesize";
import { edited, STAGING } from "../support/environment-problems";
import { stagingInput } from "../support/synth";

const UNTIL = "2026-12-06";
const REVISION = "netra-backend-staging-00041-abc";
const PIN = { revision: REVISION, reason: "The release after it loses messages", until: UNTIL };

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
