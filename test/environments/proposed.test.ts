import { EnvironmentError, readEnvironments } from "../../environments/environment";
import { STAGING } from "../support/environment-problems";
import { stagingInput } from "../support/synth";

function stagingBeside(proposed: unknown) {
  const files = { [STAGING]: stagingInput() };
  const [environment] = readEnvironments(files, proposed);
  // The files are other people's objects.
  expect(files).toEqual({ [STAGING]: stagingInput() });
  return environment;
}

function problemsOf(proposed: unknown): string[] {
  try {
    stagingBeside(proposed);
    return [];
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems;
    throw error;
  }
}

test("what is proposed is put over what the file says, at any depth", () => {
  const read = stagingBeside({
    staging: {
      "connector.instances.max": 10,
      "services.backend.env.OLD": "x",
      "network.descriptions.network": "By hand",
    },
  });
  expect(read?.connector.instances).toEqual({ min: 2, max: 10 });
  expect(read?.services.backend?.env).toEqual({ ...stagingInput().services.backend?.env, OLD: "x" });
  expect(read?.network.descriptions).toEqual({ network: "By hand" });
});

test("null takes a setting away, also one that is not there", () => {
  const taken = { "nat.asn": null, "redis.name": null, "network.descriptions.subnet": null };
  const read = stagingBeside({ staging: taken });
  expect(read?.nat).toEqual({});
  expect(read?.network).not.toHaveProperty("descriptions");
  expect(problemsOf({ staging: { "redis.tier": null } })).toEqual([
    `${STAGING}: redis.tier: is missing - it must be one of BASIC, STANDARD_HA - pick one`,
  ]);
});

test("nothing proposed changes nothing", () => {
  expect(stagingBeside({})).toEqual(stagingBeside(undefined));
  expect(stagingBeside({ staging: {} })).toEqual(stagingBeside(undefined));
});

test("what is wrong with it is said like any other problem of the file, all at once", () => {
  const wrong = { "connector.instances.max": 11, "redis.memoryGB": 1, "region.x": "y", "cloudSql.ports.0": 0 };
  expect(problemsOf({ staging: wrong, nope: {}, "a\nb": {} })).toEqual([
    "context: settings.nope: is not an environment - name one of staging",
    'context: settings."a\\nb": is not an environment - name one of staging',
    `${STAGING}: region: must be a region, got {"x":"y"} - such as "us-central1"`,
    expect.stringContaining(`${STAGING}: connector.instances.max: must be a whole number from 3 to 10, got 11 - `),
    `${STAGING}: redis.memoryGB: is not a setting, got 1 - remove it or mend its spelling`,
    `${STAGING}: cloudSql.ports.0: must be a whole number from 1 to 65535, got 0 - a TCP port`,
  ]);
});

test.each([
  ["no block", 3],
  ["a list", []],
  ["a text", "staging"],
  ["nothing", null],
])("%s is refused", (_, value) => {
  expect(problemsOf(value)).toEqual([
    expect.stringMatching(/^context: settings: must be a block of settings, got .+ - /),
  ]);
  expect(problemsOf({ staging: value })).toEqual([
    expect.stringMatching(/^context: settings\.staging: must be a block of settings, got .+ - /),
  ]);
});

test.each([
  "__proto__.polluted",
  "constructor.prototype.polluted",
  "redis.__proto__.polluted",
  "services.__proto__.name",
  "",
])("the path %p is refused, and reaches nobody else", (path) => {
  expect(problemsOf({ staging: { [path]: "x" } }).length).toBeGreaterThan(0);
  expect(problemsOf(JSON.parse('{ "__proto__": { "region": "x" } }'))).toHaveLength(1);
  expect({}).not.toHaveProperty("polluted");
  expect({}).not.toHaveProperty("name");
});
