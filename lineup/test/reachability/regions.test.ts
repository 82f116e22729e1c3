import { base, CACHE, CONNECTOR, type Root, ref } from "../../../corpus/verify/base";
import { access, set, subnet } from "../../../corpus/verify/edit";
import { readJson } from "../../src/inputs/read";
import { compareRegions } from "../../src/topology/regions";
import { Unresolved } from "../../src/values";
import { judge } from "../../src/verify";

const unknown = (text: string) => new Unresolved(text);

test.each([
  ["europe-west1", "europe-west1", "same"],
  ["europe-west1", "europe-west4", "different"],
  ["europe-west1", undefined, "unknown"],
  ["europe-west1", unknown("var.region"), "unknown"],
  [unknown("var.region"), unknown("var.region"), "same"],
  [unknown("var.region"), unknown("var.other"), "unknown"],
  [unknown("var.region"), undefined, "unknown"],
  [undefined, undefined, "same"],
] as const)("%p and %p: %s", (a, b, sameness) => {
  expect(compareRegions(a, b)).toBe(sameness);
  expect(compareRegions(b, a)).toBe(sameness);
});

describe("a region that cannot be told leaves the path unknown", () => {
  const region = ref("var.region");
  const causes = (change: (root: Root) => void) => {
    const root = structuredClone(base);
    root.variable = { region: { type: "string" } };
    change(root);
    const [path] = judge(readJson(root, "main.tf.json")).paths;
    return [path?.verdict, path?.causes.map(({ address, attribute }) => `${address} ${attribute}`)];
  };

  test("of a connector", () => {
    const [verdict, places] = causes((root) => set(root, CONNECTOR, { region }));
    expect(verdict).toBe("unknown");
    expect(places).toContain(`${CONNECTOR} region`);
  });

  test("of Redis", () => {
    expect(causes((root) => set(root, CACHE, { region }))).toEqual(["unknown", [`${CACHE} region`]]);
  });

  test("of a subnet that a service sends from", () => {
    const [verdict, places] = causes((root) => {
      subnet(root, "direct", { ip_cidr_range: "10.3.0.0/26", region });
      const subnetwork = ref("google_compute_subnetwork.direct.id");
      access(root, { connector: undefined, network_interfaces: [{ subnetwork }] });
    });
    expect(verdict).toBe("unknown");
    expect(places).toContain("google_compute_subnetwork.direct region");
  });
});
