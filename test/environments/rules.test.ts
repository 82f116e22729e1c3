import { edited, problemsOfAll, problemsOfStaging, STAGING } from "../support/environment-problems";
import { read, stagingInput } from "../support/synth";

describe("ranges do not overlap", () => {
  const paths = ["network.range", "network.servicesRange", "connector.range", "redis.peeringRange"];
  const sizes: Record<string, number> = { "connector.range": 28, "redis.peeringRange": 29 };
  const pairs = paths.flatMap((later, index) => paths.slice(0, index).map((earlier) => ({ earlier, later })));

  test.each(pairs)("$later may not begin where $earlier does", ({ earlier, later }) => {
    const [outer, inner] = [`172.16.0.0/${sizes[earlier] ?? 16}`, `172.16.0.0/${sizes[later] ?? 24}`];
    expect(problemsOfStaging({ [earlier]: outer, [later]: inner })).toEqual([
      `${STAGING}: ${later}: must not overlap ${earlier} (${outer}), got "${inner}" - pick a free block`,
    ]);
  });

  test.each(pairs)("$later may end where $earlier begins", ({ earlier, later }) => {
    const before = later === "redis.peeringRange" ? "172.19.255.248/29" : "172.19.255.240/28";
    const ends = sizes[later] ? before : "172.19.255.0/24";
    expect(problemsOfStaging({ [later]: ends, [earlier]: `172.20.0.0/${sizes[earlier] ?? 16}` })).toEqual([]);
  });

  test("a range overlaps what it holds as well as what holds it", () => {
    expect(problemsOfStaging({ "network.range": "10.2.0.0/29" })).toEqual([
      `${STAGING}: connector.range: must not overlap network.range (10.2.0.0/29), got "10.2.0.0/28" - pick a free block`,
    ]);
  });

  test("three that overlap are three problems", () => {
    const edits = { "network.range": "10.2.0.0/24", "redis.peeringRange": "10.2.0.8/29" };
    expect(problemsOfStaging(edits).map((problem) => problem.split(", got")[0])).toEqual([
      `${STAGING}: connector.range: must not overlap network.range (10.2.0.0/24)`,
      `${STAGING}: redis.peeringRange: must not overlap network.range (10.2.0.0/24)`,
      `${STAGING}: redis.peeringRange: must not overlap connector.range (10.2.0.0/28)`,
    ]);
  });

  test("a range that cannot be read overlaps nothing", () => {
    expect(problemsOfStaging({ "connector.range": "10.0.0.0/33" })).toHaveLength(1);
  });
});

describe("a database has ranges of its own, which the connection keeps", () => {
  const kept = { "network.otherServicesRanges": ["google-managed-services-default"] };
  const problemsOfRanges = (ranges: unknown, besides: object = kept) =>
    problemsOfStaging({ "cloudSql.ranges": ranges, ...besides });

  test("two that are apart from everything", () => {
    expect(problemsOfRanges(["10.99.0.0/20", "172.31.0.0/24"])).toEqual([]);
  });

  test.each([
    ["the services range", "10.166.1.0/24", "network.servicesRange (10.166.0.0/16)", "leave out what is open already"],
    [
      "the subnet",
      "10.0.0.0/20",
      "network.range (10.0.0.0/24)",
      "network.range needs a free block, if a database is there",
    ],
  ])("none overlaps %s", (_, range, taken, wayOut) => {
    expect(problemsOfRanges(["10.99.0.0/20", range])).toEqual([
      `${STAGING}: cloudSql.ranges.1: must not overlap ${taken}, got "${range}" - ${wayOut}`,
    ]);
  });

  test("none overlaps another of them", () => {
    expect(problemsOfRanges(["10.99.0.0/20", "10.99.1.0/24"])).toEqual([
      `${STAGING}: cloudSql.ranges.1: must not overlap cloudSql.ranges.0 (10.99.0.0/20), got "10.99.1.0/24" - leave out what is open already`,
    ]);
  });

  test("nor is any in what Cloud SQL keeps for itself", () => {
    expect(problemsOfRanges(["172.17.4.0/24"])).toEqual([
      `${STAGING}: cloudSql.ranges.0: must not overlap 172.17.0.0/16, which Cloud SQL keeps, got "172.17.4.0/24" - pick a free block`,
    ]);
  });

  test("of a network that is not made they may be where the default network has its subnets", () => {
    expect(problemsOfRanges(["10.140.0.0/20"], { ...kept, privateNetwork: false })).toEqual([]);
  });

  test("a range that the connection would drop is refused", () => {
    expect(problemsOfRanges(["10.99.0.0/20"], {})).toEqual([
      `${STAGING}: cloudSql.ranges: must go with network.otherServicesRanges, got ["10.99.0.0/20"] - name the reserved range there, or the connection drops it`,
    ]);
  });

  test.each([[[]], ["10.99.0.0/20"], [null], [{ "0": "10.99.0.0/20" }]])("%j is no list of ranges", (ranges) => {
    expect(problemsOfRanges(ranges)).toEqual([
      expect.stringContaining(`${STAGING}: cloudSql.ranges: must be a list of ranges, got `),
    ]);
  });
});

