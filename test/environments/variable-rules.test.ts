import { findingsIn } from "../../lineup/test/rules/verify/ask";
import { edited, problemsOfStaging, STAGING } from "../support/environment-problems";
import { serviceKeys } from "../support/environment-schema";
import { read as readEnvironment, stagingInput, synthesizeEnvironment } from "../support/synth";

const HIDDEN = "a value not shown here";

describe.each(serviceKeys)("%s", (service) => {
  const at = (field: string) => `services.${service}.${field}`;
  const line = (field: string, message: string) => `${STAGING}: ${at(field)}: ${message}`;

  test.each(["REDIS_URL", "redis_url", "Redis_Url"])("does not set %s", (name) => {
    expect(problemsOfStaging({ [at(`env.${name}`)]: "redis://10.166.0.3:6379" })).toEqual([
      line(
        `env.${name}`,
        "is deprecated: it hides a host, a port and a password in one string, got a value not shown here - remove it, connectTo(cache) writes REDIS_HOST and REDIS_PORT",
      ),
    ]);
  });

  test.each([
    "REDIS_HOST",
    "REDIS_PORT",
    "REDIS_CA_FILE",
    "redis_host",
    "REDIS_ADDR",
    "REDIS_ENDPOINT",
    "SESSION_REDIS_URL",
  ])("leaves %s to the cache", (name) => {
    expect(problemsOfStaging({ [at(`env.${name}`)]: "10.107.0.3" })).toEqual([
      line(`env.${name}`, 'is written by connectTo(cache) from the cache itself, got "10.107.0.3" - remove it'),
    ]);
  });

  test("leaves REDIS_PASSWORD to the cache, and the password unsaid", () => {
    expect(problemsOfStaging({ [at("env.REDIS_PASSWORD")]: "hunter2" })).toEqual([
      line(
        "env.REDIS_PASSWORD",
        "is written by connectTo(cache) from the cache itself, got a value not shown here - remove it",
      ),
    ]);
  });

  test.each(["REDIS_TIMEOUT_SECONDS", "REDIS_DB", "DATABASE_HOST", "REDIS_HOSTNAME_VERIFICATION"])(
    "may say %s",
    (name) => {
      expect(problemsOfStaging({ [at(`env.${name}`)]: "1" })).toEqual([]);
    },
  );

  test("has nothing said about what is in a list where variables belong", () => {
    expect(problemsOfStaging({ [at("env")]: ["http://localhost:6381"] })).toHaveLength(1);
  });

  test("has nothing said about a variable that is no text but that it must be text", () => {
    expect(problemsOfStaging({ [at("env.PORTS")]: [6381, "localhost"] })).toEqual([
      line("env.PORTS", 'must be a string, got [6381,"localhost"] - put it in quotes'),
    ]);
  });

  test.each(["PORT", "K_SERVICE", "K_REVISION", "K_CONFIGURATION"])(
    "leaves %s to Cloud Run, in plain sight and from a secret",
    (name) => {
      expect(problemsOfStaging({ [at(`env.${name}`)]: "8080" })).toEqual([
        line(`env.${name}`, 'is set by Cloud Run itself, got "8080" - remove it'),
      ]);
      expect(problemsOfStaging({ [at("secrets")]: { [name]: "a-secret" } })).toEqual([
        line(`secrets.${name}`, `is set by Cloud Run itself, got ${HIDDEN} - remove it`),
      ]);
    },
  );

  test.each(["port", "PORTS", "SUPPORT", "API_PORT", "K_SERVICES", "MK_SERVICE", "K_"])("may say %s", (name) => {
    expect(problemsOfStaging({ [at(`env.${name}`)]: "8080" })).toEqual([]);
  });

  const secret = [
    "DB_PASSWORD",
    "PASSWD",
    "JWT_SECRET",
    "GITHUB_TOKEN",
    "STRIPE_API_KEY",
    "APIKEY",
    "PRIVATE_KEY",
    "AWS_ACCESS_KEY",
  ];
  const more = ["SIGNING_PRIVATEKEY", "SECRET_KEY", "AWS_SECRETKEY", "GOOGLE_CREDENTIALS", "CREDENTIAL"];

  test.each([...secret, ...more])("keeps %s out of plain sight, in any spelling, and may read it", (name) => {
    for (const spelled of [name, name.toLowerCase()]) {
      expect(problemsOfStaging({ [at(`env.${spelled}`)]: "hunter2" })).toEqual([
        line(
          `env.${spelled}`,
          `is a secret by its name, and env is in plain sight, got ${HIDDEN} - keep it in Secret Manager and name it in secrets`,
        ),
      ]);
    }
    expect(problemsOfStaging({ [at("secrets")]: { [name]: "a-secret" } })).toEqual([]);
  });

  test.each(["TOKENS_PER_MINUTE", "PASSWORD_MIN_LENGTH", "SECRETARY", "KEY", "MONKEY", "TOKEN_URL", "PUBLIC_KEY"])(
    "may say %s in plain sight",
    (name) => {
      expect(problemsOfStaging({ [at(`env.${name}`)]: "12" })).toEqual([]);
    },
  );

  test("says a variable once, in plain sight or from a secret", () => {
    const edits = { [at("env.SENTRY")]: "s", [at("secrets")]: { SENTRY: "sentry", OTHER: "sentry" } };
    expect(problemsOfStaging(edits)).toEqual([
      line("secrets.SENTRY", `is in env as well, got ${HIDDEN} - say it once`),
    ]);
    expect(problemsOfStaging({ ...edits, [at("env.SENTRY")]: undefined })).toEqual([]);
    expect(problemsOfStaging({ ...edits, [at("env.SENTRY")]: undefined, [at("env.sentry")]: "s" })).toEqual([]);
  });

  test.each(["REDIS_HOST", "REDIS_PORT", "REDIS_PASSWORD", "REDIS_CA_FILE", "REDIS_URL", "SESSION_REDIS_URL"])(
    "reads %s from no secret of somebody else's",
    (name) => {
      expect(problemsOfStaging({ [at("secrets")]: { [name]: "a-secret" } })).toEqual([
        line(`secrets.${name}`, `is written by connectTo(cache) from the cache itself, got ${HIDDEN} - remove it`),
      ]);
    },
  );

  test("may read other things about Redis from a secret", () => {
    expect(problemsOfStaging({ [at("secrets")]: { REDIS_DB: "a-secret", REDIS_TIMEOUT: "b" } })).toEqual([]);
  });
});

