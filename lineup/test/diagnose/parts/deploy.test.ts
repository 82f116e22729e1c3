import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deploy } from "../../../src/diagnose/parts/deploy";
import type { Send } from "../../../src/google/send";
import { ago, env, type Json, PROJECT, REDIS, REGION, type Setting, sceneOf, service, short, told } from "./scene";

const BUCKET = "acme-terraform-state";
const AT = `gs://${BUCKET}/staging/default.tfstate`;
const LOCK = `gs://${BUCKET}/staging/default.tflock`;
const CACHE = "google_redis_instance.acme-redis";
const SECRET = "hunter2-and-more";

const config = {
  resource: {
    google_redis_instance: { cache: { name: "acme-redis", memory_size_gb: 1, region: REGION } },
    google_cloud_run_v2_service: {
      api: {
        ...{ name: "acme-api", location: REGION },
        template: { containers: [{ image: "app", env: env({ REDIS_HOST: `\${google_redis_instance.cache.host}` }) }] },
      },
    },
  },
};

const instance = (type: string, name: string, change: Json = {}, more: Json = {}): Json => ({
  ...{ mode: "managed", type, name, provider: "google", ...more },
  instances: [{ attributes: { auth_string: SECRET }, ...change }],
});
const CACHE_RECORDED = instance("google_redis_instance", "cache");
const API_RECORDED = instance("google_cloud_run_v2_service", "api");
const state = (resources: Json, more: Json = {}): Json => ({
  ...{ version: 4, terraform_version: "1.11.4", serial: 7, lineage: "abc", outputs: {}, resources, ...more },
});
const WHOLE = state([CACHE_RECORDED, API_RECORDED]);
const live = [REDIS, service("acme-api", env({ REDIS_HOST: "10.166.0.3" }))];

type Stored = { content: Json; metadata?: Json } | { status: number; body?: Json };

/** A bucket: what is not in it is not found, in the words of Cloud Storage. */
function bucket(objects: Record<string, Stored>): Send {
  return async ({ url }) => {
    const { pathname, searchParams } = new URL(url);
    const name = decodeURIComponent(pathname.split("/o/")[1] ?? "");
    const found = objects[name];
    const retryAfter = undefined;
    if (!found) return { status: 404, body: { error: { code: 404, errors: [{ reason: "notFound" }] } }, retryAfter };
    if ("status" in found) return { status: found.status, body: found.body ?? {}, retryAfter };
    const metadata = { name, size: "1000", generation: "1764400000000001", updated: ago(90), ...found.metadata };
    return { status: 200, body: searchParams.get("alt") === "media" ? found.content : metadata, retryAfter };
  };
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "deploy-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const setting = (objects: Record<string, Stored>, more: Setting = {}): Setting => ({
  ...{ resources: live, config, folder, state: { bucket: BUCKET, prefix: "staging" }, send: bucket(objects), ...more },
});
const withState = (content: Json, more: Setting = {}) => setting({ "staging/default.tfstate": { content } }, more);

test("a state that knows all that is written, and nobody at work: nothing to say", async () => {
  const found = await told(deploy, withState(WHOLE));
  expect(found).toEqual({ clues: [], changes: [], gaps: [], fixes: [], reached: [] });
});

test("the state of no prefix lies at the top of its bucket", async () => {
  const found = setting({ "default.tfstate": { content: WHOLE } }, { state: { bucket: BUCKET, prefix: "" } });
  expect((await told(deploy, found)).gaps).toEqual([]);
});

test("without a configuration it is not asked", async () => {
  expect(deploy.notAsked?.(await sceneOf({}))).toContain("--config FOLDER");
});