describe("Redis takes a parameter from the version on that has it", () => {
  test.each([
    ["lazyfree-lazy-expire", "yes", "REDIS_6_X", "REDIS_7_0"],
    ["stream-node-max-bytes", "8192", "REDIS_4_0", "REDIS_5_0"],
  ])("%s", (name, value, version, since) => {
    const edits = { "redis.configs": { [name]: value } };
    expect(problemsOfStaging({ ...edits, "redis.version": since })).toEqual([]);
    expect(problemsOfStaging({ ...edits, "redis.version": version })).toEqual([
      `${STAGING}: redis.configs.${name}: must be left out before ${since} (redis.version is ${version}), got "${value}" - remove it`,
    ]);
    expect(problemsOfStaging({ ...edits, "redis.version": "7" })).toHaveLength(1);
  });

  test.each(["requirepass", "maxmemory", "toString", "__proto__"])("%s is none of Memorystore's", (name) => {
    const [problem = "", ...more] = problemsOfStaging({ [`redis.configs.${name}`]: "hunter2" });
    expect(more).toEqual([]);
    expect(problem).toContain(`redis.configs.${name}: is not a setting`);
    if (name === "requirepass") expect(problem).not.toContain("hunter2");
  });
});

describe("no range overlaps 172.17.0.0/16, which Cloud SQL reserves", () => {
  const small = { "connector.range": 28, "redis.peeringRange": 29 };
  const inside = Object.entries({ ...small, "network.range": 24, "network.servicesRange": 24 });
  const around = ["network.range", "network.servicesRange"].flatMap((path) =>
    ["172.17.0.0/16", "172.16.0.0/15", "172.16.0.0/12"].map((range) => ({ path, range })),
  );
  const last: Record<number, string> = { 24: "255.0", 28: "255.240", 29: "255.248" };
  const cases = inside.flatMap(([path, size]) =>
    ["0.0", last[size]].map((block) => ({ path, range: `172.17.${block}/${size}` })),
  );

  describe.each([true, false])("with privateNetwork %s", (privateNetwork) => {
    test.each([...cases, ...around])("$range as $path is refused", ({ path, range }) => {
      expect(problemsOfStaging({ privateNetwork, [path]: range })).toEqual([
        `${STAGING}: ${path}: must not overlap 172.17.0.0/16, which Cloud SQL keeps, got "${range}" - pick a free block`,
      ]);
    });

    test.each(inside)("%s is accepted on both sides of it", (path, size) => {
      expect(problemsOfStaging({ privateNetwork, [path]: `172.16.${last[size]}/${size}` })).toEqual([]);
      expect(problemsOfStaging({ privateNetwork, [path]: `172.18.0.0/${size}` })).toEqual([]);
    });
  });
});

