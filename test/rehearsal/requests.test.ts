import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { written } from "../../environments";
import { readEnvironments } from "../../environments/environment";
import { LiveProject } from "../../lineup/test/inventory/live";
import { APPS, rootsOf } from "../../rehearsal/recording/request-recorder";
import { askedOn, lines, methodsOf, readRequests, requestsStaleness } from "../../rehearsal/recording/requests";
import { temporaryFolder } from "../support/folder";

const ROOT = join(__dirname, "../..");
const environments = readEnvironments(written);
const recording = readRequests();
if (!recording) throw new Error("there is no recording of requests - run npm run record -- requests");

/** What the recording would be made from now. */
function roots(): Record<string, string> {
  const out = temporaryFolder();
  const synthesized = Object.entries(APPS).map(([name, app]) => {
    const CDKTF_OUTDIR = join(out, name);
    execFileSync(process.execPath, ["build/run.js", app], {
      cwd: ROOT,
      env: { ...process.env, CDKTF_OUTDIR },
      stdio: "pipe",
    });
    return [name, join(CDKTF_OUTDIR, "stacks")];
  });
  return rootsOf(environments, Object.fromEntries(synthesized));
}

describe("the recorded requests", () => {
  const now = roots();

  test("are of what ships", () => {
    expect(requestsStaleness(now, recording)).toBeUndefined();
  });

  test("are stale when what ships changes, or the provider, with the command that records them again", () => {
    const [[name = "", root = ""] = []] = Object.entries(now);
    expect(requestsStaleness({ ...now, [name]: `${root} ` }, recording)).toBe(
      "what ships has changed since its requests were recorded - run npm run record -- requests",
    );
    expect(requestsStaleness(now, { ...recording, provider: "6.49.0" })).toMatch(
      /^the requests were recorded with google 6\.49\.0, not with \d.* - run npm run record -- requests$/,
    );
  });

  test("hold every method that the inventory asks", async () => {
    const live = await LiveProject.open();
    await live.settle();
    const already = live.cloud.asked.length;
    await live.read();
    await live.close();
    const asked = live.cloud.asked.slice(already).flatMap(({ called }) => called ?? []);
    const recorded = methodsOf(recording, "inventory").map(({ method }) => method);
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.filter((method) => !recorded.includes(method))).toEqual([]);
  });

  test("of a plan, a drift and an inventory change nothing", () => {
    const reading = (["plan", "drift", "inventory"] as const).flatMap((one) => methodsOf(recording, one));
    expect(reading.filter(({ method }) => !/\.(get|list|aggregatedList)[A-Z]?\w*$/.test(method))).toEqual([]);
  });
});

test.each([
  ["project", "storage.buckets.insert", "/storage/v1/b"],
  ["bucket", "storage.objects.get", "/storage/v1/b/x/o/y"],
  ["project", "secretmanager.projects.secrets.create", "/secretmanager/v1/projects/p/secrets"],
  ["secret", "secretmanager.projects.secrets.addVersion", "/secretmanager/v1/projects/p/secrets/key:addVersion"],
  [
    "other secret",
    "secretmanager.projects.secrets.setIamPolicy",
    "/secretmanager/v1/projects/p/secrets/keys:setIamPolicy",
  ],
  ["secret", "secretmanager.projects.secrets.versions.get", "/secretmanager/v1/projects/p/secrets/key/versions/1"],
  ["project", "iam.projects.serviceAccounts.list", "/iam/v1/projects/p/serviceAccounts"],
  ["account", "iam.projects.serviceAccounts.get", "/iam/v1/projects/p/serviceAccounts/a@b"],
  ["project", "redis.projects.locations.instances.get", "/redis/v1/projects/p/locations/l/instances/secrets"],
])("a role for this is granted on a %s: %s", (on, method, path) => {
  expect(askedOn(method, path, ["key"])).toBe(on);
});

test("each method is written once, in the order of the alphabet", () => {
  const asked = [
    { method: "b.get", on: "project" as const },
    { method: "a.get", on: "bucket" as const },
    { method: "b.get", on: "project" as const },
  ];
  expect(lines(asked)).toEqual(["a.get on bucket", "b.get on project"]);
});