describe("a lock", () => {
  const content = { ID: "0d1f", Who: "mila@build-7", Operation: "OperationTypeApply", Version: "1.11.4" };
  const locked = (said: Json) =>
    setting({ "staging/default.tfstate": { content: WHOLE }, "staging/default.tflock": { content: said } });

  test("that is old was left behind: whose it is, and how to take it away once he was asked", async () => {
    const { clues } = await told(deploy, locked({ ...content, Created: ago(90) }));
    expect(clues).toHaveLength(1);
    expect(clues[0]).toMatchObject({ code: "STATE_LOCKED", certainty: "likely", at: LOCK });
    expect(clues[0]?.message).toContain(`mila@build-7 locked the state for apply at ${ago(90)}`);
    expect(clues[0]?.repair.text).toMatch(/^ask mila@build-7 first/);
    // Terraform's id of a lock in a bucket is the generation of the object, and not what is written in it.
    expect(clues[0]?.repair.commands).toEqual([`terraform -chdir=${folder} force-unlock 1764400000000001`]);
  });

  test.each([
    ["that is young", ago(5)],
    ["of a clock that goes ahead", ago(-60)],
  ])("%s may be of a deploy that runs: nothing is offered that takes it away", async (_, Created) => {
    const found = await told(deploy, locked({ ...content, Created }));
    expect(short(found)).toEqual([["STATE_LOCKED", "possible", LOCK]]);
    expect(found.clues[0]?.repair.commands).toEqual([]);
    expect(found.clues[0]?.repair.text).toMatch(/^wait until that run has ended/);
  });

  test("with a hostile name or no time at all is a lock all the same, and prints nothing of that", async () => {
    const { clues } = await told(
      deploy,
      locked({ Who: `x $(rm -rf /) ${SECRET}`, Operation: 7, Created: "yesterday" }),
    );
    expect(clues.map(({ code }) => code)).toEqual(["STATE_LOCKED"]);
    expect(JSON.stringify(clues)).not.toMatch(/rm -rf|hunter2/);
  });

  test("that may not be read is a gap, with the permission", async () => {
    const refused = { status: 403, body: { error: { code: 403, errors: [{ reason: "forbidden" }] } } };
    const { clues, gaps } = await told(
      deploy,
      setting({ "staging/default.tfstate": { content: WHOLE }, "staging/default.tflock": refused }),
    );
    expect(clues).toEqual([]);
    expect(gaps[0]).toMatch(/^whether the state is locked: gs:.*storage\.objects\.get/);
  });
});

describe("a state that cannot be used", () => {
  test.each([
    ["it is no state of Terraform's format 4: its version is 3", { ...WHOLE, version: 3 }],
    ["it is no state of Terraform's format 4: its version is no number", { resources: [] }],
    ["it has no serial or no resources: it is not whole", { ...WHOLE, resources: {} }],
    ["some of its resources are no objects: it is not whole", state(["x"])],
    ["some of its resources have no type, name or instances: it is not whole", state([{ type: "x", mode: "managed" }])],
    ["it is encrypted by OpenTofu, and only that can read it", { encrypted_data: "x" }],
  ])("%s", async (sentence, content) => {
    const { clues, gaps } = await told(deploy, withState(content));
    expect(clues).toEqual([]);
    expect(gaps).toEqual([`the state ${AT} was not understood: ${sentence}`]);
  });

  test("one that is cut off, one that is huge, one that may not be read, none", async () => {
    const gaps = async (stored: Stored | undefined) =>
      (await told(deploy, setting(stored ? { "staging/default.tfstate": stored } : {}))).gaps;
    expect(await gaps({ content: '{"version":4,"resources":[{' })).toEqual([
      `the state ${AT} could not be read: it is cut off, or no JSON object`,
    ]);
    expect(await gaps({ content: WHOLE, metadata: { size: "5000000000" } })).toEqual([
      `the state ${AT} could not be read: it has 5000 MB, and more than 64 MB are not read`,
    ]);
    expect((await gaps({ status: 403 }))[0]).toContain("grant the permission storage.objects.get");
    expect(await gaps(undefined)).toEqual([
      `there is no state ${AT}: nothing was ever applied from here, or its state is kept elsewhere`,
    ]);
  });

  test("a backend that is no bucket is said", async () => {
    const { gaps } = await told(deploy, { resources: live, config, folder });
    expect(gaps).toEqual([
      "the state is not kept in a bucket that the configuration names, so neither it nor its lock was read",
    ]);
  });
});