describe("ranges in the default network do not overlap its subnets, 10.128.0.0/9", () => {
  const inside = { "connector.range": ["10.128.0.0/28", "10.255.255.240/28"], "redis.peeringRange": ["10.128.0.0/29"] };
  const cases = Object.entries(inside).flatMap(([path, ranges]) => ranges.map((range) => ({ path, range })));

  test.each(cases)("$range as $path without a private network", ({ path, range }) => {
    const edits = { privateNetwork: false, "network.servicesRange": "172.16.0.0/16", [path]: range };
    expect(problemsOfStaging(edits)).toEqual([
      `${STAGING}: ${path}: must not overlap 10.128.0.0/9, the subnets of the default network, got "${range}" - pick a free block`,
    ]);
  });

  test.each(cases)("but $range as $path is good with one", ({ path, range }) => {
    expect(problemsOfStaging({ privateNetwork: true, [path]: range })).toEqual([]);
  });

  test.each(["10.127.255.240/28", "192.168.0.0/28"])("%s is beside them", (range) => {
    expect(problemsOfStaging({ privateNetwork: false, "connector.range": range })).toEqual([]);
  });

  test("the ranges of a network that is not made may be anywhere", () => {
    const edits = { "network.range": "10.128.0.0/24", "network.servicesRange": "10.166.0.0/16" };
    expect(problemsOfStaging({ privateNetwork: false, ...edits })).toEqual([]);
  });
});

describe("a connector's lower limit is below its upper limit", () => {
  test.each([
    [2, 3],
    [9, 10],
  ])("%d below %d", (min, max) => {
    expect(problemsOfStaging({ "connector.instances": { min, max } })).toEqual([]);
  });

  test.each([
    [3, 3],
    [9, 3],
  ])("%d not below %d", (min, max) => {
    expect(problemsOfStaging({ "connector.instances": { min, max } })).toEqual([
      `${STAGING}: connector.instances.min: must be below connector.instances.max (${max}), got ${min} - lower it`,
    ]);
  });

  test.each([Number.NaN, "3", null])("a limit of %p is not compared", (max) => {
    expect(problemsOfStaging({ "connector.instances": { min: 9, max } })).toHaveLength(1);
  });
});

describe("a connector's derived name fits in 25 characters", () => {
  test("from a name of fifteen it does", () => {
    expect(problemsOfStaging({ name: "n".repeat(15) })).toEqual([]);
    expect(problemsOfStaging({ name: "production" })).toEqual([]);
  });

  test("from one of sixteen it does not, and then another can be set", () => {
    const name = "n".repeat(16);
    const tooLong = `${STAGING}: connector.name: makes the connector "${name}-connector", longer than 25 characters - set a connector.name`;
    expect(problemsOfStaging({ name })).toEqual([tooLong]);
    expect(problemsOfStaging({ name, "connector.name": "prod-connector" })).toEqual([]);
    expect(problemsOfStaging({ name, project: 5 })).toContain(tooLong);
  });

  test("one that is set and too long or no text is one problem", () => {
    expect(problemsOfStaging({ name: "n".repeat(16), "connector.name": "a".repeat(26) })).toHaveLength(1);
    expect(problemsOfStaging({ name: "n".repeat(16), "connector.name": 5 })).toHaveLength(1);
  });

  test("how many hyphens it has does not matter: that is Google's advice and no limit of its API", () => {
    expect(problemsOfStaging({ "connector.name": "a-b-c-d-e-f-g-h-i-j-k-l-m" })).toEqual([]);
  });
});

describe("derived names fit", () => {
  test.each([
    { kind: "redis", path: "name", longest: 40, suffix: "-redis" },
    { kind: "nat", path: "name", longest: 63, suffix: "-nat-gateway" },
    { kind: "router", path: "name", longest: 63, suffix: "-nat-router" },
    { kind: "servicesRange", path: "name", longest: 63, suffix: "-private-ip" },
    { kind: "subnet", path: "name", longest: 63, suffix: "-subnet" },
    { kind: "network", path: "name", longest: 63, suffix: "-vpc" },
    { kind: "stateBucket", path: "project", longest: 63, suffix: "-terraform-state" },
  ])("$kind in $longest characters with its $suffix", ({ kind, path, longest, suffix }) => {
    const name = "n".repeat(longest - suffix.length);
    const problem = `${STAGING}: ${path}: makes the ${kind} "n${name}${suffix}", longer than ${longest} characters, got "n${name}" - shorten it`;
    expect(problemsOfStaging({ [path]: `n${name}`, "connector.name": "cc" })).toContain(problem);
    expect(problemsOfStaging({ [path]: name, "connector.name": "cc" }).join()).not.toContain(`makes the ${kind}`);
  });
});

