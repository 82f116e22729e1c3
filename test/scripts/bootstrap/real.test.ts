import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environmentFor, OWNER_TOKEN } from "../../../rehearsal/endpoints";
import { LoopbackCloud } from "../../../rehearsal/server/http";
import { stateIn } from "../../../scripts/cloud/state";
import { itNeeds, provider } from "../../support/needs";
import { read, stagingInput, synthesizeEnvironment } from "../../support/synth";
import { Hosted } from "../github/hosted";

jest.setTimeout(300_000);

const google = provider(synthesizeEnvironment(read(stagingInput())).terraform.required_providers);
const root = join(__dirname, "../../..");
const PROJECT = "netra-staging";

let cloud: LoopbackCloud;
let hosted: Hosted;
let folder: string;
beforeEach(async () => {
  cloud = await LoopbackCloud.start();
  hosted = await new Hosted().start();
  folder = mkdtempSync(join(tmpdir(), "bootstrapping-"));
  // The provider that is installed here need not be the one of the lock file: what is built from its sources has another hash.
  const real = spawnSync("sh", ["-c", "command -v terraform"], { encoding: "utf8" }).stdout.trim();
  const wrapped = `#!/bin/sh\n[ "$1" = init ] && rm -f .terraform.lock.hcl\n[ "$KILLED_AT" = "$1" ] && kill -9 $PPID\nexec ${real} "$@"\n`;
  writeFileSync(join(folder, "terraform"), wrapped, { mode: 0o755 });
});
afterEach(async () => {
  await cloud.close();
  await hosted.stop();
  rmSync(folder, { recursive: true, force: true });
});
afterAll(() => google.remove());

interface Said {
  code: number | null;
  text: string;
}

