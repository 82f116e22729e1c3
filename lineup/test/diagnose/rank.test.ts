import fc from "fast-check";
import type { Evidence } from "../../src/diagnose/contract";
import type { Clue } from "../../src/diagnose/part";
import { ranked } from "../../src/diagnose/rank/rank";
import { clue, liveOf } from "./stage";

const rank = (clues: readonly Clue[], changes: readonly Evidence[] = []) =>
  ranked({ clues, changes, judged: undefined, names: { project: "acme-staging" } });
const codes = (clues: readonly Clue[], changes: readonly Evidence[] = []) =>
  rank(clues, changes).map(({ code }) => code);
const seen = (from: string, at: string, when?: string): Evidence => ({
  ...{ from, at, attribute: "", text: `seen by ${from}` },
  ...(when === undefined ? {} : { when }),
});

const symptom = (change: Partial<Clue> = {}) =>
  clue({ code: "START_FAILED", at: "google_cloud_run_v2_service.api", explainedBy: ["FIREWALL_RULE"], ...change });

describe("one cause", () => {
  test("clues of one code about one thing are one, for all services that it hits", () => {
    const [only, ...others] = rank([
      clue({ services: ["api"], evidence: [seen("paths", "x")] }),
      clue({ services: ["web"], evidence: [seen("logs", "x")], certainty: "possible" }),
    ]);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ certainty: "certain", services: ["api", "web"], rank: 1 });
    expect(only?.evidence.map(({ from }) => from).sort()).toEqual(["logs", "paths"]);
  });

  test("two variables of one service are two causes", () => {
    const missing = (attribute: string) => clue({ code: "VARIABLE_MISSING", at: "service", attribute });
    expect(rank([missing("A"), missing("B")]).map(({ attribute }) => attribute)).toEqual(["A", "B"]);
  });

  test("a clue that names no attribute belongs to those that do", () => {
    expect(rank([clue({ attribute: "priority" }), clue()]).map(({ attribute }) => attribute)).toEqual(["priority"]);
  });
});

describe("what follows from what", () => {
  test("what is seen of a cause is its evidence, and no cause beside it", () => {
    const [first, ...others] = rank([symptom(), clue()]);
    expect(first?.code).toBe("FIREWALL_RULE");
    expect(first?.evidence.map(({ text }) => text)).toContain("it denies tcp:6379 [START_FAILED]");
    expect(others).toEqual([]);
  });

  test("it stays a cause for the services in which nothing explains it", () => {
    const all = rank([symptom({ services: ["api", "web"] }), clue({ services: ["api"] })]);
    expect(all.map(({ code, services }) => [code, services])).toEqual([
      ["FIREWALL_RULE", ["api"]],
      ["START_FAILED", ["web"]],
    ]);
  });

  test("a Redis that does not run stands above the time-outs that it makes, however many services log them", () => {
    const down = clue({ code: "REDIS_INSTANCE_NOT_RUNNING", at: "google_redis_instance.cache", services: ["api"] });
    const silent = (service: string) =>
      clue({ code: "REDIS_SILENT", at: service, services: [service], explainedBy: ["REDIS_INSTANCE_NOT_RUNNING"] });
    expect(codes([silent("web"), silent("api"), down])).toEqual(["REDIS_INSTANCE_NOT_RUNNING", "REDIS_SILENT"]);
  });

  test("a chain of explanations ends in one cause", () => {
    const missing = clue({ code: "RESOURCE_MISSING", at: "google_compute_firewall.allow" });
    const failed = clue({ code: "REVISION_FAILED", at: "api", explainedBy: ["START_FAILED"] });
    expect(codes([failed, symptom(), clue(), missing])).toEqual(["RESOURCE_MISSING"]);
  });

  test("a grant that is missing explains no firewall rule that denies", () => {
    const missing = clue({ code: "RESOURCE_MISSING", at: "google_secret_manager_secret_iam_member.api" });
    expect(codes([clue(), missing]).sort()).toEqual(["FIREWALL_RULE", "RESOURCE_MISSING"]);
  });

  test("what is only possible is likely where it explains what is seen", () => {
    const policy = clue({ code: "UNEVALUATED_POLICY", certainty: "possible", at: "policy" });
    const silent = symptom({ explainedBy: ["UNEVALUATED_POLICY"] });
    expect(rank([policy, silent])).toMatchObject([{ code: "UNEVALUATED_POLICY", certainty: "likely" }]);
    expect(rank([policy])).toMatchObject([{ certainty: "possible" }]);
  });

  test("what is only possible takes nothing in that is certainly cut", () => {
    const missing = clue({ code: "RESOURCE_MISSING", certainty: "possible", at: "google_compute_firewall.new" });
    expect(codes([missing, clue()])).toEqual(["FIREWALL_RULE", "RESOURCE_MISSING"]);
  });

  test("no silence of Redis hangs on a variable of something else", () => {
    const silent = clue({ code: "REDIS_SILENT", at: "api", explainedBy: ["VARIABLE_CHANGED"] });
    const changed = (name: string) =>
      clue({
        code: "VARIABLE_CHANGED",
        certainty: "possible",
        at: "api",
        attribute: `template.containers.env[${name}].value`,
      });
    expect(codes([silent, changed("MOST_CHATS")])).toEqual(["REDIS_SILENT", "VARIABLE_CHANGED"]);
    expect(codes([silent, changed("REDIS_HOST")])).toEqual(["VARIABLE_CHANGED"]);
  });

  test("where something certain explains what is seen, nothing that is possible becomes likely", () => {
    const policy = clue({ code: "UNEVALUATED_POLICY", certainty: "possible", at: "policy" });
    const silent = symptom({ explainedBy: ["UNEVALUATED_POLICY", "FIREWALL_RULE"] });
    expect(rank([policy, silent, clue()])).toMatchObject([{ code: "FIREWALL_RULE" }, { certainty: "possible" }]);
  });

  test("two that explain each other are one, whoever spoke first", () => {
    const one = clue({ code: "AAA", explainedBy: ["BBB"] });
    const other = clue({ code: "BBB", explainedBy: ["AAA"] });
    expect(codes([one, other])).toEqual(["AAA"]);
    expect(codes([other, one])).toEqual(["AAA"]);
  });
});