describe("two secrets of one service have addresses of their own", () => {
  const read = (secrets: Record<string, string>) => problemsOfStaging({ "services.backend.secrets": secrets });

  test.each([
    ["--", "-_"],
    ["session-signer", "session_signer"],
  ])("%s beside %s is refused: Terraform would know both by one address", (first, second) => {
    expect(read({ FIRST: first, SECOND: second })).toEqual([
      `${STAGING}: services.backend.secrets.SECOND: must not differ from the secret of FIRST in hyphens and underscores alone, got ${HIDDEN} - both would have one Terraform address: give one of the two another name`,
    ]);
  });

  test("one secret may be read twice, and another service may read the other spelling", () => {
    expect(read({ FIRST: "a-b", SECOND: "a-b", THIRD: "a-c", FOURTH: "A-b" })).toEqual([]);
    const edits = { "services.backend.secrets": { FIRST: "a-b" }, "services.auth.secrets": { FIRST: "a_b" } };
    expect(problemsOfStaging(edits)).toEqual([]);
    synthesizeEnvironment(readEnvironment(edited(stagingInput(), edits)));
  });
});

const ofStaging = synthesizeEnvironment(readEnvironment(stagingInput()));

/** The schema refuses exactly those variables by their names that lineup reports after it. */
test.each([
  ["AWS_ACCESS_KEY", true],
  ["AWS_SECRET_ACCESS_KEY", true],
  ["DB_PASSWORD", true],
  ["db_passwd", true],
  ["SSH_PASSPHRASE", true],
  ["JWT_SECRET", true],
  ["GITHUB_TOKEN", true],
  ["STRIPE_API_KEY", true],
  ["SIGNING_KEY", true],
  ["ENCRYPTIONKEY", true],
  ["GOOGLE_CREDENTIALS", true],
  ["PUBLIC_KEY", false],
  ["TOKEN_LIFETIME", false],
  ["SECRETARY", false],
  ["ACCESS_KEY_ID", false],
  ["ENVIRONMENT", false],
])("schema and lineup agree whether %s is a secret: %s", (name, isSecret) => {
  const refused = problemsOfStaging({ [`services.frontend.env.${name}`]: "a value" });
  const json = structuredClone(ofStaging);
  json.resource.google_cloud_run_v2_service.frontend_service.template.containers[0].env.push({
    name,
    value: "a value",
  });
  const reported = findingsIn(json).filter(({ rule }) => rule === "secret-in-env");
  expect([refused.some((problem) => problem.includes("is a secret by its name")), reported.length > 0]).toEqual([
    isSecret,
    isSecret,
  ]);
});
