import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LiveProject, PROJECT } from "../inventory/live";
import { run } from "../inventory/run";

jest.setTimeout(120_000);

// The command as people type it, in a process of its own.

let live: LiveProject;
let folder: string;
beforeAll(async () => {
  live = await LiveProject.open();
  await live.settle();
});
afterAll(() => live.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "diagnose-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const diagnose = (args: string[] = [], env: NodeJS.ProcessEnv = {}) =>
  run(live, folder, ["diagnose", "--project", PROJECT, ...args], env);

test("without credentials nothing is looked at, in one sentence", async () => {
  const { status, stdout, stderr } = await diagnose([], { GOOGLE_OAUTH_ACCESS_TOKEN: "" });
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toMatch(/^lineup: there are no credentials: run gcloud auth application-default login/);
});

test("a service that nobody knows is refused, with those that are there", async () => {
  const { status, stdout, stderr } = await diagnose(["--service", "acme-apl"]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain(`there is no service acme-apl in the project ${PROJECT}: it has acme-api`);
});

test.each([
  [["--service", "Not A Name"], "--service takes the name of a Cloud Run service"],
  [["--bundle", "incident.json"], "--bundle takes the name of the markdown file"],
  [["--config", "nowhere"], "nowhere does not exist"],
])("%j is refused before anybody is asked", async (args, sentence) => {
  const { status, stdout, stderr } = await diagnose(args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain(sentence);
});

describe("an API that is down", () => {
  test("what the others say is printed, with the permission that is missing", async () => {
    live.cloud.expect({ path: /global\/firewalls$/, does: { status: 403 } });
    const { status, stdout } = await diagnose(["--format", "json"]);
    const { verdict, looks } = JSON.parse(stdout);
    expect({ status, verdict }).toEqual({ status: 3, verdict: "unknown" });
    const paths = looks.find(({ part }: { part: string }) => part === "paths");
    expect(paths).toMatchObject({ did: "in part" });
    expect(paths.why).toContain("compute.firewalls.list");
  });
});

describe("the bundle", () => {
  test("a ticket and its JSON, for nobody else to read", async () => {
    await live.firewall("deny-redis", { denied: [{ IPProtocol: "tcp" }], destinationRanges: ["10.0.0.0/8"] });
    const { status, stdout } = await diagnose(["--bundle", "incident.md"]);
    expect(status).toBe(1);
    expect(stdout.split("\n")[0]).toMatch(/^x BROKEN|✗ BROKEN/);
    expect(readdirSync(folder).sort()).toEqual(["incident.json", "incident.md"]);
    for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
    const ticket = readFileSync(join(folder, "incident.md"), "utf8");
    expect(ticket.match(/^## .*/gm)).toEqual(["## Problem", "## Evidence", "## Impact", "## Plan", "## Not looked at"]);
    expect(ticket).toContain("gcloud compute firewall-rules update deny-redis --disabled --project acme-staging");
    const report = JSON.parse(readFileSync(join(folder, "incident.json"), "utf8"));
    expect(report.causes[0].code).toBe("FIREWALL_RULE");
  });

  test("one that cannot be written is no reason to keep quiet about what was found", async () => {
    const { status, stdout, stderr } = await diagnose(["--bundle", "no-such-folder/incident.md"]);
    expect(status).toBe(2);
    expect(stdout).toContain("FIREWALL_RULE");
    expect(stderr).toContain("the bundle was not written: no-such-folder/incident.md cannot be written");
    expect(readdirSync(folder)).toEqual([]);
  });

  test("what was there stays as it is where the other file cannot be written", async () => {
    writeFileSync(join(folder, "incident.md"), "the old one");
    mkdirSync(join(folder, "incident.json"));
    const { status, stderr } = await diagnose(["--bundle", "incident.md"]);
    expect(status).toBe(2);
    expect(stderr).toContain("incident.json cannot be written: it is a folder");
    expect(readFileSync(join(folder, "incident.md"), "utf8")).toBe("the old one");
    expect(readdirSync(folder).sort()).toEqual(["incident.json", "incident.md"]);
  });
});
