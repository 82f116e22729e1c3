import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../../test/support/folder";
import { oldState } from "../adopt/old-state";
import { Adopting, rowOf } from "../adopt/run";
import { ADDRESSES, found, inventory, P, SECRET, settings, stack } from "../adopt/world";
import type { Json } from "../inputs";
import { typed } from "./process";

const folder = temporaryFolder();
const adopting = new Adopting(folder);

/** The inventory after something about it is different. */
function live(change: (live: Json) => void): Json {
  const json = inventory();
  change(json);
  return json;
}
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const env = (json: Json): Json[] => found(json, "google_cloud_run_v2_service").template[0].containers[0].env;

test("what is as it is written is taken over, and that is all that is said", async () => {
  const { status, stdout } = await adopting.typed(inventory());
  expect(status).toBe(0);
  expect(stdout).toMatch(/READY: 5 imports without a change\.\n$/);
  expect(stdout).not.toMatch(/Danger|Caution|Write in/);
});

test("each resource gets one row, with the id that Terraform imports it by", async () => {
  const { rows, counts } = await adopting.report(inventory());
  expect(rows.map(({ address }: Json) => address).sort()).toEqual(Object.values(ADDRESSES).sort());
  expect(counts).toMatchObject({ "no change": 5, unknown: 0 });
  expect(rowOf({ rows }, ADDRESSES.redis).id).toBe(`projects/${P}/locations/us-central1/instances/acme-redis`);
});

test("what is not there is created, and is given no id", async () => {
  const report = await adopting.report(
    live((json) => {
      json.resources = [];
    }),
  );
  expect(report).toMatchObject({ status: 0, verdict: "ready", counts: { create: 5 } });
  expect(report.rows.filter(({ id }: Json) => id !== undefined)).toEqual([]);
});

test("a difference is a change, with the sentence of the environment's file that undoes it", async () => {
  const report = await adopting.report(
    live((json) => {
      found(json, "google_redis_instance").memory_size_gb = 5;
    }),
  );
  expect(report).toMatchObject({ status: 1, verdict: "changes" });
  expect(rowOf(report, ADDRESSES.redis)).toMatchObject({
    outcome: "changes",
    changes: [{ attribute: "memory_size_gb", before: "5", after: "1" }],
    sentences: [{ setting: "redis.memoryGb", written: "1", proposed: "5" }],
  });
});

test("a connector that has grown would be replaced, with the reason and the sentence", async () => {
  const json = live((it) => {
    found(it, "google_vpc_access_connector").max_instances = 10;
  });
  const { stdout, status } = await adopting.typed(json);
  expect(status).toBe(1);
  expect(stdout).toMatch(/Would be replaced \(1\)\n.*google_vpc_access_connector\.connector\n\s+max_instances: 10 → 3/);
  expect(stdout).toMatch(/Write in environments\/staging\.ts \(1\)\n\s+- connector\.instances\.max: 3 → 10/);
});

test("a Redis of another name that the services use is said aloud, and made new only by whoever insists", async () => {
  const json = live((it) => {
    const redis = it.resources.find(({ type }: Json) => type === "google_redis_instance");
    redis.name = redis.values.name = "acme-redis-7f3a";
    redis.values.id = redis.values.id.replace(/acme-redis$/, "acme-redis-7f3a");
  });
  const { stdout, status } = await adopting.typed(json);
  expect(status).toBe(1);
  expect(stdout).toMatch(/Exists under another name \(1\)\n.*cache\n\s+acme-redis-7f3a does what it is for/);
  expect(stdout).toContain("redis.name: nothing → acme-redis-7f3a");
});

test("between two candidates it asks, and says where the answer is written", async () => {
  const json = live((it) => {
    const at = it.resources.findIndex(({ type }: Json) => type === "google_redis_instance");
    const [redis] = it.resources.splice(at, 1);
    for (const name of ["one", "two"]) {
      const id = redis.values.id.replace(/acme-redis$/, name);
      it.resources.push({ ...redis, name, values: { ...redis.values, name, id } });
    }
    env(it).splice(0, 1);
  });
  const row = rowOf(await adopting.report(json), ADDRESSES.redis);
  expect(row).toMatchObject({ outcome: "unknown", sameRole: ["one", "two"] });
  expect(row.why).toEqual(["which of these is it: one, two? Write its name as redis.name, and adopt again"]);
});

