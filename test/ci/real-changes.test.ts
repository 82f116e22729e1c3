import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { secretsIn } from "../../rehearsal/objects";
import { Sandbox } from "../../rehearsal/sandbox";
import { findTools } from "../../rehearsal/tools";
import { planChanges } from "../../scripts/ci/plan-changes";
import { sameChanges } from "../../scripts/ci/same-changes";
import { temporaryFolder } from "../support/folder";
import { itNeeds } from "../support/needs";
import { google } from "../support/rehearsed";
import type { StackJson } from "../support/synth";
import { HEAD, main } from "./attack-stage";

jest.setTimeout(600_000);

const SERVICE = "run/v2/projects/netra-staging/locations/us-central1/services/netra-backend-staging";
const folder = google.missing ? "" : temporaryFolder();
let made = 0;

/** Plans with real Terraform as a job does, and writes down what the plan does. */
async function changesOf(sandbox: Sandbox, stack: StackJson): Promise<string> {
  made += 1;
  sandbox.write({ "cdk.tf.json": JSON.stringify(stack) });
  const { json } = await sandbox.plan("-lock=false");
  const [planFile, file] = ["plan.json", `changes-${made}.json`].map((name) => join(sandbox.folder, name)) as [
    string,
    string,
  ];
  writeFileSync(planFile, JSON.stringify(json));
  planChanges(["staging", planFile, sandbox.folder, file], { COMMIT: HEAD, GITHUB_RUN_ID: "42" });
  return file;
}

const compared = (one: string, other: string) => sameChanges(["staging", one, other], { COMMIT: HEAD, RUN: "42" });

function edited(change: (cache: StackJson, stack: StackJson) => void): StackJson {
  const stack = structuredClone(main);
  change(stack.resource.google_redis_instance.cache, stack);
  return stack;
}

itNeeds(google, "what real Terraform plans is the same when it is planned again, and another plan is not", async () => {
  jest.spyOn(console, "log").mockImplementation(() => {});
  const sandbox = await Sandbox.open(folder, findTools());
  try {
    const bucket = main.terraform.backend.gcs.bucket;
    await sandbox.callApi("POST", "storage/v1/b?project=netra-staging", { name: bucket });
    sandbox.write({ "cdk.tf.json": JSON.stringify(main) });
    await sandbox.mustSucceed("init", "-input=false", "-no-color");

    const [first, again] = [await changesOf(sandbox, main), await changesOf(sandbox, main)];
    expect(compared(first, again)).toMatch(/^the plan of staging does what was reviewed: \d+ changes, and no other$/);
    await sandbox.mustSucceed("apply", "-input=false", "-no-color", "plan.tfplan");

    const larger = edited((cache) => {
      cache.memory_size_gb += 3;
    });
    const reviewed = await changesOf(sandbox, larger);
    expect(JSON.parse(readFileSync(reviewed, "utf8")).changes).toMatchObject([
      { address: "google_redis_instance.cache", actions: ["update"] },
    ]);

    // A release between the review and the merge: the plan leaves it alone, and so does the comparison.
    const service = (await sandbox.callApi("GET", SERVICE)) as StackJson;
    service.template.containers[0].image = "us-docker.pkg.dev/netra/backend:2";
    await sandbox.callApi("PATCH", SERVICE, service);
    expect(compared(reviewed, await changesOf(sandbox, larger))).toContain("1 changes, and no other");

    const others: [StackJson, RegExp][] = [
      [
        edited((cache) => (cache.memory_size_gb += 4)),
        /cache: memory_size_gb was reviewed as 1 -> 4, and is planned as 1 -> 5/,
      ],
      [main, /update was reviewed, and is not planned/],
      [
        edited((cache, stack) => {
          cache.memory_size_gb += 3;
          stack.resource.google_project_iam_member = {
            own: { project: "netra-staging", role: "roles/owner", member: "user:a@b.example" },
          };
        }),
        /google_project_iam_member.own: create, and nobody has reviewed it/,
      ],
      [
        edited((cache, stack) => {
          cache.memory_size_gb += 3;
          delete stack.resource.google_cloud_run_v2_service_iam_member;
        }),
        /: delete, and nobody has reviewed it/,
      ],
      [
        edited((cache, stack) => {
          cache.memory_size_gb += 3;
          stack.output.redis_port.value = "6380";
        }),
        /output.redis_port: update, and nobody has reviewed it/,
      ],
    ];
    for (const [stack, reason] of others) {
      const planned = await changesOf(sandbox, stack);
      expect(() => compared(reviewed, planned)).toThrow(reason);
    }

    // What is protected is not replaced: such a plan has failed, and says nothing that could be compared.
    const elsewhere = edited((cache) => {
      cache.region = "us-east1";
    });
    await expect(changesOf(sandbox, elsewhere)).rejects.toThrow("the plan is not whole");

    // Nothing that the cloud keeps secret is in any of them.
    const secrets = secretsIn(sandbox.cloud.cloud.store);
    expect(secrets.length).toBeGreaterThan(0);
    for (let file = 1; file < made; file += 1) {
      const text = readFileSync(join(sandbox.folder, `changes-${file}.json`), "utf8");
      expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    }
  } finally {
    await sandbox.close();
  }
});