describe("the order", () => {
  test("certain before likely before possible, then by how many services it hits", () => {
    expect(
      codes([
        clue({ code: "A_POSSIBLE", certainty: "possible", services: ["api", "web", "auth"] }),
        clue({ code: "B_LIKELY", certainty: "likely" }),
        clue({ code: "C_ONE" }),
        clue({ code: "D_TWO", services: ["api", "web"] }),
      ]),
    ).toEqual(["D_TWO", "C_ONE", "B_LIKELY", "A_POSSIBLE"]);
  });

  test("then what changed last before the first error line, and not what changed after it", () => {
    const early = clue({ code: "A_EARLY", at: "a" });
    const late = clue({ code: "B_LATE", at: "b" });
    const after = clue({ code: "C_AFTER", at: "c" });
    const logged = clue({
      ...{ code: "D_SEEN", at: "d", certainty: "likely" },
      evidence: [seen("logs", "d", "2026-11-29T02:00:00Z")],
    });
    const changes = [
      seen("changes", "a", "2026-11-29T01:00:00Z"),
      seen("changes", "b", "2026-11-29T01:59:00Z"),
      seen("changes", "c", "2026-11-29T02:01:00Z"),
    ];
    expect(codes([early, late, after, logged], changes)).toEqual(["B_LATE", "A_EARLY", "C_AFTER", "D_SEEN"]);
  });

  test("who changed a thing is evidence of what is wrong with it, and of nothing else", () => {
    const change = { ...seen("changes", "google_compute_firewall.deny-all"), by: "somebody@example.com" };
    const other = clue({ code: "NO_ROUTE", at: "google_compute_network.deny-all" });
    const [firewall, route] = rank([clue(), other], [change]);
    expect(firewall?.evidence).toEqual([change]);
    expect(route?.evidence).toEqual([]);
  });
});

test("a thing that everything stands on hits all services that have a path", () => {
  const service = (name: string) => ({
    ...{ type: "google_cloud_run_v2_service", name },
    values: { name, template: [{ containers: [{ env: [{ name: "REDIS_HOST", value: "10.0.0.3" }] }] }] },
  });
  const { judged } = liveOf([service("api"), service("web")]);
  const at = (type: string) => clue({ code: "RESOURCE_MISSING", at: `${type}.x`, services: [] });
  const of = (type: string) =>
    ranked({ clues: [at(type)], changes: [], judged, names: { project: "acme" } }).flatMap(({ services }) => services);
  expect(of("google_compute_network")).toEqual(["api", "web"]);
  expect(of("google_monitoring_alert_policy")).toEqual([]);
});

