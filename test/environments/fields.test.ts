import { CONSTRAINTS } from "../support/environment-constraints";
import { everythingSaid, problemsOf, STAGING, WHAT_CAN_BE_LEFT_OUT } from "../support/environment-problems";
import { blocks, fields, leaves, SECRET_VARIABLE, serviceKeys } from "../support/environment-schema";
import { read, stagingInput } from "../support/synth";

const wrong = CONSTRAINTS.flatMap(({ refused, ...constraint }) => refused.map((value) => ({ ...constraint, value })));
const right = CONSTRAINTS.flatMap(({ allowed, ...constraint }) => allowed.map((value) => ({ ...constraint, value })));
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** As people read it: a value that is itself text in quotes, everything else as it is, and nothing about secrets. */
const asShown = (value: unknown, path: string) =>
  unlessSecret(path, typeof value === "string" ? JSON.stringify(value) : String(value));
const unlessSecret = (path: string, got: string) =>
  /\.secrets(\.|$)|Key$/.test(path) ? "a value not shown here" : got;

test("every setting is in this table", () => {
  const tabled = new Set(CONSTRAINTS.map(({ path }) => path));
  expect([...tabled].sort()).toEqual(leaves.map(({ path }) => path).sort());
});

test.each(wrong)("$path $must, so $value is refused", ({ path, must, wayOut, value }) => {
  expect(problemsOf(everythingSaid({ [path]: value }))).toContain(
    `${STAGING}: ${path}: ${must}, got ${asShown(value, path)} - ${wayOut}`,
  );
});

test.each(right)("$path $must, as $value is", ({ path, must, value }) => {
  expect(problemsOf(everythingSaid({ [path]: value }))).not.toContainEqual(
    expect.stringMatching(`^${escaped(`${STAGING}: ${path}: ${must}`)}`),
  );
});

describe.each([
  ["null", null, "null"],
  ["a list", ["a"], '["a"]'],
  ["a nested object", { a: { b: 1 } }, '{"a":{"b":1}}'],
])("%s in place of", (_, value, got) => {
  // Where a list may stand, what is wrong in it is named by its place (callers.test.ts).
  const settings = leaves.filter(({ node }) => !Array.isArray(value) || !node.anyOf);
  test.each(settings)("$path is refused", ({ path }) => {
    expect(problemsOf(everythingSaid({ [path]: value }))).toContainEqual(
      expect.stringMatching(
        `^${escaped(`${STAGING}: ${path}: must `)}.*${escaped(`, got ${unlessSecret(path, got)} - `)}.+$`,
      ),
    );
  });
});

describe.each([
  ["null", null, "null"],
  ["a list", [], "[]"],
  ["text", "text", '"text"'],
])("%s in place of the block", (_, value, got) => {
  test.each(blocks.filter(({ path }) => path !== ""))("$path is refused", ({ path }) => {
    expect(problemsOf(everythingSaid({ [path]: value }))).toEqual([
      `${STAGING}: ${path}: must be a block of settings, got ${unlessSecret(path, got)} - write { ... }`,
    ]);
  });

  test("all of it is refused", () => {
    expect(problemsOf(value)).toEqual([
      `${STAGING}: (all of it): must be a block of settings, got ${got} - write { ... }`,
    ]);
  });
});

test.each([
  ["none", [], "[]"],
  ["a lone port", 5432, "5432"],
])("cloudSql.ports must be a list of ports, so %s is refused", (_, value, got) => {
  expect(problemsOf(everythingSaid({ "cloudSql.ports": value }))).toEqual([
    `${STAGING}: cloudSql.ports: must be a list of ports, got ${got} - such as [5432]`,
  ]);
});

test("each wrong port of a list is named by its place", () => {
  expect(problemsOf(everythingSaid({ "cloudSql.ports": [5432, 0, "3307"] }))).toEqual([
    `${STAGING}: cloudSql.ports.1: must be a whole number from 1 to 65535, got 0 - a TCP port`,
    `${STAGING}: cloudSql.ports.2: must be a whole number from 1 to 65535, got "3307" - write it without quotes`,
  ]);
});

const required = fields.filter(({ path, required }) => required && path !== "");

test.each(required)("$path cannot be left out", ({ path }) => {
  expect(problemsOf(everythingSaid({ [path]: undefined }))).toEqual([
    expect.stringMatching(`^${escaped(`${STAGING}: ${path}: is missing - it must `)}.+ - .+$`),
  ]);
});

test.each(
  [
    ...[
      "destroyable",
      "connector.name",
      "publicBy",
      "redis.name",
      "redis.configs",
      "nat.routerName",
      "nat.gatewayName",
      "nat.asn",
      "cloudSql.ranges",
    ],
    ...["name", "subnetName", "servicesRangeName", "descriptions", "descriptions.subnet"].map(
      (path) => `network.${path}`,
    ),
  ].concat(
    serviceKeys.flatMap((name) => [
      `services.${name}.websockets`,
      `services.${name}.env.ENVIRONMENT`,
      `services.${name}.secrets`,
      `services.${name}.secrets.${SECRET_VARIABLE}`,
      `services.${name}.requires`,
      `services.${name}.domains`,
      `services.${name}.traffic`,
    ]),
  ),
)("%s can be left out", (path) => {
  expect(problemsOf(everythingSaid({ [path]: undefined }))).toEqual([]);
});

test("network.otherServicesRanges can be left out where no database is in one of them", () => {
  expect(
    problemsOf(everythingSaid({ "network.otherServicesRanges": undefined, "cloudSql.ranges": undefined })),
  ).toEqual([]);
});

test.each(serviceKeys)("%s reads no secrets unless its file lists some", (name) => {
  expect(read(stagingInput()).services[name]?.secrets).toEqual({});
  expect(read(everythingSaid()).services[name]?.secrets).toEqual(WHAT_CAN_BE_LEFT_OUT[`services.${name}.secrets`]);
});