test("what an inventory withholds cannot be told, and is never taken for the same", async () => {
  const json = live((it) => {
    for (const one of env(it)) if (one.name === "MODE") one.value = null;
    it.withholds = true;
  });
  const report = await adopting.report(json);
  const row = rowOf(report, ADDRESSES.service);
  expect(report).toMatchObject({ status: 3, verdict: "unknown", sentences: [] });
  expect(row.outcome).toBe("unknown");
  expect(row.why.join()).toMatch(/^not read: .*env\[MODE\]\.value - .*--project compares them$/);
});

test("an API that could not be read leaves its rows open, and answers every other one", async () => {
  const why = "PERMISSION_DENIED: redis.instances.list";
  const report = await adopting.report(
    live((it) => {
      it.resources = it.resources.filter(({ type }: Json) => type !== "google_redis_instance");
      it.unread = [{ what: "Redis instances", why, types: ["google_redis_instance"] }];
    }),
  );
  expect(rowOf(report, ADDRESSES.redis)).toMatchObject({
    outcome: "unknown",
    why: [`Redis instances could not be read: ${why}`],
  });
  // The service reads its address.
  expect(report.rows.filter(({ outcome }: Json) => outcome === "unknown").map(({ address }: Json) => address)).toEqual(
    expect.arrayContaining([ADDRESSES.redis, ADDRESSES.service]),
  );
  expect(report.counts.unknown).toBe(2);
  expect(report.rows.filter(({ outcome }: Json) => outcome === "no change").length).toBeGreaterThanOrEqual(3);
  expect(report.unread).toEqual([`Redis instances could not be read: ${why}`]);
});

test("what is in the state is taken over already, and when all of it is, the file of the adoption can go", async () => {
  const type = (address: string) => address.split(".")[0];
  const resources = Object.values(ADDRESSES).map((address) => ({
    address,
    type: type(address),
    mode: "managed",
    values: {},
  }));
  const state = adopting.file("state.json", { format_version: "1.0", values: { root_module: { resources } } });
  const { stdout, status } = await adopting.typed(inventory(), "--state", state);
  expect(status).toBe(0);
  expect(stdout).toContain("delete the file of the adoption");
  expect(stdout).toMatch(/READY: all of it is in the state\.\n$/);
});

describe("values of variables", () => {
  const json = live((it) => {
    for (const one of env(it)) if (one.name === "MODE") one.value = SECRET;
    env(it).push({ name: "LEGACY", value: `${SECRET}-of-old` });
  });

  test.each(["text", "json", "markdown", "html", "sarif"])(
    "are in no line of %s, and their names are",
    async (format) => {
      const { stdout, stderr } = await adopting.typed(json, "--format", format);
      expect(`${stdout}${stderr}`).not.toContain(SECRET);
      if (format !== "sarif") expect(stdout).toContain("services.api.env.LEGACY");
    },
  );
});

describe("names that want to be something else", () => {
  const ESC = String.fromCodePoint(0x1b);
  const hostile = live((it) => {
    const redis = it.resources.find(({ type }: Json) => type === "google_redis_instance");
    const name = `x\nREADY: all of it is in the state.${ESC}[2J| a | b |`;
    redis.name = redis.values.name = name;
    found(it, "google_secret_manager_secret").labels = { [`a${ESC}[31m`]: `<script>${ESC}]0;t\u0007`, __proto__: "x" };
    it.resources.push({ type: "google_cloud_run_v2_service", name: "__proto__", values: { name: "__proto__" } });
    it.unread = [{ what: `y\n${ESC}[1A`, why: "z\nREADY: all of it is in the state." }];
  });

  test.each(["text", "json", "markdown", "html", "sarif"])(
    "cannot move the cursor, end a line or a tag in %s",
    async (format) => {
      const { stdout, stderr, status } = await adopting.typed(hostile, "--format", format);
      expect(stderr).toBe("");
      expect(status).toBe(3);
      expect(stdout).not.toContain(ESC);
      expect(stdout).not.toMatch(/^\W*READY/m);
      if (format === "html") expect(stdout).not.toContain("<script>\u0007");
      if (format === "json" || format === "sarif") expect(() => JSON.parse(stdout)).not.toThrow();
    },
  );
});

