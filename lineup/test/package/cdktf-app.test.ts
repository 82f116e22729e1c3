import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { temporaryFolder } from "../../../test/support/folder";

const root = join(__dirname, "../../..");
const bin = join(root, "lineup/bin/lineup.js");
const folder = temporaryFolder();
let apps = 0;

/** A cdktf project that is nobody's of this repository: plain JavaScript, and stacks with other names. */
const STACKS = `
const { App, TerraformStack } = require("cdktf");
const { GoogleProvider } = require("@cdktf/provider-google/lib/provider");
const { ComputeNetwork } = require("@cdktf/provider-google/lib/compute-network");
const { CloudRunV2Service } = require("@cdktf/provider-google/lib/cloud-run-v2-service");
const { RedisInstance } = require("@cdktf/provider-google/lib/redis-instance");

class Shop extends TerraformStack {
  constructor(scope, id, egress) {
    super(scope, id);
    new GoogleProvider(this, "google", { project: "shop", region: "europe-west1" });
    const network = new ComputeNetwork(this, "net", { name: "net", autoCreateSubnetworks: true });
    const redis = new RedisInstance(this, "cart", {
      name: "cart", memorySizeGb: 1, authorizedNetwork: network.id, connectMode: "DIRECT_PEERING",
    });
    new CloudRunV2Service(this, "web", {
      name: "web", location: "europe-west1",
      template: {
        containers: [{ image: "web", env: [{ name: "REDIS_HOST", value: redis.host }, { name: "REDIS_PORT", value: "6379" }] }],
        ...(egress ? { vpcAccess: { egress: "PRIVATE_RANGES_ONLY", networkInterfaces: [{ network: network.id, subnetwork: "net" }] } } : {}),
      },
    });
  }
}
`;

function project(main: string, settings: object = { language: "typescript", app: "node main.js" }): string {
  apps += 1;
  const place = join(folder, `app-${apps}`);
  mkdirSync(place);
  symlinkSync(join(root, "node_modules"), join(place, "node_modules"));
  writeFileSync(join(place, "main.js"), main);
  writeFileSync(join(place, "cdktf.json"), typeof settings === "string" ? settings : JSON.stringify(settings));
  return place;
}

function verify(cwd: string, ...options: string[]) {
  const { CDKTF_OUTDIR: _, ...env } = process.env;
  return spawnSync(process.execPath, [bin, "verify", ...options], { cwd, env, encoding: "utf8" });
}

const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith("lineup-"));

test("every stack of a foreign app is judged under its own name, and nothing is written into its folder", () => {
  const there = project(`${STACKS}
    const app = new App();
    new Shop(app, "shop-open", true);
    new Shop(app, "shop-cut", false);
    new TerraformStack(app, "nothing-to-judge");
    app.synth();`);
  const before = readdirSync(there);
  const { status, stdout, stderr } = verify(there, "--format", "json");
  const { inputs } = JSON.parse(stdout);
  expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  expect(inputs.map(({ file, verdict }: { file: string; verdict: string }) => [file, verdict])).toEqual([
    ["shop-cut", "blocked"],
    ["shop-open", "reachable"],
  ]);
  expect(readdirSync(there)).toEqual(before);
});

test("the app of this repository is not asked from another folder", () => {
  const there = join(folder, "elsewhere");
  mkdirSync(there);
  const { status, stdout, stderr } = verify(there);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain("has no cdktf.json");
  expect(stderr).toContain("name a folder of Terraform");
});

test.each([
  ["no app", {}, 'cdktf.json has no "app"'],
  ["an app that is no text", { app: ["node", "main.js"] }, 'cdktf.json has no "app"'],
  ["no JSON", "{", "cdktf.json is not JSON"],
  ["a list", "[]", "cdktf.json holds a list"],
])("settings with %s are refused", (_, settings, sentence) => {
  const { status, stdout, stderr } = verify(project("", settings as object));
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain(sentence);
});

