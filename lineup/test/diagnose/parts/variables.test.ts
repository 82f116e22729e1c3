import { localhost, variables } from "../../../src/diagnose/parts/variables";
import { env, type Json, REDIS, REGION, revision, type Setting, sceneOf, service, short, told } from "./scene";

const API = "google_cloud_run_v2_service.acme-api";
const NAMES = { REDIS_HOST: "10.166.0.3", REDIS_PORT: "6379", APP_URL: "https://app.acme.example" };

const REFERENCES = {
  REDIS_HOST: `\${google_redis_instance.cache.host}`,
  REDIS_PORT: `\${google_redis_instance.cache.port}`,
  APP_URL: "https://app.acme.example",
};

const written = (variables: Json[], more: Json = {}): Json => ({
  resource: {
    google_redis_instance: { cache: { name: "acme-redis", memory_size_gb: 1, region: REGION } },
    google_cloud_run_v2_service: {
      api: { name: "acme-api", location: REGION, template: { containers: [{ image: "app", env: variables }] } },
    },
    ...more,
  },
});

/** What is running against what is written, each as variables. */
const against = (held: Json[], setting: Setting = {}, wanted: Json[] = env(REFERENCES)): Setting => ({
  resources: [REDIS, service("acme-api", held)],
  config: written(wanted),
  ...setting,
});
const code = async (setting: Setting) => short(await told(variables, setting));

test("a service that holds what is written has nothing to say, references looked up in the project", async () => {
  expect(await told(variables, against(env(NAMES)))).toEqual({
    clues: [],
    changes: [],
    gaps: [],
    fixes: [],
    reached: [],
  });
});

test("variables are matched by name, never by their position", async () => {
  expect(await code(against(env(NAMES).reverse()))).toEqual([]);
});

test("what is written and not set is missing; what is set and not written is extra", async () => {
  const { APP_URL: _, ...rest } = NAMES;
  const found = await told(variables, against(env({ ...rest, DEBUG: "hunter2" })));
  expect(short(found)).toEqual([
    ["VARIABLE_MISSING", "likely", API],
    ["VARIABLE_EXTRA", "possible", API],
  ]);
  expect(found.clues.map(({ attribute }) => attribute)).toEqual([
    "template.containers.env[APP_URL].value",
    "template.containers.env[DEBUG].value",
  ]);
  expect(JSON.stringify(found)).not.toContain("hunter2");
});

test("a value that differs is named and never shown, but for an address", async () => {
  const changed = await told(variables, against(env({ ...NAMES, APP_URL: "https://user:hunter2@old.example" })));
  expect(short(changed)).toEqual([["VARIABLE_CHANGED", "possible", API]]);
  expect(JSON.stringify(changed)).not.toMatch(/hunter2|old\.example/);
  expect(changed.clues[0]?.message).toContain("APP_URL differs from what is written");

  const port = await told(variables, against(env({ ...NAMES, REDIS_PORT: "6378" })));
  expect(port.clues[0]?.message).toContain("REDIS_PORT is 6378, and 6379 is written");
});

test("an address that its Redis no longer has is stale, whatever the variable is called", async () => {
  const wanted = env({ ...REFERENCES, CACHE_AT: REFERENCES.REDIS_HOST });
  const found = await told(variables, against(env({ ...NAMES, CACHE_AT: "10.9.0.9" }), {}, wanted));
  expect(short(found)).toEqual([["ADDRESS_MISMATCH", "certain", API]]);
  expect(found.clues[0]?.message).toBe(
    "its revision acme-api-00002-new: CACHE_AT is 10.9.0.9, and 10.166.0.3, the address of google_redis_instance.acme-redis is written",
  );
});

test("the same address with another database is no stale address", async () => {
  const wanted = env({ ...REFERENCES, REDIS_URL: `redis://${REFERENCES.REDIS_HOST}:6379/0` });
  const found = await told(variables, against(env({ ...NAMES, REDIS_URL: "redis://10.166.0.3:6379/1" }), {}, wanted));
  expect(short(found)).toEqual([["VARIABLE_CHANGED", "likely", API]]);
});

