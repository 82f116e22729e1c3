import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ComputeFirewall } from "@cdktf/provider-google/lib/compute-firewall";
import type { Network } from "../../constructs/network";
import { EnvironmentStack } from "../../stacks/environment-stack";
import { GateClosed, gate } from "../../synthesis/gate";
import { synthesizeInto } from "../../synthesis/synthesize";
import { read, stagingInput } from "../support/synth";

let folder: string;
let outdir: string;
let stderr: jest.SpiedFunction<typeof process.stderr.write>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gate-"));
  outdir = join(folder, "out");
  stderr = jest.spyOn(process.stderr, "write").mockReturnValue(true);
});
afterEach(() => {
  stderr.mockRestore();
  for (const name of ["LINEUP_GATE", "LINEUP_IS_ASKING", "CDKTF_OUTDIR"]) delete process.env[name];
  rmSync(folder, { recursive: true, force: true });
});

/** Somebody adds a deny above the rule that opens the path. */
const synthesizeCut = () =>
  synthesizeInto(
    outdir,
    (app) => {
      const stack = new EnvironmentStack(app, "staging", read(stagingInput()));
      new ComputeFirewall(stack, "lockdown", {
        name: "lockdown",
        network: (stack.node.findChild("network") as Network).id,
        direction: "EGRESS",
        priority: 10,
        destinationRanges: ["10.166.0.0/16"],
        deny: [{ protocol: "tcp", ports: ["6379"] }],
      });
    },
    gate,
  );

test("lets an environment through whose services reach their Redis", () => {
  synthesizeInto(outdir, (app) => new EnvironmentStack(app, "staging", read(stagingInput())), gate);
  expect(existsSync(join(outdir, "stacks", "staging", "cdk.tf.json"))).toBe(true);
  expect(stderr).not.toHaveBeenCalled();
});

test("stops one that cuts a service off, with the report as its message", () => {
  expect(synthesizeCut).toThrow(GateClosed);
  expect(synthesizeCut).toThrow(/lockdown denies 10\.166\.0\.0\/16 tcp:6379[\s\S]*LINEUP_GATE=off/);
});

test("and then nothing is written or replaced, and nothing is left behind", () => {
  mkdirSync(join(outdir, "stacks", "staging"), { recursive: true });
  writeFileSync(join(outdir, "stacks", "staging", "cdk.tf.json"), "before");
  expect(synthesizeCut).toThrow();
  expect(readdirSync(folder)).toEqual(["out"]);
  expect(readdirSync(join(outdir, "stacks", "staging"))).toEqual(["cdk.tf.json"]);
});

test("can be opened, loudly", () => {
  process.env.LINEUP_GATE = "off";
  synthesizeCut();
  expect(existsSync(join(outdir, "stacks", "staging", "cdk.tf.json"))).toBe(true);
  expect(stderr).toHaveBeenCalledWith(expect.stringContaining("NOT checked"));
});

test("is not opened by the variable with which lineup asks for a synthesis of its own", () => {
  for (const outdir of [undefined, "cdktf.out", join(folder, "lineup-x")]) {
    process.env.LINEUP_IS_ASKING = outdir ?? "true";
    if (outdir !== undefined) process.env.CDKTF_OUTDIR = outdir;
    expect(synthesizeCut).toThrow(GateClosed);
  }
});
