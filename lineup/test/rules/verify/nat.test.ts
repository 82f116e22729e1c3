import { CONNECTOR, type Root, ref, SUBNET, VPC } from "../../../../corpus/verify/base";
import { add, connector, otherNetwork } from "../../../../corpus/verify/edit";
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
  const ROUTER = "google_compute_router.router";
  const OTHER = "google_compute_router.other";
  const listed = {
    router: ref(`${ROUTER}.name`),
    source_subnetwork_ip_ranges_to_nat: "LIST_OF_SUBNETWORKS",
    subnetwork: [{ name: ref(`${SUBNET}.id`), source_ip_ranges_to_nat: ["ALL_IP_RANGES"] }],
  };
  const here = { name: "r", region: "europe-west1", network: ref(`${VPC}.id`) };
  const misses = (attributes: Root, router: Root = here, change: (root: Root) => void = () => {}) =>
    only(
      "nat-misses-connector",
      withNat({ ...listed, ...attributes }, (root) => {
        add(root, ROUTER, router);
        change(root);
      }),
    );

  test.each([ref(`${ROUTER}.name`), ref(`${ROUTER}.id`), "r"])(
    "a list of subnetworks cannot name the connector's hidden one: router %s",
    (router) => {
      expect(misses({ router })).toMatchObject([
        { severity: "note", address: NAT, attribute: "source_subnetwork_ip_ranges_to_nat" },
      ]);
    },
  );

  test("the region may be the provider's", () => {
    expect(misses({ region: undefined }, { ...here, region: undefined })).toHaveLength(1);
  });

  test("all subnetworks hold it", () => {
    expect(misses({ source_subnetwork_ip_ranges_to_nat: "ALL_SUBNETWORKS_ALL_IP_RANGES" })).toEqual([]);
    expect(said("nat-misses-connector", plan("all-traffic-with-nat"))).toEqual([]);
  });

  test("a connector on a subnet of ours can be named", () => {
    const onSubnet = { network: undefined, ip_cidr_range: undefined, subnet: { name: ref(`${SUBNET}.name`) } };
    expect(misses({}, here, (root) => connector(root, onSubnet))).toEqual([]);
  });

  test("a NAT of another region serves no connector here", () => {
    const region = "europe-west4";
    expect(misses({ region }, { ...here, region })).toEqual([]);
  });

  test("nor does one of another network, also beside a router of this one", () => {
    const elsewhere = (root: Root) => add(root, OTHER, { ...here, name: "other", network: otherNetwork(root) });
    expect(misses({ router: ref(`${OTHER}.name`) }, here, elsewhere)).toEqual([]);
    expect(misses({ router: "other" }, here, elsewhere)).toEqual([]);
    expect(misses({}, here, elsewhere)).toHaveLength(1);
  });

  test("where the router is cannot be told, and then nothing is said", () => {
    expect(misses({ router: "somebody-elses" })).toEqual([]);
    expect(misses({ router: ref("var.router") })).toEqual([]);
    expect(misses({}, { ...here, network: ref("var.network") })).toEqual([]);
  });

  test("a state says the same", () => {
    const network = "projects/acme/global/networks/v";
    const { subnetwork, source_subnetwork_ip_ranges_to_nat } = listed;
    const applied = (region: string) =>
      state({
        [NAT]: { ...values, project: "acme", source_subnetwork_ip_ranges_to_nat, subnetwork },
        [ROUTER]: { name: "r", project: "acme", region: "europe-west1", network },
        [CONNECTOR]: { name: "c", project: "acme", region, network: "v", ip_cidr_range: "10.2.0.0/28" },
      });
    expect(said("nat-misses-connector", applied("europe-west1"))).toHaveLength(1);
    expect(said("nat-misses-connector", applied("europe-west4"))).toEqual([]);
  });
});
