import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BootstrapStack } from "../../stacks/bootstrap-stack";
import { EnvironmentStack } from "../../stacks/environment-stack";
import { synthesizeInto } from "../../synthesis/synthesize";
import { serviceKeys } from "../support/environment-schema";
import { read, type StackJson, stagingInput } from "../support/synth";
import { allStacks, resourcesOf } from "./stacks";

const REASON = "a rehearsal that is thrown away tonight";

function synthesizeAll(destroyable?: { reason: string }) {
  const environment = read(stagingInput((input) => Object.assign(input, { plans: "approved", destroyable })));
  const folder = mkdtempSync(join(tmpdir(), "protection-"));
  try {
    synthesizeInto(folder, (app) => {
      new BootstrapStack(app, "bootstrap", environment);
      new EnvironmentStack(app, "environment", environment);
    });
    const json = (path: string): StackJson => JSON.parse(readFileSync(join(folder, path), "utf8"));
    return {
      environment: json("stacks/environment/cdk.tf.json"),
      bootstrap: json("stacks/bootstrap/cdk.tf.json"),
      warnings: Object.entries<StackJson>(json("manifest.json").stacks).flatMap(([stack, { annotations }]) =>
        (annotations as StackJson[]).map(({ level, message }) => [stack, level, message]),
      ),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const protectedTypes = (json: StackJson) =>
  resourcesOf(json)
    .filter(({ body }) => body.lifecycle?.prevent_destroy === true)
    .map(({ type }) => type)
    .sort();

const deletionProtection = (json: StackJson) =>
  Object.values<StackJson>(json.resource.google_cloud_run_v2_service).map((service) => service.deletion_protection);

describe("an environment is protected against destruction:", () => {
  const { environment, bootstrap, warnings } = synthesizeAll();

  test("whatever would cut services off or lose data, and nothing that can be made again", () => {
    expect(protectedTypes(environment)).toEqual([
      "google_compute_global_address",
      "google_compute_network",
      "google_redis_instance",
      "google_service_networking_connection",
      "google_vpc_access_connector",
    ]);
  });

  test("the buckets of its state, and whoever cannot be made again for weeks", () => {
    expect([...new Set(protectedTypes(bootstrap))]).toEqual([
      "google_iam_workload_identity_pool",
      "google_iam_workload_identity_pool_provider",
      "google_project_iam_custom_role",
      "google_service_account",
      "google_storage_bucket",
    ]);
    const unprotected = resourcesOf(bootstrap).filter(({ body }) => body.lifecycle?.prevent_destroy !== true);
    expect([...new Set(unprotected.map(({ type }) => type))].sort()).toEqual([
      "google_project_iam_audit_config",
      "google_project_iam_member",
      "google_project_service",
      "google_service_account_iam_member",
      "google_storage_bucket_iam_member",
    ]);
  });

  test("its services, by Google itself", () => {
    expect(deletionProtection(environment)).toEqual(serviceKeys.map(() => true));
  });

  test("and what else a lifecycle says is still there", () => {
    const lifecycles = resourcesOf(environment).flatMap(({ type, body }) =>
      body.lifecycle && !body.lifecycle.prevent_destroy ? [[type, Object.keys(body.lifecycle)]] : [],
    );
    expect(Object.fromEntries(lifecycles)).toEqual({
      google_cloud_run_v2_service: ["ignore_changes"],
      // They go after the services that read them have moved on.
      google_secret_manager_secret: ["create_before_destroy"],
      google_secret_manager_secret_iam_member: ["create_before_destroy"],
    });
  });

  // Terraform forces create_before_destroy on everything that such a resource depends on.
  test.each(allStacks)(
    "in %s only secrets and who may read them are created before the old one is destroyed, never Redis: its name is in use",
    (_, json) => {
      const all = new Map(resourcesOf(json).map((resource) => [resource.address, resource]));
      const forced = new Set<string>();
      const force = (address: string) => {
        const resource = all.get(address);
        if (!resource || forced.has(address)) return;
        forced.add(address);
        for (const [read] of JSON.stringify(resource.body).matchAll(/google_\w+\.\w+/g)) force(read);
      };
      for (const [address, { body }] of all) if (body.lifecycle?.create_before_destroy) force(address);
      const allowed = [
        "project_service",
        "secret_manager_secret",
        "secret_manager_secret_iam_member",
        "service_account",
      ];
      const types = [...new Set([...forced].map((address) => all.get(address)?.type))];
      if (all.has("google_redis_instance.cache")) expect(types).toContain("google_secret_manager_secret");
      expect(allowed.map((type) => `google_${type}`)).toEqual(expect.arrayContaining(types));
    },
  );

  test.each(allStacks)("old versions of the secrets of %s stay readable while services move on", (_, json) => {
    const versions = resourcesOf(json).filter(({ type }) => type === "google_secret_manager_secret_version");
    expect(versions.map(({ body }) => body.deletion_policy)).toEqual(versions.map(() => "ABANDON"));
  });

  test("and there is nothing to warn of", () => {
    expect(warnings).toEqual([]);
  });
});

describe("an environment that says it may be destroyed", () => {
  const { environment, bootstrap, warnings } = synthesizeAll({ reason: REASON });

  test("has nothing in it that refuses to go", () => {
    expect([...protectedTypes(environment), ...protectedTypes(bootstrap)]).toEqual([]);
    expect(deletionProtection(environment)).toEqual(serviceKeys.map(() => false));
  });

  test("says so at every synth, with the reason", () => {
    expect(warnings).toEqual([
      ["bootstrap", "@cdktf/warn", `nothing in bootstrap is protected: ${REASON}`],
      ["environment", "@cdktf/warn", `nothing in environment is protected: ${REASON}`],
    ]);
  });
});
