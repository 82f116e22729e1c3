import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
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