test("an app that fails is not judged by what it wrote before: its own words are shown", () => {
  const before = leftovers();
  const { status, stdout, stderr } = verify(
    project(`${STACKS}
      const app = new App();
      new Shop(app, "shop", true);
      app.synth();
      console.log("said on stdout");
      throw new Error("the key of the shop is missing");`),
  );
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain("said on stdout");
  expect(stderr).toContain("the key of the shop is missing");
  expect(stderr).toContain('the "app" of cdktf.json ("node main.js") ended with exit code 1: nothing was judged');
  expect(leftovers()).toEqual(before);
});

test("an app that writes somewhere else has said nothing", () => {
  const { status, stderr } = verify(
    project(`${STACKS} const app = new App({ outdir: "mine" }); new Shop(app, "shop", true); app.synth();`),
  );
  expect(status).toBe(2);
  expect(stderr).toContain("wrote no stack into the folder that CDKTF_OUTDIR names");
});

test("the context of cdktf.json reaches the app", () => {
  const there = project(
    `${STACKS} const app = new App(); new Shop(app, app.node.getContext("stack"), true); app.synth();`,
    { app: "node main.js", context: { stack: "from-context" } },
  );
  expect(JSON.parse(verify(there, "--format", "json").stdout).inputs[0].file).toBe("from-context");
});

/** An app that writes its stacks by hand, as one in any language may. */
function writing(stacks: Record<string, object>, more = ""): string {
  return `const fs = require("node:fs");
    for (const [name, json] of Object.entries(${JSON.stringify(stacks)})) {
      const folder = process.env.CDKTF_OUTDIR + "/stacks/" + name;
      fs.mkdirSync(folder, { recursive: true });
      fs.writeFileSync(folder + "/cdk.tf.json", JSON.stringify(json));
    }
    ${more}`;
}

const NET = `\${google_compute_network.net.id}`;
const REDIS = { name: "r", memory_size_gb: 1, region: "europe-west1", authorized_network: NET };
const ENV = [{ name: "REDIS_HOST", value: `\${google_redis_instance.r.host}` }];
const OPEN = {
  resource: {
    google_compute_network: { net: { name: "net", auto_create_subnetworks: true } },
    google_redis_instance: { r: REDIS },
    google_cloud_run_v2_service: {
      web: {
        ...{ name: "web", location: "europe-west1" },
        template: {
          containers: [{ image: "web", env: ENV }],
          vpc_access: { egress: "PRIVATE_RANGES_ONLY", network_interfaces: [{ network: NET, subnetwork: "net" }] },
        },
      },
    },
  },
};
const BUCKET = { resource: { google_storage_bucket: { state: { name: "state", location: "EU" } } } };
const verdicts = (stdout: string) =>
  JSON.parse(stdout).inputs.map(({ file, verdict }: { file: string; verdict: string }) => `${file} ${verdict}`);

test("a stack whose callers are of a kind that is not judged is not left out beside one that is reachable", () => {
  const old = { name: "old", runtime: "nodejs20", environment_variables: { REDIS_HOST: "10.9.9.9" } };
  const stacks = { a: OPEN, b: { resource: { google_cloudfunctions_function: { old } } }, c: BUCKET };
  const { status, stdout } = verify(project(writing(stacks)), "--format", "json");
  expect(verdicts(stdout)).toEqual(["a reachable", "b unknown"]);
  expect(status).toBe(3);
});

test("a stack without services is left out, but not its errors where --strict asks for them", () => {
  const network = { resource: { google_compute_router_nat: { nat: NAT } } };
  const there = project(writing({ a: OPEN, b: network }));
  expect(verdicts(verify(there, "--format", "json").stdout)).toEqual(["a reachable"]);
  const { status, stdout } = verify(there, "--format", "json", "--strict");
  expect(verdicts(stdout)).toEqual(["a reachable", "b none"]);
  expect(status).toBe(1);
});

const NAT = {
  ...{ name: "nat", router: "router", region: "europe-west1", nat_ip_allocate_option: "AUTO_ONLY" },
  source_subnetwork_ip_ranges_to_nat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
  ...{ enable_dynamic_port_allocation: true, enable_endpoint_independent_mapping: true },
};

