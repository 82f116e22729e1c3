import { problemsOfStaging, STAGING } from "../support/environment-problems";

describe("services have names of their own", () => {
  test.each([
    ["auth", "backend"],
    ["frontend", "backend"],
    ["frontend", "auth"],
  ])("%s is not called what %s is", (later, earlier) => {
    const edits = { [`services.${earlier}.name`]: "netra-twin", [`services.${later}.name`]: "netra-twin" };
    expect(problemsOfStaging(edits)).toEqual([
      `${STAGING}: services.${later}.name: must differ from services.${earlier}.name, got "netra-twin" - services of one project need names of their own`,
    ]);
  });
});

describe.each(["backend", "auth", "frontend"])("%s", (service) => {
  const at = (field: string) => `services.${service}.${field}`;
  const line = (field: string, message: string) => `${STAGING}: ${at(field)}: ${message}`;

  test.each([6, 30])("may have a name of %d characters, which its service account takes", (length) => {
    expect(problemsOfStaging({ [at("name")]: "n".repeat(length) })).toEqual([]);
  });

  test.each([5, 31, 50])("may not have a name of %d characters", (length) => {
    const name = "n".repeat(length);
    expect(problemsOfStaging({ [at("name")]: name })).toEqual([
      line("name", `must have 6 to 30 characters, got "${name}" - its service account carries the same name`),
    ]);
  });

  test("may always have as many instances as it has at most, and no more", () => {
    expect(problemsOfStaging({ [at("instances")]: { min: 4, max: 4 } })).toEqual([]);
    expect(problemsOfStaging({ [at("instances")]: { min: 5, max: 4 } })).toEqual([
      line("instances.min", `must not exceed ${at("instances.max")} (4), got 5 - lower it`),
    ]);
  });

  test("is asked for its health again only after the answer was waited for", () => {
    const probe = (timeoutSeconds: number) => ({ path: "/", periodSeconds: 9, failureThreshold: 10, timeoutSeconds });
    expect(problemsOfStaging({ [at("startupProbe")]: probe(9) })).toEqual([]);
    expect(problemsOfStaging({ [at("startupProbe")]: probe(10) })).toEqual([
      line("startupProbe.timeoutSeconds", "must not exceed periodSeconds (9), got 10 - lower it"),
    ]);
  });

  const window = (periodSeconds: number, failureThreshold: number) =>
    problemsOfStaging({ [at("startupProbe")]: { path: "/", periodSeconds, failureThreshold, timeoutSeconds: 1 } });

  test("has at most 240 s to start", () => {
    expect(window(120, 2)).toEqual([]);
    expect(window(121, 2)).toEqual([
      line(
        "startupProbe.failureThreshold",
        "makes a window of 242 s, more than the 240 s Cloud Run allows, got 2 - lower it or periodSeconds",
      ),
    ]);
  });

  const tooShort = (failures: number, seconds: number) =>
    line(
      "startupProbe.failureThreshold",
      `makes a window of ${seconds} s, not more than the 60 s the app gives Redis, got ${failures} - raise it or periodSeconds`,
    );

  test(service === "frontend" ? "need not wait for Redis" : "has more than the 60 s that the app gives Redis", () => {
    expect(window(1, 61)).toEqual([]);
    expect(window(61, 1)).toEqual([]);
    expect(window(1, 60)).toEqual(service === "frontend" ? [] : [tooShort(60, 60)]);
    expect(window(10, 6)).toEqual(service === "frontend" ? [] : [tooShort(6, 60)]);
    expect(window(2, 4)).toEqual(service === "frontend" ? [] : [tooShort(4, 8)]);
  });

  test.each([
    [{ sessionAffinity: true }],
    [{ sessionAffinity: true, websockets: true }],
    [{ websockets: false }],
    [{}],
  ])("may have %j", (settings) => {
    const { websockets, sessionAffinity } = { websockets: undefined, sessionAffinity: undefined, ...settings };
    expect(problemsOfStaging({ [at("websockets")]: websockets, [at("sessionAffinity")]: sessionAffinity })).toEqual([]);
  });

  test.each([
    [false, "must be true where websockets is, got false - a reconnecting client has to find its instance again"],
    [undefined, "must be true where websockets is - a reconnecting client has to find its instance again"],
  ])("with WebSockets may not have session affinity %s", (sessionAffinity, message) => {
    expect(problemsOfStaging({ [at("websockets")]: true, [at("sessionAffinity")]: sessionAffinity })).toEqual([
      line("sessionAffinity", message),
    ]);
  });

  test.each(["REDIS_URL", "redis_url", "Redis_Url"])("does not speak of %s", (name) => {
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
});
