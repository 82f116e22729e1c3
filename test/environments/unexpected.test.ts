import {
  edited,
  everythingSaid,
  problemsOf,
  problemsOfAll,
  problemsOfStaging,
  STAGING,
} from "../support/environment-problems";
import { blocks, leaves } from "../support/environment-schema";
import { stagingInput } from "../support/synth";

const settings = blocks.filter(({ node }) => node.additionalProperties === false);
const variables = blocks.filter(({ node }) => node.additionalProperties !== false);
const inside = (path: string, key: string) => (path ? `${path}.${key}` : key);

describe.each(["oops", "constructor", "toString", "__proto__"])("an unknown setting, %s,", (key) => {
  test.each(settings)("is refused inside '$path'", ({ path }) => {
    const stranger = inside(path, key);
    expect(problemsOf(everythingSaid({ [stranger]: { polluted: true } }))).toEqual([
      `${STAGING}: ${stranger}: is not a setting, got {"polluted":true} - remove it or mend its spelling`,
    ]);
  });
});

test.each(settings)("__proto__ that JSON.parse put inside '$path' is refused and changes nothing else", ({ path }) => {
  const written = JSON.stringify(edited(everythingSaid(), { [inside(path, "PROTO")]: { polluted: true } }));
  expect(problemsOf(JSON.parse(written.replace('"PROTO"', '"__proto__"')))).toHaveLength(1);
  expect(Object.prototype).not.toHaveProperty("polluted");
});

test.each(variables)("a variable called __proto__ is refused in $path instead of dropped", ({ path }) => {
  const got = path.endsWith(".secrets") ? "a value not shown here" : '"x"';
  expect(problemsOf(everythingSaid({ [`${path}.__proto__`]: "x" }))).toEqual([
    `${STAGING}: ${path}.__proto__: is a name that JavaScript keeps for itself, got ${got} - remove it or rename it`,
  ]);
});

test.each(["1ST", "MY-VARIABLE", "MY VARIABLE", ""])(
  "%j is not the name of a variable, and its value is not repeated",
  (key) => {
    const [problem, ...more] = problemsOfStaging({ [`services.backend.env.${key}`]: "hunter2" });
    expect(more).toEqual([]);
    expect(problem).toContain(
      `must be the name of an environment variable, got ${JSON.stringify(key)} - letters, digits and underscores`,
    );
    expect(problem).not.toContain("hunter2");
  },
);

test.each(["lower", "1ST", "_FIRST", "MY-KEY", "MY KEY", ""])(
  "%j is not the name of a variable that is read from a secret",
  (key) => {
    const [problem, ...more] = problemsOfStaging({ "services.backend.secrets": { [key]: "hunter2" } });
    expect(more).toEqual([]);
    expect(problem).toContain(
      `must be the name of an environment variable, got ${JSON.stringify(key)} - capitals, digits and underscores`,
    );
    expect(problem).not.toContain("hunter2");
  },
);

describe("a million characters", () => {
  const longest = (problems: string[]) => Math.max(...problems.map(({ length }) => length));
  const SHORT = 500;

  test.each(["a", "//", "KEY", "a:", "10."])(
    "of %j over and over, in every field at once, make no long error",
    (part) => {
      const text = part.repeat(1_000_000 / part.length);
      const problems = problemsOf(everythingSaid(Object.fromEntries(leaves.map(({ path }) => [path, text]))));
      expect(problems.length).toBeGreaterThan(50);
      expect(longest(problems)).toBeLessThan(SHORT);
    },
  );

  test.each(blocks)("in a key inside '$path' make no long error", ({ path }) => {
    const problems = problemsOf(everythingSaid({ [inside(path, "k-".repeat(500_000))]: "x" }));
    expect(problems).toHaveLength(1);
    expect(longest(problems)).toBeLessThan(SHORT);
  });

  test("in a list make no long error", () => {
    const problems = problemsOfStaging({ region: Array(100_000).fill("us-central1") });
    expect(problems).toHaveLength(1);
    expect(longest(problems)).toBeLessThan(SHORT);
  });

  test("that two environments share make no long error", () => {
    const input = everythingSaid({ project: "p".repeat(1_000_000) });
    expect(longest(problemsOfAll({ [STAGING]: input, "environments/twin.ts": input }))).toBeLessThan(SHORT);
  });
});