function started(script: string, args: string[], changes: NodeJS.ProcessEnv = {}): ChildProcess {
  const env = {
    ...environmentFor(cloud.url, process.env),
    ...{ CDKTF_OUTDIR: join(folder, "cdktf.out"), TERRAFORM_BINARY_NAME: join(folder, "terraform") },
    ...{ GITHUB_API_URL: hosted.url, GITHUB_TOKEN: "token-of-an-administrator" },
    ...changes,
  };
  return spawn(process.execPath, ["build/run.js", `scripts/${script}.ts`, ...args], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function run(script: string, args: string[], changes: NodeJS.ProcessEnv = {}): Promise<Said> {
  const child = started(script, args, changes);
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (said: string) => (text += said));
  return new Promise((done) => child.on("close", (code) => done({ code, text })));
}

const bootstrap = (...args: string[]) => run("bootstrap", ["staging", "-auto-approve", "-no-color", ...args]);
const REPOSITORY = ["--repository", "netra/environment"];
const doctor = () => run("doctor", ["staging"]);

async function does(method: string, path: string): Promise<void> {
  const asked = {
    method,
    headers: { authorization: `Bearer ${OWNER_TOKEN}` },
    ...(method === "POST" ? { body: "{}" } : {}),
  };
  const { ok, status } = await fetch(`${cloud.url}/${path}`, asked);
  if (!ok) throw new Error(`${method} ${path}: ${status}`);
}

/** Somebody's first step: what Terraform needs in order to turn on the rest. */
async function turnOn(): Promise<void> {
  for (const api of ["serviceusage", "cloudresourcemanager", "iam", "storage"]) {
    await does("POST", `serviceusage/v1/projects/${PROJECT}/services/${api}.googleapis.com:enable`);
  }
}

async function inBucket() {
  const path = `storage/v1/b/${PROJECT}-terraform-state/o/staging-bootstrap%2Fdefault.tfstate?alt=media`;
  const answer = await fetch(`${cloud.url}/${path}`, { headers: { authorization: `Bearer ${OWNER_TOKEN}` } });
  return answer.ok ? stateIn(await answer.text()) : undefined;
}

/** Files beside the synthesized stacks: of a state none may stay. */
const leftHere = () => readdirSync(folder).filter((name) => name.includes("tfstate"));

describe("with real terraform on the loopback cloud", () => {
  itNeeds(google, "one command makes all that the environment stands on, and moves its own state there", async () => {
    const early = await bootstrap(...REPOSITORY);
    expect(early).toMatchObject({
      code: 2,
      text: expect.stringContaining("gcloud services enable serviceusage.googleapis.com"),
    });
    await turnOn();
    // Who approves a deploy is said by hand: the owners in CODEOWNERS are none of this repository's.
    const first = await bootstrap(...REPOSITORY);
    expect(first.text).toContain(
      "staging-bootstrap is as written, and its state is in gs://netra-staging-terraform-state",
    );
    expect(first.text).toMatch(/not set: environment staging: nobody could be named/);
    expect(first.code).toBe(1);
    expect((await inBucket())?.outputs).toMatchObject({
      repository: "netra/environment",
      repository_id: "4711",
      repository_owner_id: "42",
    });
    expect(leftHere()).toEqual([]);

    hosted.environments.set("staging", {
      variables: [],
      policies: [],
      said: {
        name: "staging",
        protection_rules: [{ type: "required_reviewers", reviewers: [{ type: "User", reviewer: { id: 9 } }] }],
        deployment_branch_policy: null,
      },
    });
    // The repository is known by now.
    const second = await bootstrap();
    expect(second.text).toContain("No changes. Your infrastructure matches the configuration.");
    expect(second.text).toContain("environment staging: corrected");
    expect(second.code).toBe(0);
    expect(leftHere()).toEqual([]);
    // What the loopback cloud does not answer is unread; nothing is said to be wrong.
    const { text } = await doctor();
    expect(text).not.toContain("not as written");
    expect(text).toContain(
      "✓ GitHub's settings: staging-plan, staging-main, staging-probe, staging, protection of main",
    );
    expect(cloud.inventions).toEqual([]);
  });

  itNeeds(google, "killed after the apply, and before the state has moved, the same command goes on", async () => {
    await turnOn();
    const killed = await run("bootstrap", ["staging", "-auto-approve", ...REPOSITORY], { KILLED_AT: "plan" });
    expect(killed.code).toBeNull();
    expect(leftHere()).toEqual(["staging-bootstrap.tfstate"]);
    const { lineage } = stateIn(readFileSync(join(folder, "staging-bootstrap.tfstate"), "utf8"));
    expect((await bootstrap(...REPOSITORY)).text).toContain("is as written");
    expect((await inBucket())?.lineage).toBe(lineage);
    expect(leftHere()).toEqual([]);
  });

  itNeeds(google, "a state that was lost is found again, and what was deleted is brought back first", async () => {
    await turnOn();
    await bootstrap(...REPOSITORY);
    await does("DELETE", `storage/v1/b/${PROJECT}-terraform-state/o/staging-bootstrap%2Fdefault.tfstate`);
    const pool = `iam/v1/projects/${PROJECT}/locations/global/workloadIdentityPools/github`;
    await does("DELETE", pool);
    const refused = await bootstrap(...REPOSITORY);
    expect(refused).toMatchObject({
      code: 2,
      text: expect.stringContaining(
        "gcloud iam workload-identity-pools undelete github --location global --project netra-staging",
      ),
    });
    expect((await doctor()).text).toContain("pool github is deleted, and keeps its id");
    await does("POST", `${pool}:undelete`);
    const again = await bootstrap(...REPOSITORY);
    expect(again.text).toMatch(/There already, and taken over: .*netra-staging-terraform-state/);
    expect(again.text).toMatch(/Apply complete! Resources: 14 imported, /);
    expect((await inBucket())?.addresses).toContain("google_iam_workload_identity_pool_provider.github_provider");
    expect(leftHere()).toEqual([]);
  });
});