describe("what cannot be used is refused with exit code 2, and nothing is printed", () => {
  const refused = async (json: unknown, ...options: string[]) => {
    const { status, stdout, stderr } = await adopting.typed(json, ...options);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    return stderr;
  };

  test.each<[string, (json: Json) => void, RegExp]>([
    [
      "of another project",
      (it) => {
        it.project = "acme-production";
      },
      /of the project acme-production, and \S+ is of acme-staging: name the other/,
    ],
    [
      "older than an hour",
      (it) => {
        it.readAt = minutesAgo(61);
      },
      /was read 61 minutes ago, and an inventory counts for 60: run lineup inventory again/,
    ],
    [
      "without a time",
      (it) => {
        delete it.readAt;
      },
      /does not say when it was read: run lineup inventory again/,
    ],
    [
      "with a time that is none",
      (it) => {
        it.readAt = "yesterday";
      },
      /was read at "yesterday", which is no time/,
    ],
    [
      "of tomorrow",
      (it) => {
        it.readAt = minutesAgo(-1500);
      },
      /which is still to come/,
    ],
    [
      "that is none",
      (it) => {
        it.schema = "lineup/inventory/9";
      },
      /live\.json holds an object with the keys "schema"/,
    ],
  ])("an inventory %s", async (_, change, says) => {
    expect(await refused(live(change))).toMatch(says);
  });

  test("an inventory of an hour less a minute is used", async () => {
    expect(
      (
        await adopting.typed(
          live((it) => {
            it.readAt = minutesAgo(59);
          }),
        )
      ).status,
    ).toBe(0);
  });

  test("everything that is wrong is said at once", async () => {
    const state = adopting.file("state.json", inventory());
    const old = adopting.file("old.json", oldState("acme-production"));
    const said = await refused(
      live((it) => Object.assign(it, { project: "acme-production", readAt: minutesAgo(90) })),
      ...["--state", state, "--old", old],
    );
    for (const part of [/is of the project acme-production/, /90 minutes ago/, /is an inventory, and --state takes/]) {
      expect(said).toMatch(part);
    }
    expect(said).toMatch(/old\.json cannot be handed over: .*acme-production/);
    expect(said.trimEnd().split("\n")).toHaveLength(1);
  });

  test.each<[string, unknown, RegExp]>([
    ["a configuration", stack(), /is a configuration, and --state takes what terraform show -json prints of the state/],
    [
      "a plan",
      { format_version: "1.2", planned_values: { root_module: {} }, resource_changes: [] },
      /is a plan, and --state takes/,
    ],
    ["no JSON", "{", /state\.json/],
    [
      "another project's",
      {
        format_version: "1.0",
        values: {
          root_module: {
            resources: [
              {
                address: "google_compute_network.n",
                mode: "managed",
                type: "google_compute_network",
                values: { project: "other-one" },
              },
            ],
          },
        },
      },
      /holds google_compute_network\.n of the project other-one, and \S+ is of acme-staging/,
    ],
  ])("a state that is %s", async (_, json, says) => {
    expect(await refused(inventory(), "--state", adopting.file("state.json", json))).toMatch(says);
  });

  test.each<[string, unknown, RegExp]>([
    ["of another project", oldState("acme-production"), /a state of acme-production, and acme-staging is adopted/],
    [
      "as Terraform keeps it",
      { version: 4, lineage: "x", serial: 1, resources: [] },
      /is a state as Terraform keeps it/,
    ],
    ["of a format of later", { ...oldState(), format_version: "2.0" }, /format version "2\.0"/],
  ])("an old state %s", async (_, json, says) => {
    expect(await refused(inventory(), "--old", adopting.file("old.json", json))).toMatch(says);
  });

  test.each<[string, Json, RegExp]>([
    [
      "of another shape",
      { schema: "lineup/settings/1", file: 5 },
      /settings\.json does not say which setting stands behind which attribute \(.+\) - synthesize again, or remove it/,
    ],
    ["of a schema of later", { ...settings(), schema: "lineup/settings/9" }, /settings\.json does not say/],
  ])("a settings.json %s", async (_, beside, says) => {
    const live = adopting.file("live.json", inventory());
    const { status, stderr } = await typed(["adopt", adopting.stack(stack(), beside), "--inventory", live]);
    expect(status).toBe(2);
    expect(stderr).toMatch(says);
  });

  test.each<[string, string[], RegExp]>([
    ["neither a project nor an inventory", [], /adopt takes --project ID, .*, or --inventory FILE, and got neither/],
    ["both", ["--project", P, "--inventory", "x"], /give one of them/],
    ["a project that is no id", ["--project", "A B"], /--project takes a project id, got "A B"/],
    [
      "an account without a project",
      ["--inventory", "x", "--impersonate", "a"],
      /--impersonate is read only together with --project/,
    ],
    [
      "--write with an input",
      ["--inventory", "x", "--write", "folder"],
      /--write writes for the cdktf app in this folder: leave the input out/,
    ],
    [
      "--removed without --old",
      ["--inventory", "x", "--removed", "y"],
      /--removed writes what the root of --old forgets: add --old STATE/,
    ],
  ])("%s", async (_, args, says) => {
    const { status, stdout, stderr } = await typed(["adopt", ...args]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(says);
  });
});

describe("the old root", () => {
  const old = () => adopting.file("old.json", oldState());

  test("what is taken over is paired with what the old root holds, and what it holds alone is named", async () => {
    const { handover } = await adopting.report(inventory(), "--old", old());
    expect(handover.pairs.map(({ old, here }: Json) => `${old} = ${here}`)).toEqual([
      "google_compute_network.vpc[0] = google_compute_network.network",
      "module.cache.google_redis_instance.this = google_redis_instance.cache",
    ]);
    expect(handover.removed.blocks.map(({ from }: Json) => from)).toEqual([
      "google_compute_network.vpc",
      "module.cache.google_redis_instance.this",
    ]);
    expect(handover.left.map(({ address }: Json) => address)).toEqual(["google_compute_firewall.ssh"]);
  });

  test("what would be replaced is not taken over, so the old root keeps it", async () => {
    const json = live((it) => {
      found(it, "google_redis_instance").tier = "STANDARD_HA";
    });
    const { handover } = await adopting.report(json, "--old", old());
    expect(handover.pairs.map(({ here }: Json) => here)).toEqual([ADDRESSES.network]);
    expect(handover.removed.content.removed.map(({ from }: Json) => from)).toEqual(["google_compute_network.vpc"]);
  });

  test("the text says who holds what, what nobody takes over, and each step with its way back", async () => {
    const { stdout } = await adopting.typed(inventory(), "--old", old());
    expect(stdout).toMatch(/removed\.tf\.json of the old root forgets 2 blocks:\s+google_compute_network\.vpc,/);
    expect(stdout).toMatch(/and nobody takes it over \(1\)\n.*google_compute_firewall\.ssh\n\s+Keep it there: /);
    expect(stdout.match(/^ {4}- \d\. /gm)).toHaveLength(6);
    expect(stdout.match(/Way\s+back:/g)).toHaveLength(6);
  });

  test("once it holds nothing of ours there is no second owner", async () => {
    const state = oldState();
    state.values.root_module = { resources: [state.values.root_module.resources[1]] };
    const { stdout } = await adopting.typed(inventory(), "--old", adopting.file("old.json", state));
    expect(stdout).toMatch(/holds nothing of what is taken over here: there is no second\s+owner/);
    expect(stdout).not.toMatch(/way back|Keep it there/i);
  });

  test("--removed writes the blocks as Terraform reads them", async () => {
    const file = join(adopting.stack(), "removed.tf.json");
    const report = await adopting.report(inventory(), "--old", old(), "--removed", file);
    expect(report.removed).toEqual({ file, blocks: 2 });
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
      removed: [
        { from: "google_compute_network.vpc", lifecycle: { destroy: false } },
        { from: "module.cache.google_redis_instance.this", lifecycle: { destroy: false } },
      ],
    });
  });

  test("where it cannot be written nothing is, and nothing is left beside it", async () => {
    const place = adopting.stack();
    const { status, stdout, stderr } = await adopting.typed(inventory(), "--old", old(), "--removed", place);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/cannot be written: it is a folder/);
    const missing = join(place, "no-folder", "removed.tf.json");
    expect((await adopting.typed(inventory(), "--old", old(), "--removed", missing)).stderr).toMatch(/does not exist/);
    expect(readdirSync(place).sort()).toEqual(["cdk.tf.json", "settings.json"]);
  });

  test("a file that is read, or that the report goes to, is not overwritten", async () => {
    const state = old();
    const before = readFileSync(state, "utf8");
    expect((await adopting.typed(inventory(), "--old", state, "--removed", state)).stderr).toMatch(
      /--removed would replace \S+, which is read as --old: name another file/,
    );
    expect(readFileSync(state, "utf8")).toBe(before);
    const one = join(adopting.stack(), "one.json");
    const { stderr } = await adopting.typed(inventory(), "--old", state, "--removed", one, "--output", one);
    expect(stderr).toMatch(/--removed would replace \S+, which is written by --output: name another file/);
    expect(existsSync(one)).toBe(false);
  });
});