test("what lies beside the stacks is passed over, and a link in place of a stack is not followed", () => {
  const beside = 'fs.writeFileSync(process.env.CDKTF_OUTDIR + "/stacks/.DS_Store", "");';
  expect(verify(project(writing({ a: OPEN }, beside)))).toMatchObject({ status: 0, stderr: "" });
  const linked = 'fs.symlinkSync("/etc", process.env.CDKTF_OUTDIR + "/stacks/etc");';
  const { status, stdout, stderr } = verify(project(writing({ a: OPEN }, linked)));
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain('wrote a link in place of the stack "etc"');
});

test("an app that asks lineup for the app of its own folder does not go on for ever", () => {
  const settings = { app: `${JSON.stringify(process.execPath)} ${JSON.stringify(bin)} verify` };
  const { status, stderr } = verify(project("", settings));
  expect(status).toBe(2);
  expect(stderr).toContain('LINEUP_IS_ASKING is set, so this is a part of the "app" of cdktf.json');
});

test("what keeps the app from being started is no defect of lineup", () => {
  const there = project(writing({ a: OPEN }), { app: "node main.js", context: { long: "x".repeat(200_000) } });
  expect(verify(there).stderr).toMatch(
    /^lineup: the "app" of cdktf\.json .* cannot be started: E2BIG: nothing was judged\n$/,
  );
  const env = { ...process.env, TMPDIR: join(folder, "nowhere") };
  const run = spawnSync(process.execPath, [bin, "verify"], { cwd: there, env, encoding: "utf8" });
  expect(run).toMatchObject({ status: 2, stdout: "" });
  expect(run.stderr).toMatch(/^lineup: no folder can be made in .*nowhere.*: its folder does not exist\n$/);
  const settings = project("");
  rmSync(join(settings, "cdktf.json"));
  mkdirSync(join(settings, "cdktf.json"));
  expect(verify(settings).stderr).toMatch(/^lineup: cdktf\.json is no file: /);
});

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s ends the app with all that it has started, and leaves no folder",
  async (signal) => {
    const TMPDIR = join(folder, `tmp-${signal}`);
    mkdirSync(TMPDIR);
    const there = project(
      `const { spawn } = require("node:child_process");
     const child = spawn(process.execPath, ["-e", "process.on('SIGINT', () => {}); setInterval(() => {}, 1000)"], { stdio: "inherit" });
     require("node:fs").writeFileSync("pids", child.pid + " " + process.pid);
     setInterval(() => {}, 1000);`,
      { app: "true && node main.js" },
    );
    const { CDKTF_OUTDIR: _, ...env } = process.env;
    const lineup = spawn(process.execPath, [bin, "verify"], { cwd: there, env: { ...env, TMPDIR }, stdio: "ignore" });
    const ended = new Promise((done) => lineup.on("exit", (code, by) => done(by ?? code)));
    while (!existsSync(join(there, "pids"))) await new Promise((done) => setTimeout(done, 50));
    lineup.kill(signal);
    expect(await ended).toBe(signal);
    const pids = readFileSync(join(there, "pids"), "utf8").split(" ").map(Number);
    expect(pids.filter(isRunning)).toEqual([]);
    expect(readdirSync(TMPDIR)).toEqual([]);
  },
);

/** What has ended and was not yet asked for by its parent does not run. */
function isRunning(pid: number): boolean {
  const status = `/proc/${pid}/status`;
  return existsSync(status) && !/^State:\s+[ZX]/m.test(readFileSync(status, "utf8"));
}

test("a stack that cannot be read is named by its name, not by the folder that is gone", () => {
  const there = project(`
    const { mkdirSync, writeFileSync } = require("node:fs");
    const place = process.env.CDKTF_OUTDIR + "/stacks/shop";
    mkdirSync(place, { recursive: true });
    writeFileSync(place + "/cdk.tf.json", '{"resource": ');`);
  const { status, stderr } = verify(there);
  expect(status).toBe(2);
  expect(stderr).toMatch(/^lineup: the stack shop\/cdk\.tf\.json is not JSON/);
});
