import { type Root, ref, SUBNET } from "../matrix/base";
import { add, connector } from "../matrix/edit";
import { changed, only, plan, said, state } from "./ask";

const NAT = "google_compute_router_nat.nat";
const values = { name: "nat", router: "r", region: "europe-west1", nat_ip_allocate_option: "AUTO_ONLY" };
const withNat = (attributes: Root, change: (root: Root) => void = () => {}) =>
  changed((root) => {
    const source_subnetwork_ip_ranges_to_nat = "ALL_SUBNETWORKS_ALL_IP_RANGES";
    add(root, NAT, { ...values, source_subnetwork_ip_ranges_to_nat, ...attributes });
    change(root);
  });
const both = { enable_dynamic_port_allocation: true, enable_endpoint_independent_mapping: true };

describe("nat-combination", () => {
  test("dynamic ports and endpoint-independent mapping exclude each other", () => {
    expect(only("nat-combination", withNat(both))).toMatchObject([
      { severity: "error", address: NAT, attribute: "enable_endpoint_independent_mapping" },
    ]);
  });

  test.each([
    [true, false],
    [false, true],
    [false, false],
    [true, undefined],
    [undefined, true],
  ])("one of them is fine: %p and %p", (dynamic, mapping) => {
    const attributes = { enable_dynamic_port_allocation: dynamic, enable_endpoint_independent_mapping: mapping };
    expect(said("nat-combination", withNat(attributes))).toEqual([]);
  });

  test.each([
    [{ enable: true }, ["filter"]],
    [{ filter: "ERRORS_ONLY" }, ["enable"]],
    [[{ enable: false }], ["filter"]],
    [{}, ["enable", "filter"]],
  ])("half a log_config is refused: %j", (log_config, missing) => {
    const attributes = missing.map((key) => `${NAT} log_config.${key}`);
    expect(said("nat-combination", withNat({ log_config }))).toEqual(attributes);
  });

  test.each([[{ enable: false, filter: "ALL" }], [[{ enable: true, filter: "ALL" }]], [[]], [undefined]])(
    "a whole one or none is fine: %j",
    (log_config) => {
      expect(said("nat-combination", withNat({ log_config }))).toEqual([]);
    },
  );

  test("a state says it too, and a plan with a sound NAT says nothing", () => {
    expect(said("nat-combination", state({ [NAT]: { ...values, ...both } }))).toHaveLength(1);
    expect(said("nat-combination", plan("nat-present"))).toEqual([]);
    expect(said("nat-combination", plan("all-traffic-with-nat"))).toEqual([]);
  });
});

describe("nat-misses-connector", () => {
  const listed = {
    source_subnetwork_ip_ranges_to_nat: "LIST_OF_SUBNETWORKS",
    subnetwork: [{ name: ref(`${SUBNET}.id`), source_ip_ranges_to_nat: ["ALL_IP_RANGES"] }],
  };

  test("a list of subnetworks cannot name the connector's hidden one", () => {
    expect(only("nat-misses-connector", withNat(listed))).toMatchObject([
      { severity: "note", address: NAT, attribute: "source_subnetwork_ip_ranges_to_nat" },
    ]);
  });

  test("all subnetworks hold it", () => {
    expect(said("nat-misses-connector", withNat({}))).toEqual([]);
    expect(said("nat-misses-connector", plan("all-traffic-with-nat"))).toEqual([]);
  });

  test("a connector on a subnet of ours can be named", () => {
    const onSubnet = { network: undefined, ip_cidr_range: undefined, subnet: { name: ref(`${SUBNET}.name`) } };
    expect(
      said(
        "nat-misses-connector",
        withNat(listed, (root) => connector(root, onSubnet)),
      ),
    ).toEqual([]);
  });
});