describe("what JSON cannot say is refused in words", () => {
  const circular: Record<string, unknown> = {};
  circular.itself = circular;

  test.each([
    [1n, "1n"],
    [[1], "[1]"],
    [["1"], '["1"]'],
    [{ deep: 1n }, '{"deep":"1n"}'],
    [Number.NaN, "NaN"],
    [circular, "something that refers to itself"],
    [() => 1, "a function"],
    [Symbol("gigabytes"), "a symbol"],
  ])("%p", (value, got) => {
    const input = stagingInput((staging) => Object.assign(staging.redis, { memoryGb: value }));
    expect(problemsOf(input)).toEqual([
      `${STAGING}: redis.memoryGb: must be a whole number from 1 to 300, got ${got} - what one instance can hold`,
    ]);
  });
});

test("several lines of text stay on one line", () => {
  expect(problemsOfStaging({ region: "us\ncentral1", "redis.a\nb": 1 }).join("")).not.toContain("\n");
});

describe("what may be a secret is not repeated", () => {
  test.each([
    { "services.backend.env.API_KEY": 2 },
    { "services.backend.env.API_KEY": "http://localhost/?hunter2" },
    { "services.backend.env.DB_PASSWORD": ["hunter2"] },
    { "services.backend.env.db_password": ["hunter2"] },
    { "services.backend.env.DB_PWD": ["hunter2"] },
    { "services.backend.env.SENTRY_DSN": ["hunter2"] },
    { "services.backend.env.SESSION_SECRET": "localhost hunter2" },
    { "services.backend.env.GITHUB_TOKEN": "localhost hunter2" },
    { "services.backend.env.GOOGLE_CREDENTIALS": { hunter2: 1 } },
    { "services.backend.env.SENTRY": "https://hunter2@localhost/1" },
    { "services.backend.env.REDIS_URL": "redis://:hunter2@10.0.0.3:6379" },
    { "services.backend.env.REDIS_PASSWORD": "hunter2" },
    { "services.backend.env.DATABASE": "postgres://netra:hunter2@localhost/netra" },
    { "services.backend.env.DATABASE": "postgres://netra:hun/ter2@localhost/netra" },
    { "services.backend.env.DATABASE": "postgres://netra:a@hunter2@localhost/netra" },
    { "services.backend.env.DATABASE": "postgres://localhost/netra?password=hunter2" },
    { "services.backend.env.DATABASE": "netra:hunter2@tcp(localhost)/netra" },
    { "services.backend.env": ["API_KEY=hunter2"] },
    { "services.backend.env": "API_KEY=hunter2" },
    { "services.backend.env.NESTED": { API_KEY: "hunter2" } },
    { "services.backend": { env: { API_KEY: "hunter2" } }, services: [{ env: { API_KEY: "hunter2" } }] },
    { "services.backend.secrets": { STRIPE: "sk.hunter2" } },
    { "services.backend.secrets": { STRIPE: { live: "hunter2" } } },
    { "services.backend.secrets": { ENVIRONMENT: "hunter2" } },
    { "services.backend.secrets": { REDIS_HOST: "hunter2" } },
    { "services.backend.secrets": ["STRIPE:hunter2"] },
    { "services.backend.secrets": "hunter2" },
    { "services.backend": [{ secrets: { STRIPE: "hunter2" } }] },
    { "redis.password": "hunter2" },
    { region: "postgres://netra:hunter2@db" },
  ])("%j", (edits) => {
    const problems = problemsOfStaging(edits);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.join("\n")).not.toMatch(/hunter2?|ter2/);
  });

  test("but the place, and the rest of an address, are", () => {
    expect(problemsOfStaging({ "services.backend.env.DATABASE": "postgres://netra:hunter2@localhost/netra" })).toEqual([
      `${STAGING}: services.backend.env.DATABASE: points a cloud service at its own container, got "postgres://(credentials not shown)@localhost/netra" - give the address it is deployed under`,
    ]);
  });
});
