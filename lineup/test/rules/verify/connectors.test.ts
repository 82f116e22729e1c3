import { CONNECTOR, type Root, ref } from "../../../../corpus/verify/base";
import { connector, copy, set, subnet } from "../../../../corpus/verify/edit";
import { readJson } from "../../../src/inputs/read";
import { judge } from "../../../src/verify";
import { changed, findingsIn, only, plan, said, state } from "./ask";

/** A connector that no path uses: limits of the others are causes of their paths. */
const SPARE = "google_vpc_access_connector.spare";
const withSpare = (attributes: Root, change: (root: Root) => void = () => {}) =>
  changed((root) => {
    copy(root, CONNECTOR, "spare", { name: "spare", ip_cidr_range: "10.2.0.16/28" });
    set(root, SPARE, attributes);
    change(root);
  });
const limits = (attributes: Root) => said("connector-limits", withSpare(attributes));

test("a connector within its limits is fine, in a configuration and in a plan", () => {
  expect(limits({})).toEqual([]);
  expect(said("connector-limits", plan("ok"))).toEqual([]);
});

describe("its name", () => {
  test.each(["a".repeat(25), "a-b-c-d-e-f-g-h", "a1"])("may be %s", (name) => {
    expect(limits({ name })).toEqual([]);
  });

  test.each(["a".repeat(26), "Orders", "1orders", "orders-", "a", "orders_conn"])("may not be %s", (name) => {
    const [found, ...more] = only("connector-limits", withSpare({ name }));
    expect(found).toMatchObject({ severity: "error", address: SPARE, attribute: "name" });
    expect(more).toEqual([]);
  });

  test("that is not known yet is not judged", () => {
    expect(limits({ name: ref("var.name") })).toEqual([]);
  });
});

test.each(["10.2.0.0/27", "10.2.0.0/29", "10.2.0.0/2", "10.2.0.0"])("%s is no range for a connector", (range) => {
  expect(limits({ ip_cidr_range: range })).toEqual([`${SPARE} ip_cidr_range`]);
});

describe("a connector on a subnet", () => {
  const on = (block: object, attributes: object = {}) =>
    only(
      "connector-limits",
      withSpare({ network: undefined, ip_cidr_range: undefined, subnet: block }, (root) =>
        subnet(root, "borrowed", attributes),
      ),
    );
  const BORROWED = "google_compute_subnetwork.borrowed";

  test.each([ref(`${BORROWED}.name`), "borrowed"])("fits a /28: %s", (name) => {
    expect(on({ name })).toEqual([]);
  });

  test.each([
    [ref(`${BORROWED}.name`), "10.3.0.0/24"],
    ["borrowed", "10.3.0.0/27"],
    [ref(`${BORROWED}.name`), "10.3.0.0/29"],
  ])("fits nothing else: %s of %s", (name, ip_cidr_range) => {
    const [found, ...more] = on({ name }, { ip_cidr_range });
    expect(found).toMatchObject({ severity: "error", address: SPARE, attribute: "subnet.name" });
    expect(found?.message).toContain(`${BORROWED}, which is ${ip_cidr_range}`);
    expect(more).toEqual([]);
  });

  test("is not judged by a subnet of that name elsewhere, or by a range that is not known", () => {
    expect(on({ name: "borrowed" }, { ip_cidr_range: "10.3.0.0/24", region: "europe-west4" })).toEqual([]);
    expect(on({ name: "borrowed", project_id: "host" }, { ip_cidr_range: "10.3.0.0/24" })).toEqual([]);
    expect(on({ name: "somebody-elses" }, { ip_cidr_range: "10.3.0.0/24" })).toEqual([]);
    expect(on({ name: ref(`${BORROWED}.name`) }, { ip_cidr_range: ref("var.range") })).toEqual([]);
  });

  test("of the very project that is named is", () => {
    expect(on({ name: "borrowed", project_id: "acme-staging" }, { ip_cidr_range: "10.3.0.0/24" })).toHaveLength(1);
  });
});

