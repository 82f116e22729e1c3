import { problemsOfStaging, STAGING } from "../support/environment-problems";
import { connectedKeys, serviceKeys } from "../support/environment-schema";
import { stagingInput } from "../support/synth";

describe("names of services are unique", () => {
  const pairs = serviceKeys.flatMap((later, index) => serviceKeys.slice(0, index).map((earlier) => [later, earlier]));

  test.each(pairs)("%s is not called what %s is", (later, earlier) => {
    const edits = { [`services.${earlier}.name`]: "netra-twin", [`services.${later}.name`]: "netra-twin" };
    expect(problemsOfStaging(edits)).toEqual([
      `${STAGING}: services.${later}.name: must differ from services.${earlier}.name, got "netra-twin" - services of one project need names of their own`,
    ]);
  });
});

describe.each(serviceKeys)("%s", (service) => {
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

  test("has a probe period that is not shorter than its timeout", () => {
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

  const connected = connectedKeys.includes(service);
  test(connected ? "has more than the 60 s that the app gives Redis" : "need not wait for Redis", () => {
    expect(window(1, 61)).toEqual([]);
    expect(window(61, 1)).toEqual([]);
    expect(window(1, 60)).toEqual(connected ? [tooShort(60, 60)] : []);
    expect(window(10, 6)).toEqual(connected ? [tooShort(6, 60)] : []);
    expect(window(2, 4)).toEqual(connected ? [tooShort(4, 8)] : []);
  });

  test.each([
    [{ sessionAffinity: true }],
    [{ sessionAffinity: true, websockets: true }],
    [{ websockets: false }],
    [{}],
  ])("may have %j", (settings) => {
    const { websockets, sessionAffinity } = { websockets: undefined, sessionAffinity: undefined, ...settings };
    const said = { [at("websockets")]: websockets, [at("sessionAffinity")]: sessionAffinity };
    expect(problemsOfStaging({ ...said, "alerts.slos": undefined })).toEqual([]);
  });

  test.each([
    [false, "must be true where websockets is, got false - a reconnecting client has to find its instance again"],
    [undefined, "must be true where websockets is - a reconnecting client has to find its instance again"],
  ])("with WebSockets may not have session affinity %s", (sessionAffinity, message) => {
    expect(problemsOfStaging({ [at("websockets")]: true, [at("sessionAffinity")]: sessionAffinity })).toEqual([
      line("sessionAffinity", message),
    ]);
  });

  describe.each([
    ["1", 128, 4],
    ["2", 128, 8],
    ["4", 2048, 16],
    ["6", 4096, 24],
    ["8", 4096, 32],
  ])("beside %s CPUs", (cpu, leastMi, mostGi) => {
    const beside = (memory: string) => problemsOfStaging({ [at("cpu")]: cpu, [at("memory")]: memory });
    const most = [`${mostGi}Gi`, `${mostGi * 1024}Mi`];
    const least = [`${leastMi}Mi`, `${Math.ceil(leastMi / 1024)}Gi`, `${leastMi + 1}Mi`];

    test.each([...least, ...most, `${mostGi * 1024 - 1}Mi`])("may have %s", (memory) => {
      expect(beside(memory)).toEqual([]);
    });

    test.each([`${leastMi - 1}Mi`, "1Mi", `${mostGi * 1024 + 1}Mi`, `${mostGi + 1}Gi`, "9999Gi"])(
      "may not have %s",
      (memory) => {
        expect(beside(memory)).toEqual([
          line(
            "memory",
            `must be from ${leastMi}Mi to ${mostGi}Gi beside cpu "${cpu}", got "${memory}" - Cloud Run refuses the rest`,
          ),
        ]);
      },
    );
  });

  test.each([
    ["3", "9999Gi", "cpu"],
    ["toString", "9999Gi", "cpu"],
    ["1", "-9Gi", "memory"],
    ["1", "much", "memory"],
  ])("with %s CPUs and %s of memory has only its %s complained of", (cpu, memory, field) => {
    const problems = problemsOfStaging({ [at("cpu")]: cpu, [at("memory")]: memory });
    expect(problems).toEqual([expect.stringContaining(`${at(field)}: `)]);
  });
});

describe.each(connectedKeys)("%s goes to the internet through the network", (service) => {
  const path = `services.${service}.egress`;

  test.each([
    [true, "ALL_TRAFFIC"],
    [true, "PRIVATE_RANGES_ONLY"],
    [false, "PRIVATE_RANGES_ONLY"],
  ])("with privateNetwork %s and egress %s at will", (privateNetwork, egress) => {
    expect(problemsOfStaging({ privateNetwork, [path]: egress })).toEqual([]);
  });

  test("but not without a private network, because the NAT is there", () => {
    expect(problemsOfStaging({ privateNetwork: false, [path]: "ALL_TRAFFIC" })).toEqual([
      `${STAGING}: ${path}: must be PRIVATE_RANGES_ONLY where privateNetwork is off, got "ALL_TRAFFIC" - the default network has no NAT from this environment`,
    ]);
  });

  test("and no further problem is reported where privateNetwork is invalid", () => {
    expect(problemsOfStaging({ privateNetwork: "false", [path]: "ALL_TRAFFIC" })).toHaveLength(1);
  });
});

describe("a service with Redis is in the network, and no other is", () => {
  const outside = serviceKeys.find((key) => !connectedKeys.includes(key)) ?? "";

  test("egress beside redis: false is refused, with the two ways out", () => {
    expect(problemsOfStaging({ [`services.${outside}.egress`]: "ALL_TRAFFIC" })).toEqual([
      `${STAGING}: services.${outside}.egress: must be left out where redis is false, got "ALL_TRAFFIC" - only services with Redis use the connector: remove egress or set redis to true`,
    ]);
  });

  test("redis: true without egress is refused", () => {
    const startupProbe = { path: "/", periodSeconds: 10, failureThreshold: 7, timeoutSeconds: 1 };
    const edits = {
      [`services.${outside}.redis`]: true,
      [`services.${outside}.publicBecause`]: "Browsers call it all day long",
      [`services.${outside}.startupProbe`]: startupProbe,
    };
    expect(problemsOfStaging(edits)).toEqual([
      `${STAGING}: services.${outside}.egress: is missing - it must be one of PRIVATE_RANGES_ONLY, ALL_TRAFFIC - pick one`,
    ]);
  });

  test.each(["yes", undefined])("with redis: %j all else that is wrong is reported as well", (redis) => {
    const service = `services.${outside}`;
    const problems = problemsOfStaging({ [`${service}.redis`]: redis, [`${service}.port`]: 0, [`${service}.oops`]: 1 });
    expect(problems.map((problem) => problem.split(": ")[1])).toEqual(
      ["redis", "port", "oops"].map((setting) => `${service}.${setting}`),
    );
  });

  test("an environment in which no service uses its Redis is refused", () => {
    const edits = connectedKeys.flatMap((key) => [
      [`services.${key}.redis`, false],
      [`services.${key}.egress`, undefined],
      [`services.${key}.requires`, []],
    ]);
    expect(problemsOfStaging(Object.fromEntries(edits))).toEqual([
      expect.stringMatching(`^${STAGING}: services: must include one with redis: true, got .+ - the Redis of`),
    ]);
  });
});

describe("a service may be added under any key", () => {
  const backend = { ...stagingInput().services.backend, domains: [] };

  test.each(["chat", "live-chat", "a", "v2"])("such as %s", (key) => {
    expect(problemsOfStaging({ [`services.${key}`]: { ...backend, name: "netra-chat" } })).toEqual([]);
  });

  test.each(["Chat", "2chat", "live_chat", "live--chat", "chat-", "auth-service", "services", ""])(
    "but %j, from which no address can be made that is its own",
    (key) => {
      const problems = problemsOfStaging({ [`services.${key}`]: { ...backend, name: "netra-chat" } });
      expect(problems).toEqual([
        expect.stringContaining(`${STAGING}: services.${key}: must be the key of a service, got "${key}" - such as`),
      ]);
    },
  );
});
