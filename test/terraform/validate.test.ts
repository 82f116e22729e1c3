import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { written } from "../../environments";
import { type Environment, readEnvironments } from "../../environments/environment";
import { BootstrapStack } from "../../stacks/bootstrap-stack";
import { itNeeds, provider, within } from "../support/needs";
import { read, type StackJson, stagingInput, synthesize, synthesizeEnvironment } from "../support/synth";

jest.setTimeout(120_000);

const environments = readEnvironments(written);
const onDefaultNetwork = read(
  stagingInput((input) => {
    input.privateNetwork = false;
  }),
);
const otherChoices = read(
  stagingInput((input) => {
    Object.assign(input, { publicBy: "no-invoker-check", network: { ...input.network, flowLogs: true } });
    Object.assign(input, { probe: { trace: true }, watch: { everyMinutes: 10 } });
    Object.assign(input.services.backend ?? {}, { public: ["group:support@example.com"], publicBecause: undefined });
  }),
);
const bootstrap = (environment: Environment) =>
  synthesize("bootstrap", (app) => new BootstrapStack(app, "bootstrap", environment));

const stacks: [string, StackJson][] = [
  ...environments.map((environment): [string, StackJson] => [environment.name, synthesizeEnvironment(environment)]),
  ...environments.map((environment): [string, StackJson] => [`${environment.name}-bootstrap`, bootstrap(environment)]),
  ["staging on the default network", synthesizeEnvironment(onDefaultNetwork)],
  [
    "staging with named callers, without a check of callers, with flow logs, watched",
    synthesizeEnvironment(otherChoices),
  ],
];

const [
  [
    ,
    {
      terraform: { required_providers: required },
    },
  ],
] = stacks as [[string, StackJson]];
const google = provider(required);
afterAll(() => google.remove());

/** What the provider's own schema has to say about a stack. Nothing is asked of Google, and no backend is opened. */
function validate(stack: StackJson): { valid: boolean; complaints: string[] } {
  writeFileSync(join(google.folder, "cdk.tf.json"), JSON.stringify(stack));
  const options = { cwd: google.folder, env: within(google.folder), encoding: "utf8" } as const;
  const { valid, diagnostics } = JSON.parse(spawnSync("terraform", ["validate", "-json"], options).stdout);
  return {
    valid,
    complaints: diagnostics.map(
      ({ address, summary, detail }: Record<string, string>) => `${address}: ${summary} ${detail}`,
    ),
  };
}

describe("terraform validate", () => {
  // One test for all: which skips are allowed is a list of titles, and must not grow with every environment.
  itNeeds(google, "accepts every stack", () => {
    const judged = stacks.map(([name, stack]) => ({ name, ...validate(stack) }));
    expect(judged).toEqual(stacks.map(([name]) => ({ name, valid: true, complaints: [] })));
  });

  itNeeds(google, "refuses what the provider does not know", () => {
    const [, staging] = stacks[0] as [string, StackJson];
    const broken = structuredClone(staging);
    broken.resource.google_redis_instance.cache.authorised_network = "default";
    const { valid, complaints } = validate(broken);
    expect(valid).toBe(false);
    expect(complaints.join("\n")).toContain("authorised_network");
  });
});
