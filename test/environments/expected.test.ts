import { readEnvironments } from "../../environments/environment";
import { production } from "../../environments/production";
import { staging } from "../../environments/staging";
import { daysAfter } from "../../facts/days";
import { edited, problemsOfAll, problemsOfStaging, STAGING } from "../support/environment-problems";
import { stagingInput } from "../support/synth";

const TODAY = "2026-12-01";
const PIN = {
  revision: "netra-backend-staging-00041-abc",
  reason: "The release after it loses messages",
  until: TODAY,
};
const PRODUCTION = "environments/production.ts";
const at = (field: string) => `services.backend.${field}`;
const requires = (...names: string[]) => ({ [at("requires")]: names });
const wrong = (field: string, message: string) => [`${STAGING}: ${at(field)}: ${message}`];

describe("what a service requires", () => {
  test.each(["ENVIRONMENT", "REDIS_HOST", "REDIS_PORT", "REDIS_PASSWORD"])("may be %s, which staging gives", (name) => {
    expect(problemsOfStaging(requires(name))).toEqual([]);
  });

  test("may be read from a secret", () => {
    const secrets = { [at("secrets")]: { SIGNER: "session-signer" } };
    expect(problemsOfStaging({ ...requires("SIGNER"), ...secrets })).toEqual([]);
  });

  test("is refused where nothing gives it", () => {
    expect(problemsOfStaging(requires("ENVIRONMENT", "STRIPE_KEY"))).toEqual(
      wrong(
        "requires.1",
        `must be a variable that the service is given, got "STRIPE_KEY" - write it into ${at("env")} or ${at("secrets")}, or remove it`,
      ),
    );
  });

  test.each([
    ["REDIS_CA_FILE", "redis.tls", {}],
    ["REDIS_PASSWORD", "redis.auth", { "redis.auth": false }],
    ["REDIS_HOST", "services.backend.redis", { [at("redis")]: false, [at("egress")]: undefined }],
  ])("%s is refused where %s is false", (name, setting, edits) => {
    expect(problemsOfStaging({ ...requires(name), ...edits })).toEqual(
      wrong("requires.0", `must be left out where ${setting} is false, got "${name}" - nothing gives it`),
    );
  });

  test("has its certificates with TLS", () => {
    expect(problemsOfStaging({ ...requires("REDIS_CA_FILE"), "redis.tls": true })).toEqual([]);
  });

  test.each(["PORT", "K_SERVICE"])("is not %s, which Cloud Run sets itself", (name) => {
    expect(problemsOfStaging(requires(name))).toEqual(
      wrong("requires.0", `is set by Cloud Run itself, got "${name}" - remove it`),
    );
  });

  test("is said once", () => {
    expect(problemsOfStaging(requires("ENVIRONMENT", "ENVIRONMENT"))).toEqual(
      wrong("requires.1", `must differ from ${at("requires")}.0, got "ENVIRONMENT" - say it once`),
    );
  });

  test.each([
    ["env", "oops"],
    ["secrets", ["oops"]],
    ["redis", "yes"],
  ])("adds no second complaint where %s is broken", (field, value) => {
    expect(problemsOfStaging({ ...requires("FROM_THERE", "REDIS_HOST"), [at(field)]: value })).toEqual(
      field === "redis" ? expect.arrayContaining([expect.stringContaining(at("redis"))]) : [expect.any(String)],
    );
  });
});

describe("a host name", () => {
  test("leads to one service of an environment", () => {
    expect(problemsOfStaging({ "services.auth.domains": ["api.staging.netrasystems.ai"] })).toEqual([
      `${STAGING}: services.auth.domains.0: must differ from services.backend.domains.0, got "api.staging.netrasystems.ai" - a host name leads to one service`,
    ]);
  });

  test("is said once of that one", () => {
    expect(problemsOfStaging({ [at("domains")]: ["a.example.com", "a.example.com"] })).toEqual(
      wrong("domains.1", `must differ from ${at("domains")}.0, got "a.example.com" - a host name leads to one service`),
    );
  });

  test("leads to one environment", () => {
    const other = edited(production, { [at("domains")]: ["api.staging.netrasystems.ai"] });
    expect(problemsOfAll({ [STAGING]: staging, [PRODUCTION]: other })).toEqual([
      `${PRODUCTION}: ${at("domains")}.0: must differ from ${at("domains")}.0 of ${STAGING}, got "api.staging.netrasystems.ai" - a host name leads to one service`,
    ]);
  });

  test("has 253 characters at most", () => {
    const name = (length: number) => `${"a.".repeat((length - 3) / 2)}com`;
    expect(problemsOfStaging({ [at("domains")]: [name(253)] })).toEqual([]);
    expect(problemsOfStaging({ [at("domains")]: [name(255)] })).toEqual([
      expect.stringContaining("must be a host name"),
    ]);
  });

  test.each([
    ["text", "api.example.com"],
    ["numbers", [1]],
    ["null", [null]],
  ])("is refused as %s", (_, value) => {
    expect(problemsOfStaging({ [at("domains")]: value })).toEqual([
      expect.stringMatching(/^environments\/staging\.ts: services\.backend\.domains(\.0)?: must be .* - such as /),
    ]);
  });
});

describe("a pin", () => {
  const problems = (edits: Partial<typeof PIN>, today = TODAY) => {
    try {
      readEnvironments(
        { [STAGING]: edited(stagingInput(), { [at("traffic")]: { ...PIN, ...edits } }) },
        undefined,
        today,
      );
      return [];
    } catch (error) {
      return (error as { problems: string[] }).problems;
    }
  };

  test("is to a revision of the service itself", () => {
    expect(problems({ revision: "netra-auth-service-00041-abc" })).toEqual(
      wrong(
        "traffic.revision",
        `must be a revision of ${at("name")}, got "netra-auth-service-00041-abc" - its name begins with "netra-backend-staging-"`,
      ),
    );
  });

  test.each([0, 31])("may end %i days from the day for which the file is read", (days) => {
    expect(problems({ until: daysAfter(TODAY, days) })).toEqual([]);
  });

  test("may not end later: what is meant to last is a configuration", () => {
    expect(problems({ until: "2027-01-02" })).toEqual(
      wrong(
        "traffic.until",
        `must be within 31 days of today, got "2027-01-02" - a pinned service takes no release: say an earlier day, and a later one then`,
      ),
    );
  });

  test("that was accepted once stays accepted, also after its end: time alone makes no file wrong", () => {
    for (const today of [TODAY, "2026-12-02", "2027-06-01"]) expect(problems({}, today)).toEqual([]);
  });

  test("says why, and what all of it is, at once", () => {
    const broken = { revision: "Backend", reason: "because", until: "2026-02-30" };
    expect(problems(broken)).toEqual([
      expect.stringContaining(`${at("traffic.revision")}: must be the name of a revision, got "Backend"`),
      expect.stringContaining(`${at("traffic.reason")}: must be a reason`),
      expect.stringContaining(`${at("traffic.until")}: must be a day, got "2026-02-30"`),
    ]);
  });
});