test("the revision that takes the requests is compared, and not the newest", async () => {
  const old = revision("acme-api", "acme-api-00001-old", env({ ...NAMES, REDIS_HOST: "10.9.0.9" }));
  const traffic = [{ type: "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION", revision: "acme-api-00001-old", percent: 100 }];
  const pinned = { resources: [REDIS, old, service("acme-api", env(NAMES), { traffic })] };
  const found = await told(variables, against([], pinned));
  expect(short(found)).toEqual([["ADDRESS_MISMATCH", "certain", API]]);
  expect(found.clues[0]?.message).toContain("its revision acme-api-00001-old:");
});

test("of a newest revision that never became ready, what is wrong is only possible, and the requests are elsewhere", async () => {
  const old = revision("acme-api", "acme-api-00001-old", env(NAMES));
  const failed = {
    ...service("acme-api", env({ ...NAMES, REDIS_HOST: "10.9.0.9" }), {
      latest_ready_revision: "x/acme-api-00001-old",
    }),
  };
  const found = await told(variables, against([], { resources: [REDIS, old, failed] }));
  expect(short(found)).toEqual([["ADDRESS_MISMATCH", "possible", API]]);
  expect(found.clues[0]?.message).toContain("its newest revision acme-api-00002-new, which never became ready");
});

test("a revision that could not be read is a gap, and nothing is said of its variables", async () => {
  const traffic = [{ type: "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION", revision: "acme-api-00001-old", percent: 100 }];
  const found = await told(variables, against([], { resources: [REDIS, service("acme-api", [], { traffic })] }));
  expect(found.clues).toEqual([]);
  expect(found.gaps).toEqual([
    "the revision acme-api-00001-old of acme-api could not be read, so its variables are not known",
  ]);
});

test("what refers to something that is not in the project is not compared, and that is said", async () => {
  const found = await told(variables, against(env(NAMES), { resources: [service("acme-api", env(NAMES))] }));
  expect(found.clues).toEqual([]);
  expect(found.gaps).toEqual([
    "REDIS_HOST, REDIS_PORT of acme-api is written as a reference to what was not found in the project, and not compared",
  ]);
});

test("two things of one name in the project decide nothing", async () => {
  const other = { ...REDIS, name: "other/acme-redis", values: { ...REDIS.values, host: "10.9.0.9" } };
  const found = await told(
    variables,
    against(env(NAMES), { resources: [REDIS, other, service("acme-api", env(NAMES))] }),
  );
  expect(found.clues).toEqual([]);
  expect(found.gaps).toHaveLength(1);
});

describe("what the environment requires", () => {
  const expected = { "acme-api": { requires: ["REDIS_HOST", "JWT_KEY"], domains: [] } };

  test("what is not set, and what is empty, is missing for certain", async () => {
    const { REDIS_HOST: _, ...rest } = NAMES;
    expect(await code(against(env({ ...rest, JWT_KEY: "x" }), { expected }))).toContainEqual([
      "VARIABLE_MISSING",
      "certain",
      API,
    ]);
    const empty = await told(variables, against(env({ ...NAMES, JWT_KEY: " " }), { expected }));
    expect(empty.clues[0]?.message).toContain("JWT_KEY is empty, and the app does not start without it");
  });

  test("a reference to a secret that does not exist is missing as well", async () => {
    const secret = { name: "JWT_KEY", value_source: [{ secret_key_ref: [{ secret: "jwt", version: "1" }] }] };
    const held = [...env(NAMES), secret];
    const wanted = [...env(REFERENCES), secret];
    const gone = [{ type: "google_secret_manager_secret", name: "projects/acme-staging/secrets/jwt" }];
    expect(await code(against(held, { expected }, wanted))).toEqual([]);
    const found = await told(variables, against(held, { expected, missing: gone }, wanted));
    expect(short(found)).toEqual([["VARIABLE_MISSING", "certain", API]]);
    expect(found.clues[0]?.message).toContain("JWT_KEY is read from a secret that does not exist");
  });

  test("a service of which the environment says nothing requires nothing", async () => {
    expect(await code(against(env(NAMES), { expected: { constructor: { requires: ["X"], domains: [] } } }))).toEqual(
      [],
    );
  });
});

