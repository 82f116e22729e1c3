import { allStacks, bootstrapOf, environments } from "./stacks";

describe.each(environments.map((environment) => [environment.name, environment] as const))(
  "%s",
  (name, environment) => {
    const json = allStacks.find(([stack]) => stack === name)?.[1] ?? {};

    test("keeps its state in its own bucket, under its own name", () => {
      expect(json.terraform.backend).toEqual({ gcs: { bucket: environment.names.stateBucket, prefix: name } });
    });

    test("keeps it in the bucket that its bootstrap makes", () => {
      expect(bootstrapOf(environment).resource.google_storage_bucket.state.name).toBe(
        json.terraform.backend.gcs.bucket,
      );
    });

    test("acts in its own project and region", () => {
      expect(json.provider.google).toEqual([{ project: environment.project, region: environment.region }]);
      expect(bootstrapOf(environment).provider.google).toEqual(json.provider.google);
    });

    test("uses exactly the provider whose facts are written down", () => {
      expect(json.terraform.required_providers).toEqual({ google: { source: "google", version: "6.50.0" } });
    });
  },
);

test("the bucket of staging has the name the state has always been under", () => {
  const [, staging] = allStacks.find(([name]) => name === "staging") ?? [];
  expect(staging?.terraform.backend.gcs.bucket).toBe("netra-staging-terraform-state");
});

test("no two environments share a state or a project", () => {
  const stacks = allStacks.filter(([name]) => environments.some((environment) => environment.name === name));
  const distinct = (values: unknown[]) => new Set(values.map((value) => JSON.stringify(value))).size;
  expect(distinct(stacks.map(([, json]) => json.terraform.backend))).toBe(stacks.length);
  expect(distinct(stacks.map(([, json]) => json.provider.google[0].project))).toBe(stacks.length);
});

test("no stack knows a path of the machine it was synthesized on", () => {
  for (const [, json] of allStacks) expect(JSON.stringify(json)).not.toContain(process.cwd());
});