describe("what is written and not there", () => {
  const api = live[1];

  test("and in the state was deleted outside Terraform: certain, and whom it hits", async () => {
    const { clues } = await told(deploy, withState(WHOLE, { resources: [api] }));
    expect(clues).toHaveLength(1);
    expect(clues[0]).toMatchObject({
      code: "RESOURCE_MISSING",
      certainty: "certain",
      at: CACHE,
      services: ["acme-api"],
    });
    expect(clues[0]?.message).toContain("google_redis_instance.cache is written, and there is no");
    expect(clues[0]?.repair.commands.join()).toContain("terraform -chdir=");
  });

  test("and in no state was never made", async () => {
    const found = await told(deploy, withState(state([API_RECORDED]), { resources: [api] }));
    expect(short(found)).toEqual([["RESOURCE_MISSING", "likely", CACHE]]);
    expect(found.clues[0]?.message).toContain("no state has it");
  });

  test("says the same where the state cannot be read", async () => {
    const found = await told(deploy, withState({ version: 3 }, { resources: [api] }));
    expect(short(found)).toEqual([["RESOURCE_MISSING", "likely", CACHE]]);
  });

  test("is a gap where the API could not be asked", async () => {
    const unread = [{ what: "Redis instances", why: "403", types: ["google_redis_instance"] }];
    const { clues, gaps } = await told(deploy, withState(WHOLE, { resources: [api], unread }));
    expect(clues).toEqual([]);
    expect(gaps).toEqual([`${CACHE}: whether it is there could not be read`]);
  });

  test("in another region is another one", async () => {
    const elsewhere = { ...REDIS, values: { ...REDIS.values, region: "us-central1" } };
    const found = await told(deploy, withState(WHOLE, { resources: [elsewhere, api] }));
    expect(short(found)).toEqual([["RESOURCE_MISSING", "certain", CACHE]]);
  });

  test("where nothing at all is there, it is the wrong project or no deploy, and no list of causes", async () => {
    const { clues, gaps } = await told(deploy, withState(state([]), { resources: [] }));
    expect(clues).toEqual([]);
    expect(gaps[0]).toContain(`nothing of what is written is in ${PROJECT}`);
  });
});

test("what is there and in no state comes with the command that imports it", async () => {
  const { clues } = await told(deploy, withState(state([API_RECORDED])));
  expect(clues).toHaveLength(1);
  expect(clues[0]).toMatchObject({ code: "APPLY_INTERRUPTED", certainty: "likely", at: CACHE });
  expect(clues[0]?.repair.commands[0]).toBe(
    `terraform -chdir=${folder} import google_redis_instance.cache projects/${PROJECT}/locations/${REGION}/instances/acme-redis`,
  );
});

test("what is tainted, and an old object that is left, are of an apply that was broken off", async () => {
  const tainted = instance("google_redis_instance", "cache", { status: "tainted" });
  const api = { ...API_RECORDED, instances: [...API_RECORDED.instances, { deposed: "abcd", attributes: {} }] };
  const { clues } = await told(deploy, withState(state([tainted, api])));
  expect(clues.map(({ code, at }) => [code, at])).toEqual([
    ["APPLY_INTERRUPTED", "google_redis_instance.cache"],
    ["APPLY_INTERRUPTED", "google_cloud_run_v2_service.api"],
  ]);
  expect(clues[0]?.repair.commands[0]).toBe(`terraform -chdir=${folder} untaint google_redis_instance.cache`);
});

