import { problemsOfStaging, STAGING } from "../support/environment-problems";
import { connectedKeys, serviceKeys } from "../support/environment-schema";

describe("services have names of their own", () => {
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

  test("but not without a network of its own, which is where the NAT is", () => {
    expect(problemsOfStaging({ privateNetwork: false, [path]: "ALL_TRAFFIC" })).toEqual([
      `${STAGING}: ${path}: must be PRIVATE_RANGES_ONLY where privateNetwork is off, got "ALL_TRAFFIC" - the default network has no NAT of ours`,
    ]);
  });

  test("and nothing more is said where nobody can tell whether there is a network", () => {
    expect(problemsOfStaging({ privateNetwork: "false", [path]: "ALL_TRAFFIC" })).toHaveLength(1);
  });
});
