import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../../test/support/folder";
import { typed } from "../commands/process";
import type { Json } from "../inputs";
import { app } from "./app";
import { oldState } from "./old-state";
import { rowOf } from "./run";
import { ADDRESSES, found, inventory, P, SECRET } from "./world";

// Where no input is named, the app of this folder is asked: it synthesizes, and again with the sentences in question.

const folder = temporaryFolder();
const home = process.cwd();
const WRITTEN = "environments/adoptions/staging.json";

beforeEach(() => process.chdir(app(mkdtempSync(join(folder, "app-")))));
afterEach(() => process.chdir(home));

function given(change: (live: Json) => void = () => {}): string {
  const live = inventory();
  change(live);
  writeFileSync("live.json", JSON.stringify(live));
  return "live.json";
}
const adopt = (live: string, ...options: string[]) => typed(["adopt", "--inventory", live, ...options]);
async function report(live: string, ...options: string[]): Promise<Json> {
  const { stdout, stderr } = await adopt(live, "--format", "json", ...options);
  return JSON.parse(stdout === "" ? JSON.stringify({ stderr }) : stdout);
}
const written = (): Json => JSON.parse(readFileSync(WRITTEN, "utf8"));

const grown = (live: Json) => {
  found(live, "google_vpc_access_connector").max_instances = 10;
};
const bigger = (live: Json) => {
  found(live, "google_redis_instance").memory_size_gb = 5;
};
const renamed = (live: Json) => {
  const redis = live.resources.find(({ type }: Json) => type === "google_redis_instance");
  redis.name = redis.values.name = "acme-redis-7f3a";
  redis.values.id = redis.values.id.replace(/acme-redis$/, "acme-redis-7f3a");
};

test("the stack with services in the project is the one that is compared", async () => {
  expect(await report(given())).toMatchObject({ environment: "staging", project: P, verdict: "ready" });
});