describe("what exists under another name keeps it", () => {
  const OTHER: Record<string, string> = {
    "redis.name": "staging-redis-7f3a",
    "network.name": "old",
    "network.subnetName": "old-subnet",
    "network.servicesRangeName": "old-services",
    "nat.routerName": "old-router",
    "nat.gatewayName": "old-nat",
    "connector.name": "old-connector",
  };

  test("every name that can be derived can be set, and is then not derived", () => {
    const { names } = read(edited(stagingInput(), OTHER));
    const { stateBucket, stateLogBucket, ...set } = names;
    expect(Object.values(set).sort()).toEqual(Object.values(OTHER).sort());
    expect([stateBucket, stateLogBucket]).toEqual(Object.values(read(stagingInput()).names).slice(-2));
  });

  test("one that is set makes no derived name too long", () => {
    const name = "n".repeat(60);
    expect(problemsOfStaging({ name, ...OTHER })).toEqual([]);
    expect(problemsOfStaging({ name, ...OTHER, "redis.name": undefined })).toEqual([
      expect.stringContaining(`name: makes the redis "${name}-redis", longer than 40 characters`),
    ]);
  });

  test.each([
    ["none", [], "must be a list of names, got [] - such as"],
    ["one alone", "old", 'must be a list of names, got "old" - such as'],
    ["one twice", ["old", "old"], 'must be different names, got ["old","old"] - say each range once'],
  ])("other services ranges are a list of different names, and not %s", (_, value, problem) => {
    expect(problemsOfStaging({ "network.otherServicesRanges": value })).toEqual([
      expect.stringContaining(`${STAGING}: network.otherServicesRanges: ${problem}`),
    ]);
  });
});

describe("environments share nothing", () => {
  const twin = "environments/twin.ts";
  /** Staging once more, without the host names that lead to it. */
  const another = (others: object) =>
    stagingInput((staging) => {
      Object.assign(staging, others);
      for (const service of Object.values(staging.services)) service.domains = [];
    });

  test.each([
    ["name", { project: "netra-twin" }, "staging"],
    ["project", { name: "twin" }, "netra-staging"],
  ])("no two have one %s", (field, others, value) => {
    const input = another(others);
    expect(problemsOfAll({ [STAGING]: stagingInput(), [twin]: input })).toEqual([
      `${twin}: ${field}: must differ from ${STAGING}, got "${value}" - each environment has its own ${field}`,
    ]);
  });

  test.each([
    ["staging-plan", "GitHub environment"],
    ["staging-main", "GitHub environment"],
    ["staging-probe", "GitHub environment"],
    ["staging-bootstrap", "stack"],
  ])("none is called %s beside staging, whichever is written first", (name, part) => {
    const input = another({ name, project: "netra-twin" });
    const named = edited(input, { "connector.name": "twin" });
    const problem = `${twin}: name: must not be that of a ${part} of ${STAGING}, got "${name}" - pick another name`;
    expect(problemsOfAll({ [STAGING]: stagingInput(), [twin]: named })).toEqual([problem]);
    expect(problemsOfAll({ [twin]: named, [STAGING]: stagingInput() })).toEqual([problem]);
    expect(problemsOfAll({ [twin]: named })).toEqual([]);
  });

  test("with a name and a project of its own an environment may be like another in everything else but its host names", () => {
    const input = another({ name: "twin", project: "netra-twin" });
    expect(problemsOfAll({ [STAGING]: stagingInput(), [twin]: input })).toEqual([]);
  });
});
