import { readJson } from "../../src/inputs/read";
import { findingsOf } from "../../src/rules/findings";
import { judge } from "../../src/verify";
import { denied, instead, off } from "./answers";
import { found, type Json, LiveProject, PROJECT, REGION } from "./live";

const at = `projects/${PROJECT}`;
const API = `api@${PROJECT}.iam.gserviceaccount.com`;
const SECRET = `secretmanager/v1/${at}/secrets/redis-auth`;
const ACCESSOR = "roles/secretmanager.secretAccessor";

jest.setTimeout(30_000);

let live: LiveProject;
let host: string;
beforeEach(async () => {
  live = await LiveProject.open();
  host = await live.settle();
  await live.make(`iam/v1/${at}/serviceAccounts`, { accountId: "api", serviceAccount: {} });
  await live.make(`secretmanager/v1/${at}/secrets?secretId=redis-auth`, { replication: { automatic: {} } });
  await live.make(`${SECRET}:addVersion`, { payload: { data: "aHVudGVyMg==" } });
});
afterEach(() => live.close());

/** The service as somebody deployed it: with an account and a secret of its own. */
async function deployed(version = "latest", secret = "redis-auth", serviceAccount = API) {
  await live.does("DELETE", `run/v2/${at}/locations/${REGION}/services/acme-api`);
  const password = { name: "REDIS_PASSWORD", valueSource: { secretKeyRef: { secret, version } } };
  await live.service("acme-api", [{ name: "REDIS_HOST", value: host }, password], {}, { serviceAccount });
}

const granted = (path: string, members: string[], more: Json = {}, role = ACCESSOR) =>
  live.make(`${path}:setIamPolicy`, { policy: { version: 3, bindings: [{ role, members, ...more }] } });

async function said(get = live.get) {
  const judged = judge(readJson(JSON.parse(JSON.stringify(await live.read(get))), "live.json"));
  const { paths } = judged;
  const findings = findingsOf(judged);
  const [path] = paths;
  const assumes = path?.assumptions.filter((text) => /may read|exists/.test(text));
  return { verdict: path?.verdict, codes: path?.causes.map(({ code }) => code), assumes, findings };
}

const rules = ({ findings }: Awaited<ReturnType<typeof said>>) =>
  findings.map(({ rule }) => rule).filter((rule) => /secret|not-read/.test(rule));
const READABLE = { verdict: "reachable", codes: [], assumes: [] };
const BLOCKED = { verdict: "blocked", codes: ["SECRET_NOT_READABLE"] };
const UNKNOWN = { verdict: "unknown", codes: ["SECRET_NOT_READABLE"] };
const NOT_SHOWN = [
  `google_service_account.${API} may read google_secret_manager_secret.redis-auth: this input shows no grant of it`,
];

test("a grant on the secret is seen, and nothing is assumed", async () => {
  await granted(SECRET, [`serviceAccount:${API}`]);
  await deployed();
  expect(await said()).toMatchObject(READABLE);
});

test("a grant on the project is seen", async () => {
  await granted(`cloudresourcemanager/v1/${at}`, [`serviceAccount:${API}`]);
  await deployed();
  expect(await said()).toMatchObject(READABLE);
});

test("with a grant on the secret it does not matter that the project's policy may not be read", async () => {
  await granted(SECRET, [`serviceAccount:${API}`]);
  await deployed();
  const without = await said(instead(live.get, `v1/${at}:getIamPolicy`, denied));
  expect(without).toMatchObject(READABLE);
  expect(rules(without)).toEqual(["not-read"]);
});

test("no grant is seen: where all was read, one from above is assumed and a finding says so; where not, it is unknown", async () => {
  await deployed();
  const all = await said();
  expect(all).toMatchObject({ verdict: "reachable", codes: [], assumes: NOT_SHOWN });
  expect(rules(all)).toEqual(["secret-not-granted"]);
  const without = await said(instead(live.get, `v1/${at}:getIamPolicy`, denied));
  expect(without).toMatchObject({ ...UNKNOWN, assumes: [] });
  expect(rules(without)).toEqual(["not-read"]);
});

