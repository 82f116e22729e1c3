import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, TerraformStack } from "cdktf";
import { type Environment, readEnvironments } from "../../environments/environment";
import type { EnvironmentInput } from "../../environments/schema";
import { staging } from "../../environments/staging";
import { EnvironmentStack } from "../../stacks/environment-stack";
import { synthesizeInto } from "../../synthesis/synthesize";

// biome-ignore lint/suspicious/noExplicitAny: tests reach into JSON of every shape
export type StackJson = Record<string, any>;

/** What would ship for one stack, through app.synth() and the file it writes. */
export function synthesize(name: string, build: (app: App) => void): StackJson {
  const folder = mkdtempSync(join(tmpdir(), "synth-"));
  try {
    synthesizeInto(folder, build);
    return JSON.parse(readFileSync(join(folder, "stacks", name, "cdk.tf.json"), "utf8"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A stack that holds only what `build` puts into it. */
export function synthesizeConstructs(build: (stack: TerraformStack) => void): StackJson {
  return synthesize("test", (app) => build(new TerraformStack(app, "test")));
}

export function synthesizeEnvironment(environment: Environment): StackJson {
  return synthesize(environment.name, (app) => new EnvironmentStack(app, environment.name, environment));
}

/** A pin is of its days, and what tests compare is what ships on all others: a rollback turns none of them red. */
export function withoutPins(written: EnvironmentInput): EnvironmentInput {
  const input = structuredClone(written);
  for (const service of Object.values(input.services)) delete service.traffic;
  return input;
}

/** Staging as it is written, as a copy that a test may change. */
export function stagingInput(change: (input: EnvironmentInput) => void = () => {}): EnvironmentInput {
  const input = withoutPins(staging);
  change(input);
  return input;
}

export function read(input: EnvironmentInput): Environment {
  const [environment] = readEnvironments({ "environments/staging.ts": input });
  if (!environment) throw new Error("one environment in, one environment out");
  return environment;
}

/** Staging with all that is watched only where it is said: a replica, TLS, a schedule of the probes and its objective. */
export function withEverything() {
  return stagingInput((input) => {
    Object.assign(input.redis, { tier: "STANDARD_HA", tls: true });
    Object.assign(input, { watch: { everyMinutes: 10 } });
    Object.assign(input.alerts, { slos: { ...input.alerts.slos, redisReachable: 0.99 } });
  });
}
