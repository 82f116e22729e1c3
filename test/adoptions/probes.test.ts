import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PROJECT, post } from "../../corpus/adoptions/case";
import { type RecordedWorld, readWorld } from "../../corpus/adoptions/recording";
import { Foretelling, type Foretold } from "../../lineup/src/adopt/foretell";
import { readText } from "../../lineup/src/inputs/read";
import { synthesize } from "../../main";
import { argsOf, COMMAND } from "../../probe/command";
import { PROBE_IMAGE } from "../../probe/image";
import { become, liveModel, stackFile } from "../../rehearsal/recording/adoptions/world";
import { asGcloud } from "../../rehearsal/recording/out-of-band";
import { LoopbackCloud } from "../../rehearsal/server/http";

// The probes, which the cases of adoption leave out: nobody has made them by hand, and somebody may have.

const PROBE = "google_cloud_run_v2_job.backend_service_probe";
const LOCATION = `projects/${PROJECT}/locations/us-central1`;

let cloud: LoopbackCloud;
const folder = mkdtempSync(join(tmpdir(), "probes-"));
beforeAll(async () => {
  cloud = await LoopbackCloud.start();
  synthesize(folder);
});
afterAll(async () => {
  await cloud.close();
  rmSync(folder, { recursive: true });
});

/** What is foretold of the probes where somebody has made these jobs. */
async function foretold(...made: ReturnType<typeof post>[]): Promise<Foretold[]> {
  await become(asGcloud(cloud), readWorld() as RecordedWorld, { id: "probes", about: "", edits: made });
  const file = stackFile(join(folder, "stacks/staging"));
  const stack = readText(readFileSync(file, "utf8"), file);
  const all = new Foretelling(stack, await liveModel(asGcloud(cloud)), PROJECT).all();
  return all.filter(({ resource }) => resource.type.startsWith("google_cloud_run_v2_job"));
}

const secret = (name: string) => ({ secret: name, version: "1" });
const job = (container: object = {}) =>
  post(`run/v2/${LOCATION}/jobs?jobId=netra-backend-staging-probe`, {
    labels: { "lineup-probe": "netra-backend-staging" },
    launchStage: "GA",
    template: {
      taskCount: 1,
      parallelism: 1,
      template: {
        containers: [
          {
            image: PROBE_IMAGE,
            command: COMMAND,
            args: argsOf(),
            env: [
              { name: "REDIS_HOST", value: "10.166.0.3" },
              { name: "REDIS_PASSWORD", valueSource: { secretKeyRef: secret("staging-redis-auth") } },
              { name: "REDIS_PORT", value: "6379" },
            ],
            resources: { limits: { cpu: "1", memory: "512Mi" } },
            ...container,
          },
        ],
        executionEnvironment: "EXECUTION_ENVIRONMENT_GEN2",
        maxRetries: 0,
        timeout: "50s",
        serviceAccount: `netra-backend-staging@${PROJECT}.iam.gserviceaccount.com`,
        vpcAccess: { connector: `${LOCATION}/connectors/staging-connector`, egress: "PRIVATE_RANGES_ONLY" },
      },
    },
  });

test("a probe that is not there is foretold as new, with who may run it", async () => {
  const all = await foretold();
  expect(all.map(({ change, unclear }) => [change.action, unclear])).toEqual(all.map(() => ["create", undefined]));
  expect(all).toHaveLength(4);
});

test("one that is there is taken over by its id, and of what it is only what import leaves open is said again", async () => {
  const probe = (await foretold(job())).find(({ change }) => change.address === PROBE);
  expect(probe).toMatchObject({ id: `${LOCATION}/jobs/netra-backend-staging-probe`, unclear: undefined });
  expect([probe?.change.action, probe?.forcing]).toEqual(["update", []]);
  const attributes = new Set(probe?.differences.map(({ attribute }) => attribute.split(/[.[]/)[0]));
  expect([...attributes].sort()).toEqual(["deletion_protection", "labels", "template"]);
});

test("an older script in it is a difference of its args, and no word of either is shown", async () => {
  const older = job({ args: [...argsOf().slice(0, 2), "process.exit(7)"] });
  const probe = (await foretold(older)).find(({ change }) => change.address === PROBE);
  const args = probe?.differences.filter(({ attribute }) => attribute.includes("args")) ?? [];
  expect(args.length).toBeGreaterThan(0);
});