test("a secret's policy that may not be read leaves unknown who reads it", async () => {
  await deployed();
  const without = await said(instead(live.get, "redis-auth:getIamPolicy", denied));
  expect(without).toMatchObject({ ...UNKNOWN, assumes: [] });
  expect(rules(without)).toEqual(["not-read"]);
});

test("what could not be read of another service's secret leaves this path as it is", async () => {
  await live.make(`secretmanager/v1/${at}/secrets?secretId=other`, { replication: { automatic: {} } });
  await live.make(`secretmanager/v1/${at}/secrets/other:addVersion`, { payload: { data: "aHVudGVyMg==" } });
  await deployed();
  const valueSource = { secretKeyRef: { secret: "other", version: "latest" } };
  await live.service("other", [{ name: "TOKEN", valueSource }], {}, { serviceAccount: API });
  const without = instead(live.get, "/secrets/other", denied);
  expect(await said(without)).toMatchObject({ verdict: "reachable", codes: [], assumes: NOT_SHOWN });
  await granted(SECRET, [`serviceAccount:${API}`]);
  expect(await said(without)).toMatchObject(READABLE);
});

test.each<[string, string[], Json, string]>([
  ["a condition", [`serviceAccount:${API}`], { condition: { expression: "false", title: "never" } }, ACCESSOR],
  ["a group", ["group:readers@acme.example"], {}, ACCESSOR],
  ["the editors of a project", [`projectEditor:${PROJECT}`], {}, ACCESSOR],
  ["a custom role", [`serviceAccount:${API}`], {}, `projects/${PROJECT}/roles/reader`],
])("%s may let it read, and is an assumption", async (_, members, more, role) => {
  await granted(SECRET, members, more, role);
  await deployed();
  const result = await said();
  expect(result).toMatchObject({ verdict: "reachable", codes: [] });
  expect(result.assumes).toHaveLength(1);
  expect(rules(result)).toEqual([]);
});

test("one grant with a condition and one without are two", async () => {
  const members = [`serviceAccount:${API}`];
  const condition = { expression: "false", title: "never" };
  const bindings = [
    { role: ACCESSOR, members, condition },
    { role: ACCESSOR, members },
  ];
  await live.make(`${SECRET}:setIamPolicy`, { policy: { version: 3, bindings } });
  await deployed();
  expect(await said()).toMatchObject(READABLE);
});

test.each([
  ["disabled", ":disable"],
  ["destroyed", ":destroy"],
])("a version that is %s blocks", async (state, action) => {
  await granted(SECRET, [`serviceAccount:${API}`]);
  await deployed();
  await live.make(`${SECRET}/versions/1${action}`, {});
  expect(await said()).toMatchObject(BLOCKED);
  expect(found(await live.read(), "google_secret_manager_secret_version.redis-auth/1")).toMatchObject({
    enabled: false,
    ...(state === "destroyed" ? { destroy_time: expect.any(String) } : {}),
  });
});

test("the latest is the last one that was made, whatever its state", async () => {
  await granted(SECRET, [`serviceAccount:${API}`]);
  await deployed();
  await live.make(`${SECRET}:addVersion`, { payload: {} });
  await live.make(`${SECRET}/versions/1:destroy`, {});
  expect(await said()).toMatchObject(READABLE);
  await live.make(`${SECRET}/versions/2:disable`, {});
  expect(await said()).toMatchObject(BLOCKED);
});

test("a version that is pinned and was never made blocks; where the list may not be read it is unknown", async () => {
  await granted(SECRET, [`serviceAccount:${API}`]);
  await deployed("7");
  expect(await said()).toMatchObject(BLOCKED);
  expect(await said(instead(live.get, "redis-auth/versions", denied))).toMatchObject(UNKNOWN);
});

