import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MonitoringAlertPolicy } from "@cdktf/provider-google/lib/monitoring-alert-policy";
import { EnvironmentStack } from "../../stacks/environment-stack";
import { synthesizeInto } from "../../synthesis/synthesize";
import { WatchesNothing, watched } from "../../synthesis/watched";
import { read, stagingInput } from "../support/synth";

let folder: string;
let outdir: string;
let stderr: jest.SpiedFunction<typeof process.stderr.write>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "watched-"));
  outdir = join(folder, "out");
  stderr = jest.spyOn(process.stderr, "write").mockReturnValue(true);
});
afterEach(() => {
  stderr.mockRestore();
  delete process.env.LINEUP_GATE;
  rmSync(folder, { recursive: true, force: true });
});

/** Somebody adds an alert of their own, with the name of the instance as it is read in the console. */
const synthesizeGreenForEver = () =>
  synthesizeInto(
    outdir,
    (app) => {
      const stack = new EnvironmentStack(app, "staging", read(stagingInput()));
      new MonitoringAlertPolicy(stack, "of-mine", {
        displayName: "Redis is full",
        combiner: "OR",
        conditions: [
          {
            displayName: "memory",
            conditionThreshold: {
              filter:
                'resource.type="redis_instance" AND metric.type="redis.googleapis.com/stats/memory/usage_ratio" AND resource.labels.instance_id="staging-redis"',
              comparison: "COMPARISON_GT",
              thresholdValue: 0.8,
              duration: "60s",
              aggregations: [{ alignmentPeriod: "60s", perSeriesAligner: "ALIGN_RATE" }],
            },
          },
        ],
      });
    },
    watched,
  );

test("lets an environment through whose alerts watch what is there", () => {
  synthesizeInto(outdir, (app) => new EnvironmentStack(app, "staging", read(stagingInput())), watched);
  expect(existsSync(join(outdir, "stacks", "staging", "cdk.tf.json"))).toBe(true);
  expect(stderr).not.toHaveBeenCalled();
});

test("stops an alert that is green for ever, with everything that is wrong with it and the way out", () => {
  expect(synthesizeGreenForEver).toThrow(WatchesNothing);
  for (const said of [
    /of_mine, condition "memory": resource\.labels\.instance_id names a thing by reference, got "staging-redis" - refer to \$\{google_redis_instance\./,
    /of_mine, condition "memory": ALIGN_RATE takes DELTA or CUMULATIVE/,
    /of_mine: a policy says how bad it is, got nothing - severity is one of CRITICAL, ERROR, WARNING/,
    /of_mine: a policy tells somebody, got no channel - this stack makes \$\{google_monitoring_notification_channel\./,
    /of_mine: a policy links its runbook/,
    /Nothing was written\. To deploy all the same: LINEUP_GATE=off/,
  ]) {
    expect(synthesizeGreenForEver).toThrow(said);
  }
});

test("and then nothing is written or replaced, and nothing is left behind", () => {
  mkdirSync(join(outdir, "stacks", "staging"), { recursive: true });
  writeFileSync(join(outdir, "stacks", "staging", "cdk.tf.json"), "before");
  expect(synthesizeGreenForEver).toThrow();
  expect(readdirSync(folder)).toEqual(["out"]);
  expect(readdirSync(join(outdir, "stacks", "staging"))).toEqual(["cdk.tf.json"]);
});

test("opens with the gate, loudly", () => {
  process.env.LINEUP_GATE = "off";
  synthesizeGreenForEver();
  expect(existsSync(join(outdir, "stacks", "staging", "cdk.tf.json"))).toBe(true);
  expect(stderr).toHaveBeenCalledWith(expect.stringContaining("NOT checked"));
});
