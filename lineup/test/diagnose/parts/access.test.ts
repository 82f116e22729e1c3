import { access } from "../../../src/diagnose/parts/access";
import { google } from "./google";
import { ago, type Json, PROJECT, REDIS, REGION, type Setting, service, short, told } from "./scene";

const API = "google_cloud_run_v2_service.acme-api";
const ACCOUNT = `api@${PROJECT}.iam.gserviceaccount.com`;
const PATH = `projects/${PROJECT}/secrets/jwt`;

const SECRET = { type: "google_secret_manager_secret", name: "jwt", values: { secret_id: "jwt", project: PROJECT } };
const version = (change: Json = {}): Json => ({
  type: "google_secret_manager_secret_version",
  name: "jwt/1",
  values: { secret: PATH, version: "1", name: `${PATH}/versions/1`, enabled: true, project: PROJECT, ...change },
});
const GRANT = {
  type: "google_secret_manager_secret_iam_member",
  name: "jwt",
  values: {
    ...{ secret_id: PATH, project: PROJECT, role: "roles/secretmanager.secretAccessor" },
    member: `serviceAccount:${ACCOUNT}`,
  },
};
const account = (disabled: boolean): Json => ({
  type: "google_service_account",
  name: ACCOUNT,
  values: { email: ACCOUNT, account_id: "api", disabled, project: PROJECT },
});
const KEY = { name: "JWT_KEY", value_source: [{ secret_key_ref: [{ secret: "jwt", version: "1" }] }] };
const api = (more: Json[] = []) =>
  service("acme-api", [], {
    template: [{ service_account: ACCOUNT, containers: [{ image: "app", env: [KEY, ...more] }] }],
  });

const found = (resources: Json[], setting: Setting = {}) => told(access, { resources, ...setting });

test("a service that may read what it is given, and runs as an account that works, has nothing to say", async () => {
  expect((await found([api(), SECRET, version(), GRANT, account(false)])).clues).toEqual([]);
});

test.each([
  ["ACCOUNT_UNAVAILABLE", [SECRET, version(), GRANT, account(true)], "it is disabled"],
  ["SECRET_NOT_READABLE", [SECRET, version({ enabled: false }), GRANT, account(false)], "it is disabled"],
  [
    "SECRET_NOT_READABLE",
    [SECRET, version({ enabled: false, destroy_time: ago(60) }), GRANT, account(false)],
    "it is destroyed",
  ],
  ["SECRET_NOT_READABLE", [SECRET, GRANT, account(false)], "the secret has no such version"],
])("of a service without a path to a Redis: %s", async (code, resources, sentence) => {
  const { clues } = await found([api(), ...resources]);
  expect(clues.map((clue) => [clue.code, clue.certainty])).toEqual([[code, "certain"]]);
  expect(clues[0]?.message).toContain(sentence);
  expect(clues[0]?.services).toEqual(["acme-api"]);
});

test("what verify says of a path is not said twice", async () => {
  const withPath = api([{ name: "REDIS_HOST", value: "10.166.0.3" }]);
  expect((await found([withPath, REDIS, SECRET, version({ enabled: false }), GRANT, account(false)])).clues).toEqual(
    [],
  );
});

describe("a grant that is not there", () => {
  const world = [api(), SECRET, version(), account(false)];
  const config = {
    resource: {
      google_secret_manager_secret: { jwt: { secret_id: "jwt", project: PROJECT } },
      google_secret_manager_secret_version: { one: { secret: `\${google_secret_manager_secret.jwt.id}` } },
      google_service_account: { api: { account_id: "api", project: PROJECT } },
      google_secret_manager_secret_iam_member: {
        reads: {
          secret_id: `\${google_secret_manager_secret.jwt.id}`,
          role: "roles/secretmanager.secretAccessor",
          member: `\${google_service_account.api.member}`,
        },
      },
      google_cloud_run_v2_service: {
        api: {
          ...{ name: "acme-api", location: REGION },
          template: {
            service_account: `\${google_service_account.api.email}`,
            containers: [
              {
                image: "app",
                env: [
                  {
                    name: "JWT_KEY",
                    value_source: {
                      secret_key_ref: { secret: `\${google_secret_manager_secret.jwt.secret_id}`, version: "1" },
                    },
                  },
                ],
              },
            ],
          },
        },
      },
    },
  };

  test("is only possible: one on a folder would not be seen", async () => {
    const said = await found(world);
    expect(short(said)).toEqual([["SECRET_NOT_READABLE", "possible", API]]);
    expect(said.clues[0]?.message).toContain("a grant on a folder or to a group would not be seen from here");
  });

  test("and is written, is likely", async () => {
    expect(short(await found(world, { config }))).toEqual([["SECRET_NOT_READABLE", "likely", API]]);
  });

  test("and was taken away in these days, is likely, with who did it", async () => {
    const entry = {
      timestamp: ago(30),
      protoPayload: {
        ...{ serviceName: "secretmanager.googleapis.com", methodName: "google.iam.v1.IAMPolicy.SetIamPolicy" },
        ...{ resourceName: "projects/123/secrets/jwt", authenticationInfo: { principalEmail: "mila@acme.example" } },
      },
    };
    const { send } = google((path) => (path === "entries:list" ? { entries: [entry] } : undefined));
    const { clues } = await found(world, { send });
    expect(clues[0]).toMatchObject({ code: "SECRET_NOT_READABLE", certainty: "likely" });
    expect(clues[0]?.evidence).toContainEqual(
      expect.objectContaining({ when: ago(30), by: "mila@acme.example", at: "google_secret_manager_secret.jwt" }),
    );
  });

  test("is not said where grants could not be read", async () => {
    const unread = [{ what: "access to secrets", why: "403", types: ["google_secret_manager_secret_iam_member"] }];
    const said = await found(world, { unread });
    expect(said.clues.map(({ certainty, message }) => [certainty, message.slice(0, 40)])).toEqual([
      ["possible", "it is given google_secret_manager_secret"],
    ]);
    expect(said.clues[0]?.message).toContain("no grant that could be read");
  });
});