test("an alias is the version that it names", async () => {
  await granted(SECRET, [`serviceAccount:${API}`]);
  await live.does("PATCH", `${SECRET}?updateMask=versionAliases`, { versionAliases: { Prod: "1" } });
  await deployed("Prod");
  expect(await said()).toMatchObject(READABLE);
  await live.make(`${SECRET}/versions/1:disable`, {});
  expect(await said()).toMatchObject(BLOCKED);
  await deployed("prod");
  expect(await said()).toMatchObject(BLOCKED);
});

test("a secret that was deleted blocks", async () => {
  await deployed();
  await live.does("DELETE", SECRET);
  expect(await said()).toMatchObject(BLOCKED);
  const missing = [{ type: "google_secret_manager_secret", name: `${at}/secrets/redis-auth` }];
  expect(await live.read()).toMatchObject({ missing, unread: [] });
});

test("a 404 that is not Google's says nothing of the secret", async () => {
  await granted(SECRET, [`serviceAccount:${API}`]);
  await deployed();
  const proxy = { status: 404, body: "<html>not found</html>" };
  const { verdict, codes } = await said(instead(live.get, "/secrets/redis-auth", proxy));
  expect({ verdict, codes: [...new Set(codes)] }).toEqual(UNKNOWN);
});

test("a disabled account blocks, one that was deleted too, and one of another project that may not be read is unknown", async () => {
  await granted(SECRET, [`serviceAccount:${API}`]);
  await deployed();
  await live.make(`iam/v1/${at}/serviceAccounts/${API}:disable`, {});
  expect(await said()).toMatchObject({ verdict: "blocked", codes: ["ACCOUNT_UNAVAILABLE"] });
  await live.does("DELETE", `iam/v1/${at}/serviceAccounts/${API}`);
  expect(await said()).toMatchObject({ verdict: "blocked", codes: ["ACCOUNT_UNAVAILABLE"] });
  const other = "123-compute@developer.gserviceaccount.com";
  await granted(SECRET, [`serviceAccount:${other}`]);
  await deployed("latest", "redis-auth", other);
  expect(await said()).toMatchObject({ verdict: "unknown", codes: ["ACCOUNT_UNAVAILABLE"] });
});

test("a secret that is mounted as a file is one that is read", async () => {
  await live.does("DELETE", `run/v2/${at}/locations/${REGION}/services/acme-api`);
  const volumes = [{ name: "auth", secret: { secret: "redis-auth", items: [{ path: "auth", version: "1" }] } }];
  await live.service("acme-api", [{ name: "REDIS_HOST", value: host }], {}, { serviceAccount: API, volumes });
  await live.make(`${SECRET}/versions/1:disable`, {});
  expect(await said()).toMatchObject(BLOCKED);
});