test("instances of for_each and count are known by their keys", async () => {
  const firewall = (key: string) => ({
    ...{ type: "google_compute_firewall", name: key, values: { name: key, network: "n" } },
  });
  const keyed = {
    resource: {
      google_compute_firewall: { rule: { for_each: `\${toset(["a", "b"])}`, name: `\${each.key}`, network: "n" } },
    },
  };
  const recorded = (keys: (string | number)[]) =>
    state([
      {
        ...{ mode: "managed", type: "google_compute_firewall", name: "rule" },
        instances: keys.map((index_key) => ({ index_key })),
      },
    ]);
  const resources = [firewall("a"), firewall("b")];
  expect((await told(deploy, withState(recorded(["a", "b"]), { config: keyed, resources }))).clues).toEqual([]);
  const gone = await told(deploy, withState(recorded(["a", "b"]), { config: keyed, resources: [resources[0]] }));
  expect(short(gone)).toEqual([["RESOURCE_MISSING", "certain", "google_compute_firewall.b"]]);
  const other = await told(deploy, withState(recorded(["a"]), { config: keyed, resources }));
  expect(short(other)).toEqual([["APPLY_INTERRUPTED", "likely", "google_compute_firewall.b"]]);
});

test("a name that only an apply knows is a gap", async () => {
  const named = { resource: { google_redis_instance: { cache: { name: `\${random_id.x.hex}`, memory_size_gb: 1 } } } };
  const { clues, gaps } = await told(deploy, withState(state([]), { config: named }));
  expect(clues).toEqual([]);
  expect(gaps[0]).toContain("google_redis_instance.cache: its name or its project is not known before an apply");
});

describe("errored.tfstate", () => {
  const at = () => join(folder, "errored.tfstate");
  const found = async () => (await told(deploy, withState(WHOLE))).clues;

  test("that is newer than the bucket's is to be pushed, and nothing of it is printed", async () => {
    writeFileSync(at(), JSON.stringify(state([CACHE_RECORDED], { serial: 8 })));
    const [clue, ...others] = await found();
    expect(others).toEqual([]);
    expect(clue).toMatchObject({ code: "STATE_NOT_SAVED", certainty: "certain", at: at() });
    expect(clue?.repair.commands).toEqual([`terraform -chdir=${folder} state push errored.tfstate`]);
    expect(JSON.stringify(clue)).not.toContain(SECRET);
  });

  test.each([
    ["its serial is 7, and the bucket's is 7 by now", () => JSON.stringify(state([], { serial: 7 }))],
    ["it is of another state than the one in the bucket", () => JSON.stringify(state([], { serial: 9, lineage: "z" }))],
    ["it is cut off, or no state", () => `{"serial": 9, "lineage": "abc", "resources": [{"${SECRET}`],
  ])("is not to be pushed where %s", async (sentence, content) => {
    writeFileSync(at(), content());
    const [clue] = await found();
    expect(clue).toMatchObject({ code: "STATE_NOT_SAVED", certainty: "likely" });
    expect(clue?.message).toContain(sentence);
    expect(clue?.repair.commands).toEqual([]);
    expect(JSON.stringify(clue)).not.toContain(SECRET);
  });

  test("where the bucket has none, it is the only one; where that could not be read, nothing is certain", async () => {
    writeFileSync(at(), JSON.stringify(state([], { serial: 1 })));
    const [first] = (await told(deploy, setting({}))).clues.filter(({ code }) => code === "STATE_NOT_SAVED");
    expect(first).toMatchObject({ certainty: "certain" });
    expect(first?.repair.commands).toHaveLength(1);
    const unread = setting({ "staging/default.tfstate": { status: 403 } });
    const [clue] = (await told(deploy, unread)).clues.filter(({ code }) => code === "STATE_NOT_SAVED");
    expect(clue).toMatchObject({ certainty: "likely" });
    expect(clue?.repair.commands).toEqual([]);
  });

  test("that is a folder is a gap", async () => {
    mkdirSync(at());
    const { clues, gaps } = await told(deploy, withState(WHOLE));
    expect(clues).toEqual([]);
    expect(gaps).toEqual([`${at()} is there and cannot be read: it is no file`]);
  });
});

test("no output holds what the state holds", async () => {
  const everything = await told(
    deploy,
    withState(state([instance("google_redis_instance", "other")]), { resources: live }),
  );
  expect(JSON.stringify(everything)).not.toContain(SECRET);
});
