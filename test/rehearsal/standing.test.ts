import { readFileSync } from "node:fs";
import { join } from "node:path";
import { synthesize } from "../../main";
import { openStanding } from "../../rehearsal/standing";
import { movedTo, readStanding, standingStaleness } from "../../rehearsal/standing/standing";
import { temporaryFolder } from "../support/folder";

const HOUR = 60 * 60 * 1000;
const REMEDY = "run npm run record -- standing";

describe("the staging that stands without Terraform", () => {
  const out = temporaryFolder();
  synthesize(out);
  const root = readFileSync(join(out, "stacks/staging/cdk.tf.json"), "utf8");
  const recorded = readStanding();

  test("is what ships", () => {
    expect(standingStaleness(root, recorded)).toBeUndefined();
  });

  test("is stale when what ships changes, or the provider, with the command that records it again", () => {
    expect(standingStaleness(`${root} `, recorded)).toBe(
      `what staging ships has changed since it was recorded - ${REMEDY}`,
    );
    expect(standingStaleness(root, { ...recorded, provider: "6.49.0" })).toBe(
      `staging was recorded with google 6.49.0, not with ${recorded.provider} - ${REMEDY}`,
    );
  });

  test("answers as the cloud did that it was recorded from: its Redis, its state, who deployed and released", async () => {
    const cloud = await openStanding();
    try {
      const get = async (path: string) => JSON.parse(await (await fetch(`${cloud.url}/${path}`)).text());
      const location = "projects/netra-staging/locations/us-central1";
      const { state, host } = await get(`redis/v1/${location}/instances/staging-redis`);
      expect(state).toBe("READY");
      expect(cloud.objects.read("netra-staging-terraform-state", "staging/default.tfstate")).toContain(host);
      const { revisions } = await get(`run/v2/${location}/services/netra-backend-staging/revisions`);
      const made = revisions.map(({ creator, client }: Record<string, string>) => [creator?.split("@")[0], client]);
      expect(made).toEqual([
        ["lineup-deploy", undefined],
        ["lineup-release", "gcloud"],
        ["lineup-release", "gcloud"],
      ]);
      expect(cloud.inventions).toEqual([]);
    } finally {
      await cloud.close();
    }
  });

  test("was deployed yesterday, whenever it is asked", () => {
    const now = new Date();
    const moved = movedTo(recorded, recorded.at, now, 26 * HOUR);
    expect(Date.parse(moved.at)).toBe(now.getTime() - 26 * HOUR);
    const [, thing] = moved.contents.things.find(([name]) => name.endsWith("/services/netra-backend-staging")) ?? [];
    expect(now.getTime() - Date.parse(String(thing?.updateTime))).toBeGreaterThan(25 * HOUR);
    // What is older than the recording, and what is no time, stays.
    expect(movedTo(["2025-01-01T00:00:00Z", "1.2.3"], recorded.at, now, HOUR)).toEqual([
      "2025-01-01T00:00:00Z",
      "1.2.3",
    ]);
  });
});