test("another Redis than the one that a service leads to is no cause of what that service shows", () => {
  const redis = {
    type: "google_redis_instance",
    name: "cache",
    values: { name: "cache", host: "10.0.0.3", port: 6379 },
  };
  const variables = [{ name: "REDIS_HOST", value: "10.0.0.3" }];
  const service = { name: "api", template: [{ containers: [{ env: variables }] }] };
  const { judged } = liveOf([redis, { type: "google_cloud_run_v2_service", name: "api", values: service }]);
  const idle = clue({
    code: "REDIS_INSTANCE_NOT_RUNNING",
    certainty: "possible",
    at: "google_redis_instance.batch",
    services: [],
  });
  const failed = clue({ code: "REVISION_FAILED", certainty: "likely", at: "google_cloud_run_v2_service.api" });
  const all = ranked({ clues: [idle, failed], changes: [], judged, names: { project: "acme" } });
  expect(all.map(({ code, certainty, services }) => [code, certainty, services])).toEqual([
    ["REVISION_FAILED", "likely", ["api"]],
    ["REDIS_INSTANCE_NOT_RUNNING", "possible", []],
  ]);
});

const anyClue: fc.Arbitrary<Clue> = fc
  .record({
    code: fc.constantFrom("FIREWALL_RULE", "START_FAILED", "REVISION_FAILED", "RESOURCE_MISSING", "AAA", "BBB"),
    certainty: fc.constantFrom("certain", "likely", "possible"),
    at: fc.constantFrom("a", "b", "google_compute_firewall.a", "google_redis_instance.b"),
    attribute: fc.constantFrom("", "x", "y"),
    services: fc.uniqueArray(fc.constantFrom("api", "web", "auth"), { minLength: 1 }),
    explainedBy: fc.uniqueArray(fc.constantFrom("FIREWALL_RULE", "RESOURCE_MISSING", "AAA", "BBB"), { maxLength: 3 }),
    message: fc.constantFrom("one", "other"),
  })
  .map((parts) => clue(parts as Partial<Clue>));
const anyChange = fc
  .record({ at: fc.constantFrom("a", "b"), when: fc.constantFrom("2026-11-29T01:00:00Z", "2026-11-29T02:00:00Z") })
  .map(({ at, when }) => seen("changes", at, when));

describe("whoever spoke first", () => {
  test("the same clues in any order are the same report", () => {
    const shuffled = fc
      .tuple(fc.array(anyClue, { maxLength: 12 }), fc.array(anyChange, { maxLength: 5 }))
      .chain(([clues, changes]) =>
        fc.tuple(
          fc.constant({ clues, changes }),
          fc.shuffledSubarray(clues, { minLength: clues.length }),
          fc.shuffledSubarray(changes, { minLength: changes.length }),
        ),
      );
    fc.assert(
      fc.property(shuffled, ([{ clues, changes }, otherClues, otherChanges]) => {
        expect(rank(otherClues, otherChanges)).toEqual(rank(clues, changes));
      }),
      { numRuns: 500 },
    );
  });

  test("nothing that was found is lost: each clue is a cause, or evidence of one that hits the same service", () => {
    fc.assert(
      fc.property(fc.array(anyClue, { maxLength: 12 }), (clues) => {
        const causes = rank(clues);
        for (const { code, services } of clues) {
          for (const service of services) {
            const told = causes.filter((cause) => cause.services.includes(service));
            expect(told.length).toBeGreaterThan(0);
            const isSaid = told.some(
              (cause) => cause.code === code || cause.evidence.some(({ text }) => text.endsWith(`[${code}]`)),
            );
            expect(isSaid || told.every(({ evidence }) => evidence.length >= 20)).toBe(true);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  test("the ranks are 1, 2, 3, and nothing that is certain stands below what is possible", () => {
    const order = ["certain", "likely", "possible"];
    fc.assert(
      fc.property(fc.array(anyClue, { maxLength: 12 }), (clues) => {
        const causes = rank(clues);
        expect(causes.map((cause) => cause.rank)).toEqual(causes.map((_, index) => index + 1));
        const places = causes.map(({ certainty }) => order.indexOf(certainty));
        expect(places).toEqual([...places].sort());
      }),
    );
  });
});