describe("its size by throughput", () => {
  test("is a warning for each end, and instances are not", () => {
    const found = only(
      "connector-limits",
      changed((root) =>
        connector(root, {
          min_instances: undefined,
          max_instances: undefined,
          min_throughput: 200,
          max_throughput: 300,
        }),
      ),
    );
    expect(found).toMatchObject([
      { severity: "warning", address: CONNECTOR, attribute: "min_throughput", fix: "set min_instances instead" },
      { severity: "warning", address: CONNECTOR, attribute: "max_throughput", fix: "set max_instances instead" },
    ]);
    expect(limits({ max_throughput: 300 })).toEqual([`${SPARE} max_throughput`]);
    expect(limits({ min_throughput: ref("var.throughput") })).toEqual([`${SPARE} min_throughput`]);
    expect(limits({ min_throughput: null })).toEqual([]);
  });

  const withThroughput = (min_instances: number | undefined) => {
    const json = structuredClone(plan("ok")) as Root;
    const [planned] = json.planned_values.root_module.resources.filter((one: Root) => one.address === CONNECTOR);
    const [change] = json.resource_changes.filter((one: Root) => one.address === CONNECTOR);
    const [configured] = json.configuration.root_module.resources.filter((one: Root) => one.address === CONNECTOR);
    Object.assign(planned.values, { min_instances, min_throughput: 200 });
    delete configured.expressions.min_instances;
    Object.assign(change.change.after_unknown, { min_instances: min_instances === undefined, min_throughput: false });
    return json;
  };

  test("is seen in the plan that first sets it", () => {
    expect(said("connector-limits", withThroughput(undefined))).toEqual([`${CONNECTOR} min_throughput`]);
  });

  test("is not read into a plan over a state, which shows both whichever was written", () => {
    expect(said("connector-limits", withThroughput(2))).toEqual([]);
  });

  test("is what the cloud filled in, in a state", () => {
    const values = { name: "conn", project: "acme", network: "v", ip_cidr_range: "10.2.0.0/28" };
    const filled = { min_instances: 2, max_instances: 3, min_throughput: 200, max_throughput: 300 };
    expect(said("connector-limits", state({ [CONNECTOR]: { ...values, ...filled } }))).toEqual([]);
  });
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
  expect(limits({ min_instances, max_instances })).toEqual(attributes.map((attribute) => `${SPARE} ${attribute}`));
});

test.each(["f1-micro", "e2-micro", "e2-standard-4"])("%s is a machine for a connector", (machine_type) => {
  expect(limits({ machine_type })).toEqual([]);
});

test.each(["e2-standard-2", "n1-standard-1", "E2-MICRO"])("%s is none", (machine_type) => {
  expect(limits({ machine_type })).toEqual([`${SPARE} machine_type`]);
});

describe("of a connector on a path", () => {
  const report = (attributes: Root) => {
    const root = changed((root) => connector(root, attributes));
    const [path] = judge(readJson(root, "x")).paths;
    const found = findingsIn(root).filter(({ rule, severity }) => rule === "connector-limits" && severity === "error");
    return { verdict: path?.verdict, causes: path?.causes.map(({ attribute }) => attribute), found };
  };

  test.each<[string, Root, string]>([
    ["ip_cidr_range", { ip_cidr_range: "10.2.0.0/27" }, "blocked"],
    ["min_instances", { min_instances: 1 }, "blocked"],
    ["name", { name: "a".repeat(26) }, "blocked"],
    ["machine_type", { machine_type: "e2-standard-2" }, "unknown"],
  ])("%s is a cause of the path and no finding besides", (attribute, attributes, verdict) => {
    const { causes, found, ...rest } = report(attributes);
    expect(rest.verdict).toBe(verdict);
    expect(causes).toContain(attribute);
    expect(found).toEqual([]);
  });
});

describe("connector-name-length", () => {
  const advised = (name: string) =>
    only(
      "connector-name-length",
      changed((root) => connector(root, { name })),
    );

  test.each(["a".repeat(20), `${"a".repeat(8)}-${"b".repeat(10)}`, "a-b-c-d-e-f-gh"])("is silent about %s", (name) => {
    expect(advised(name)).toEqual([]);
  });

  test.each([
    ["a".repeat(21), 21],
    [`${"a".repeat(9)}-${"b".repeat(10)}`, 21],
    ["a-b-c-d-e-f-g-h", 22],
  ])("notes that %s counts as %i, and leaves the path alone", (name, count) => {
    const [found, ...more] = advised(name);
    expect(found).toMatchObject({ severity: "note", address: CONNECTOR, attribute: "name" });
    expect(found?.message).toContain(`has ${name.length} characters, ${count} with each hyphen counted twice`);
    expect(more).toEqual([]);
    const root = changed((root) => connector(root, { name, region: ref("var.region") }));
    const codes = judge(readJson(root, "x")).paths.flatMap(({ causes }) => causes.map(({ code }) => code));
    expect(codes).not.toContain("VPC_CONNECTOR_NOT_RUNNING");
  });

  test("says nothing about a name that the API refuses", () => {
    expect(advised("a".repeat(26))).toEqual([]);
  });
});

test("a state is held to the same limits", () => {
  const values = {
    name: "conn",
    project: "acme",
    network: "v",
    ip_cidr_range: "10.2.0.0/28",
    machine_type: "e2-micro",
  };
  const applied = (max_instances: number) => state({ [CONNECTOR]: { ...values, min_instances: 2, max_instances } });
  expect(said("connector-limits", applied(11))).toEqual([`${CONNECTOR} max_instances`]);
  expect(findingsIn(applied(10))).toEqual([]);
});