test.each([
  [
    "--environment of none",
    ["--environment", "stagin"],
    /the app has no stack "stagin": --environment takes staging, staging-bootstrap/,
  ],
  [
    "a project of none",
    ["--project", "acme-production"],
    /no stack of the app has services in the project acme-production: --environment takes one of staging/,
  ],
])("%s is refused, with those that there are", async (_, options, says) => {
  const source = options.includes("--project") ? [] : ["--inventory", given()];
  const { status, stdout, stderr } = await typed(["adopt", ...source, ...options]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toMatch(says);
});

describe("a sentence that is proposed was tried", () => {
  test("with it the row comes to what is promised", async () => {
    const row = rowOf(await report(given(grown)), ADDRESSES.connector);
    expect(row).toMatchObject({ outcome: "replaced", withSentences: "no change" });
    expect(row.sentences).toMatchObject([{ setting: "connector.instances.max", written: "3", proposed: "10" }]);
  });

  test("one that the app refuses is none", async () => {
    const found20 = await report(
      given((live) => {
        found(live, "google_vpc_access_connector").max_instances = 20;
      }),
    );
    expect(rowOf(found20, ADDRESSES.connector)).toMatchObject({ outcome: "replaced", sentences: [] });
    expect(found20.sentences).toEqual([]);
  });

  test("one that changes nothing is none", async () => {
    app(process.cwd(), { deaf: true });
    const row = rowOf(await report(given(bigger)), ADDRESSES.redis);
    expect(row).toMatchObject({ outcome: "changes", sentences: [] });
  });

  test("one that is refused takes no other with it", async () => {
    const both = given((live) => {
      bigger(live);
      found(live, "google_vpc_access_connector").max_instances = 20;
    });
    expect((await report(both)).sentences).toMatchObject([{ setting: "redis.memoryGb" }]);
  });

  test("a name that is taken over shows what else differs, in the same report", async () => {
    const { sentences, rows } = await report(
      given((live) => {
        bigger(live);
        renamed(live);
      }),
    );
    expect(sentences.map(({ setting }: Json) => setting)).toEqual(["redis.name", "redis.memoryGb"]);
    expect(rowOf({ rows }, ADDRESSES.redis)).toMatchObject({ outcome: "create", withSentences: "no change" });
  });

  test("a variable that nobody wrote is proposed by its name, and its value is not printed", async () => {
    const json = await report(
      given((live) => {
        const [container] = found(live, "google_cloud_run_v2_service").template[0].containers;
        container.env.push({ name: "LEGACY", value: SECRET });
      }),
    );
    expect(json.sentences).toMatchObject([{ setting: "services.api.env.LEGACY", written: "nothing" }]);
    expect(rowOf(json, ADDRESSES.service)).toMatchObject({ outcome: "changes", withSentences: "no change" });
    expect(JSON.stringify(json)).not.toContain(SECRET);
  });
});

describe("--write", () => {
  test("writes what is taken over, by address and import id, with what was seen and when", async () => {
    const { status, stdout } = await adopt(given(bigger), "--write");
    expect(status).toBe(1);
    expect(stdout).toContain(`${WRITTEN} says 5 imports: synthesize, and read the plan.`);
    const { schema, environment, project, seenAt, resources } = written();
    expect({ schema, environment, project }).toEqual({
      schema: "lineup/adoption/1",
      environment: "staging",
      project: P,
    });
    expect(seenAt).toBe(JSON.parse(readFileSync("live.json", "utf8")).readAt);
    expect(resources).toContainEqual({
      address: ADDRESSES.redis,
      id: `projects/${P}/locations/us-central1/instances/acme-redis`,
      seen: "import: changes memory_size_gb",
    });
  });

  test("leaves out what is not there", async () => {
    await adopt(
      given((live) => void live.resources.splice(2, 1)),
      "--write",
    );
    expect(written().resources.map(({ address }: Json) => address)).not.toContain(ADDRESSES.redis);
    expect(written().resources).toHaveLength(4);
  });

  test.each<[string, (live: Json) => void, RegExp]>([
    [
      "would be replaced",
      grown,
      /nothing was written: google_vpc_access_connector\.connector \(replaced\) cannot be taken over/,
    ],
    [
      "cannot be told",
      (live) => {
        found(live, "google_cloud_run_v2_service").template[0].containers[0].env[2].value = null;
      },
      /google_cloud_run_v2_service\.api \(unknown\)/,
    ],
  ])("writes nothing where something %s, neither for here nor for the old root", async (_, change, says) => {
    writeFileSync("old.json", JSON.stringify(oldState()));
    const asked = ["--write", "--old", "old.json", "--removed", "removed.tf.json"];
    const { status, stdout, stderr } = await adopt(given(change), ...asked);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(says);
    expect([existsSync(WRITTEN), existsSync("removed.tf.json")]).toEqual([false, false]);
  });

  test("writes neither file where one of them cannot be written", async () => {
    writeFileSync("old.json", JSON.stringify(oldState()));
    mkdirSync("folder");
    const { status } = await adopt(given(), "--write", "--old", "old.json", "--removed", "folder");
    expect(status).toBe(2);
    expect(existsSync(WRITTEN)).toBe(false);
  });

  test("writes no file where nothing is left to take over", async () => {
    const { status, stdout } = await adopt(
      given((live) => {
        live.resources = [];
      }),
      "--write",
    );
    expect(status).toBe(0);
    expect(stdout).toContain(`${WRITTEN} is not written: nothing is left to take over.`);
    expect(existsSync(WRITTEN)).toBe(false);
  });

  test("of a stack without settings is refused before anything is compared", async () => {
    const { status, stderr } = await adopt(given(), "--write", "--environment", "staging-bootstrap");
    expect(status).toBe(2);
    expect(stderr).toMatch(/staging-bootstrap has no settings\.json beside it/);
  });
});