test("a secret in the place of a value, a value in the place of a secret, another secret, another version", async () => {
  const secret = (name: string, version: string) => ({
    ...{ name: "KEY", value_source: [{ secret_key_ref: [{ secret: name, version }] }] },
  });
  const said = async (held: Json, wanted: Json) => {
    const { clues } = await told(variables, against([...env(NAMES), held], {}, [...env(REFERENCES), wanted]));
    return clues.map(({ message }) => message.replace(/.*: KEY /, ""));
  };
  const plain = { name: "KEY", value: "hunter2" };
  expect(await said(secret("a", "1"), secret("a", "1"))).toEqual([]);
  expect(await said(secret("a", "1"), plain)).toEqual(["is read from a secret, and is written as a value"]);
  expect(await said(plain, secret("a", "1"))).toEqual(["is a plain value, and is written to be read from a secret"]);
  expect(await said(secret("b", "1"), secret("a", "1"))).toEqual([
    "is read from another secret than the one that is written",
  ]);
  expect(await said(secret("a", "2"), secret("a", "1"))).toEqual([
    "is read from another version of its secret than the one that is written",
  ]);
  // Which number a version gets that Terraform makes is known after the apply.
  expect(await said(secret("a", "2"), secret("a", `\${google_secret_manager_secret_version.v.version}`))).toEqual([]);
});

test("hostile names are not printed, and are no way into what JavaScript keeps", async () => {
  const evil = env({ "A\u001b[2J": "x", constructor: "y" });
  const found = await told(variables, against([...env(NAMES), ...evil]));
  expect(short(found).map(([code]) => code)).toEqual(["VARIABLE_EXTRA", "VARIABLE_EXTRA"]);
  expect(found.clues.map(({ message }) => message).join()).not.toContain("\u001b");
});

test("without a configuration nothing is compared, and the part says how to ask", async () => {
  const scene = await sceneOf({ resources: [service("acme-api", env(NAMES))] });
  expect(variables.notAsked?.(scene)).toContain("--config FOLDER");
  expect(variables.notAsked?.(await sceneOf(against(env(NAMES))))).toBeUndefined();
});

describe("localhost", () => {
  const said = (variables: Record<string, string>) =>
    told(localhost, { resources: [REDIS, service("acme-api", env(variables))] });

  test.each([
    ["AUTH_SERVICE_URL", "http://localhost:8081"],
    ["DATABASE_URL", "postgresql://u:hunter2@127.0.0.1:5432/netra"],
    ["CLICKHOUSE", "[::1]:8123"],
    ["METRICS_URL", "http://0.0.0.0:9090"],
    ["API", "http://host.docker.internal:8000"],
  ])("%s leads to its own container", async (name, value) => {
    const found = await said({ [name]: value });
    expect(short(found)).toEqual([["VARIABLE_LOCALHOST", "likely", API]]);
    expect(found.clues[0]?.message).toContain(`${name} holds`);
    expect(JSON.stringify(found)).not.toContain("hunter2");
  });

  test.each([
    ["HOST", "0.0.0.0"],
    ["BIND_ADDRESS", "127.0.0.1"],
    ["NO_PROXY", "localhost,127.0.0.1,metadata.google.internal"],
    ["CORS_ORIGINS", "http://localhost:3000,https://app.acme.example"],
    ["APP_URL", "https://not-localhost.example.com"],
    ["TITLE", ""],
  ])("%s=%s does not", async (name, value) => {
    expect((await said({ [name]: value })).clues).toEqual([]);
  });

  test("beside another container it is only possible: that one may be meant", async () => {
    const containers = [
      { image: "app", env: env({ DB: "127.0.0.1:5432" }) },
      { image: "proxy", name: "proxy" },
    ];
    const found = await told(localhost, { resources: [service("acme-api", [], { template: [{ containers }] })] });
    expect(short(found)).toEqual([["VARIABLE_LOCALHOST", "possible", API]]);
  });

  test("of the address of a Redis, verify says it as well, and it is one cause", async () => {
    const [clue] = (await said({ REDIS_HOST: "localhost" })).clues;
    expect(clue?.explainedBy).toEqual(["ADDRESS_MISMATCH"]);
  });

  test("it is said once: no difference to what is written besides", async () => {
    const found = await told(variables, against(env({ ...NAMES, APP_URL: "http://localhost:3000" })));
    expect(found.clues).toEqual([]);
  });
});
