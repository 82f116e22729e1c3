import { CONNECTOR, ref, SUBNET } from "../matrix/base";
import { connector } from "../matrix/edit";
import { changed, findingsIn, only, plan, said, state } from "./ask";

const limits = (attributes: object) =>
  said(
    "connector-limits",
    changed((root) => connector(root, attributes)),
  );

test("a connector within its limits is fine, in a configuration and in a plan", () => {
  expect(limits({})).toEqual([]);
  expect(said("connector-limits", plan("ok"))).toEqual([]);
});

describe("its name", () => {
  test.each([
    ["a".repeat(20), 20],
    [`${"a".repeat(8)}-${"b".repeat(10)}`, 20],
    ["a-b-c-d-e-f-gh", 20],
  ])("may be %s: %i by Google's count", (name) => {
    expect(limits({ name })).toEqual([]);
  });

  test.each([
    ["a".repeat(21), 21],
    [`${"a".repeat(9)}-${"b".repeat(10)}`, 21],
    ["a-b-c-d-e-f-g-h", 22],
    ["a".repeat(26), 26],
  ])("may not be %s: %i by Google's count", (name, count) => {
    const [found] = only(
      "connector-limits",
      changed((root) => connector(root, { name })),
    );
    expect(found).toMatchObject({ severity: "error", address: CONNECTOR, attribute: "name" });
    expect(found?.message).toContain(`has ${name.length} characters, ${count} by Google's count`);
  });

  test("that is not known yet is not judged", () => {
    expect(limits({ name: ref("var.name") })).toEqual([]);
  });
});

test.each(["10.2.0.0/27", "10.2.0.0/29", "10.2.0.0/2", "10.2.0.0"])("%s is no range for a connector", (range) => {
  expect(limits({ ip_cidr_range: range })).toEqual([`${CONNECTOR} ip_cidr_range`]);
});

test("a connector on a subnet has no range to judge", () => {
  expect(limits({ network: undefined, ip_cidr_range: undefined, subnet: { name: ref(`${SUBNET}.name`) } })).toEqual([]);
});

test.each([
  [2, 3],
  [2, 10],
  [9, 10],
  ["2", "10"],
])("%s to %s instances are fine", (min_instances, max_instances) => {
  expect(limits({ min_instances, max_instances })).toEqual([]);
});

test.each([
  [1, 10, ["min_instances"]],
  [2, 11, ["max_instances"]],
  [3, 3, ["min_instances"]],
  [5, 4, ["min_instances"]],
  [10, 10, ["min_instances", "min_instances"]],
  [1, 2, ["min_instances", "max_instances"]],
])("%i to %i instances are not", (min_instances, max_instances, attributes) => {
  expect(limits({ min_instances, max_instances })).toEqual(attributes.map((attribute) => `${CONNECTOR} ${attribute}`));
});

test.each(["f1-micro", "e2-micro", "e2-standard-4"])("%s is a machine for a connector", (machine_type) => {
  expect(limits({ machine_type })).toEqual([]);
});

test.each(["e2-standard-2", "n1-standard-1", "E2-MICRO"])("%s is none", (machine_type) => {
  expect(limits({ machine_type })).toEqual([`${CONNECTOR} machine_type`]);
});

test("a state is held to the same limits", () => {
  const values = { name: "c", project: "acme", network: "v", ip_cidr_range: "10.2.0.0/28", machine_type: "e2-micro" };
  const applied = (max_instances: number) => state({ [CONNECTOR]: { ...values, min_instances: 2, max_instances } });
  expect(said("connector-limits", applied(11))).toEqual([`${CONNECTOR} max_instances`]);
  expect(findingsIn(applied(10))).toEqual([]);
});