test("only what a service names is asked for, and no secret is opened", async () => {
  await live.make(`secretmanager/v1/${at}/secrets?secretId=not-named`, { replication: { automatic: {} } });
  await live.make(`iam/v1/${at}/serviceAccounts`, { accountId: "nobody", serviceAccount: {} });
  await granted(SECRET, ["user:somebody@acme.example", "serviceAccount:other@acme.iam.gserviceaccount.com"]);
  await deployed();
  const before = live.cloud.asked.length;
  const text = JSON.stringify(await live.read());
  const asked = live.cloud.asked.slice(before);
  expect(asked.filter(({ path }) => /not-named|nobody|:access/.test(path))).toEqual([]);
  expect(text).not.toMatch(/somebody|other@acme|hunter2|aHVudGVyMg/);
  expect(asked.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`)).toEqual([
    `POST /cloudresourcemanager/v1/${at}:getIamPolicy`,
  ]);
});

describe("the account that a service runs as", () => {
  const withAccount = async (serviceAccount: string) => {
    await granted(SECRET, [`serviceAccount:${serviceAccount.replace(/.*\//, "")}`]);
    await deployed("latest", "redis-auth", serviceAccount);
    return said();
  };

  test("App Engine's is asked for by its own name, and is not the default one", async () => {
    const appEngine = `${PROJECT}@appspot.gserviceaccount.com`;
    expect(await withAccount(appEngine)).toMatchObject({ verdict: "blocked", codes: ["ACCOUNT_UNAVAILABLE"] });
    live.cloud.cloud.store.put(`iam/${at}/serviceAccounts/${appEngine}`, { email: appEngine, projectId: PROJECT });
    expect(await said()).toMatchObject(READABLE);
  });

  test("one of a project below a domain is asked for, and unknown where it is not found", async () => {
    const result = await withAccount("api@acme.corp.example.com.iam.gserviceaccount.com");
    expect(result).toMatchObject({ verdict: "unknown", codes: ["ACCOUNT_UNAVAILABLE"] });
  });

  test("is found by its path as well", async () => {
    const path = `projects/-/serviceAccounts/${API}`;
    expect(await withAccount(path)).toMatchObject(READABLE);
    await live.does("DELETE", `iam/v1/${at}/serviceAccounts/${API}`);
    expect(await said()).toMatchObject({ verdict: "blocked", codes: ["ACCOUNT_UNAVAILABLE"] });
  });

  test("is not taken to be the default one where its name is none, and is not written", async () => {
    await granted(SECRET, [`serviceAccount:${await live.number()}-compute@developer.gserviceaccount.com`]);
    await deployed("latest", "redis-auth", "hunter2");
    const { assumes } = await said();
    expect(assumes).toHaveLength(2);
    expect(JSON.stringify(await live.read())).not.toContain("hunter2");
  });
});

test("a secret that the inventory cannot hold leaves it unknown: of one region, or with the API disabled", async () => {
  await deployed("latest", `${at}/locations/${REGION}/secrets/redis-auth`);
  expect(await said()).toMatchObject(UNKNOWN);
  await deployed();
  expect(await said(instead(live.get, "secretmanager", off(PROJECT)))).toMatchObject(UNKNOWN);
});

describe("a secret of another project that is named by the number, beside one that is named by the id:", () => {
  const verdicts = async (...gap: Parameters<typeof instead> extends [unknown, ...infer Rest] ? Rest : never) => {
    const judged = judge(readJson(JSON.parse(JSON.stringify(await live.read(instead(live.get, ...gap)))), "live.json"));
    return judged.paths.map(({ verdict }) => verdict);
  };

  beforeEach(async () => {
    await live.does("DELETE", `run/v2/${at}/locations/${REGION}/services/acme-api`);
    const { projectNumber } = await live.does("GET", "cloudresourcemanager/v1/projects/acme-vault");
    for (const [id, owner] of [
      ["a", "acme-vault"],
      ["b", projectNumber],
    ]) {
      const secrets = "secretmanager/v1/projects/acme-vault/secrets";
      await live.make(`${secrets}?secretId=${id}`, { replication: { automatic: {} } });
      await live.make(`${secrets}/${id}:addVersion`, { payload: { data: "aHVudGVyMg==" } });
      const valueSource = { secretKeyRef: { secret: `projects/${owner}/secrets/${id}`, version: "latest" } };
      const env = [
        { name: "REDIS_HOST", value: host },
        { name: "REDIS_PASSWORD", valueSource },
      ];
      await live.service(`api-${id}`, env);
    }
  });

  test.each([
    ["/secrets/b/versions", denied, "unknown"],
    ["/secrets/b:getIamPolicy", denied, "unknown"],
    ["/secrets/b", { status: 404, body: { error: { code: 404, status: "NOT_FOUND" } } }, "blocked"],
    ["/secrets/b", undefined, "reachable"],
  ])("what %s answers is about that one", async (part, answer, verdict) => {
    expect(await verdicts(part, answer)).toEqual(["reachable", verdict]);
  });
});
