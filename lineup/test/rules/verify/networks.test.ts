import { API, CACHE, CONNECTOR, RANGE, type Root, ref, SUBNET, VPC } from "../../../../corpus/verify/base";
import { add, connector, copy, otherNetwork, remove, set, subnet } from "../../../../corpus/verify/edit";
import { readJson } from "../../../src/inputs/read";
import { judge } from "../../../src/verify";
import { changed as asked, findingsIn, only, plan, said, state } from "./ask";

/** The network without its service: overlaps that touch a path are causes of the path. */
const changed = (change: (root: Root) => void) =>
  asked((root) => {
    change(root);
    remove(root, API);
  });

describe("overlapping-ranges", () => {
  test.each<[string, (root: Root) => void]>([
    ["the connector's range", (root) => connector(root, { ip_cidr_range: "10.0.0.16/28" })],
    ["the range of Redis", (root) => subnet(root, "workers", { ip_cidr_range: "10.166.5.0/24" })],
    [
      "the reserved range of Redis",
      (root) => set(root, CACHE, { connect_mode: "DIRECT_PEERING", reserved_ip_range: "10.0.0.8/29" }),
    ],
  ])("an overlap with %s is a cause of the path and no finding besides", (_, change) => {
    const root = asked(change);
    const codes = judge(readJson(root, "x")).paths.flatMap(({ causes }) => causes.map(({ code }) => code));
    expect(codes).toContain("RANGE_OVERLAP");
    expect(findingsIn(root).map(({ rule }) => rule)).not.toContain("overlapping-ranges");
  });

  test("an overlap beside the path is a finding, and the path stays open", () => {
    const root = asked((root) => {
      subnet(root, "one", { ip_cidr_range: "10.3.0.0/24" });
      subnet(root, "two", { ip_cidr_range: "10.3.0.0/25" });
    });
    expect(judge(readJson(root, "x")).verdict).toBe("reachable");
    expect(said("overlapping-ranges", root)).toHaveLength(1);
  });

  test("the later range of two that share addresses is refused", () => {
    const root = changed((root) => subnet(root, "workers", { ip_cidr_range: "10.166.5.0/24" }));
    const [found, ...more] = only("overlapping-ranges", root);
    expect(found).toMatchObject({ severity: "error", address: "google_compute_subnetwork.workers" });
    expect(found?.message).toContain(`10.166.5.0/24 overlaps ${RANGE} (10.166.0.0/16)`);
    expect(more).toEqual([]);
  });

  test("every pair counts, also past a range that touches neither", () => {
    const root = changed((root) => {
      subnet(root, "wide", { ip_cidr_range: "10.3.0.0/16" });
      subnet(root, "first", { ip_cidr_range: "10.3.0.0/24" });
      subnet(root, "last", { ip_cidr_range: "10.3.255.0/24" });
    });
    expect(said("overlapping-ranges", root)).toHaveLength(2);
  });

  test("a connector may not stand in a subnet's range, first or secondary", () => {
    const inside = changed((root) => connector(root, { ip_cidr_range: "10.0.0.16/28" }));
    expect(said("overlapping-ranges", inside)).toEqual([`${CONNECTOR} ip_cidr_range`]);
    const secondary_ip_range = [{ range_name: "pods", ip_cidr_range: "10.2.0.0/20" }];
    const second = changed((root) => set(root, SUBNET, { secondary_ip_range }));
    expect(only("overlapping-ranges", second)).toHaveLength(1);
    expect(only("overlapping-ranges", second)[0]?.message).toContain("10.2.0.0/20");
  });

  test("ranges next to each other do not overlap", () => {
    expect(
      said(
        "overlapping-ranges",
        changed((root) => connector(root, { ip_cidr_range: "10.0.1.0/28" })),
      ),
    ).toEqual([]);
  });

  test("the same range on another network is another range", () => {
    const root = changed((root) => {
      copy(root, SUBNET, "twin", { network: otherNetwork(root) });
    });
    expect(said("overlapping-ranges", root)).toEqual([]);
  });

  test("a range that nobody knows yet overlaps nothing", () => {
    expect(
      said(
        "overlapping-ranges",
        changed((root) => set(root, RANGE, { address: undefined })),
      ),
    ).toEqual([]);
  });

  test("a plan says the same", () => {
    for (const id of ["connector-overlaps-subnet", "connector-overlaps-secondary-range"]) {
      const { paths } = judge(readJson(plan(id), "x"));
      expect(paths.flatMap(({ causes }) => causes.map(({ code }) => code))).toEqual(["RANGE_OVERLAP"]);
      expect(said("overlapping-ranges", plan(id))).toEqual([]);
    }
    expect(said("overlapping-ranges", plan("connector-next-to-subnet"))).toEqual([]);
  });

  test("so does a state", () => {
    const network = "projects/acme/global/networks/v";
    const [one, other] = ["google_compute_subnetwork.one", "google_compute_subnetwork.other"];
    const holding = (range: string) =>
      state({
        [one]: { name: "one", project: "acme", network, ip_cidr_range: "10.0.0.0/24" },
        [other]: { name: "other", project: "acme", network, ip_cidr_range: range },
      });
    expect(said("overlapping-ranges", holding("10.0.0.128/25"))).toEqual([`${other} ip_cidr_range`]);
    expect(said("overlapping-ranges", holding("10.0.1.0/24"))).toEqual([]);
  });

  describe("with the range of a Redis under direct peering", () => {
    const direct = (reserved_ip_range: unknown, change: (root: Root) => void = () => {}) =>
      changed((root) => {
        set(root, CACHE, { connect_mode: "DIRECT_PEERING", reserved_ip_range });
        change(root);
      });
    const overlaps = (root: Root) => said("overlapping-ranges", root);

    test("a subnet, a connector or an allocated range may not share it", () => {
      const [found, ...more] = only("overlapping-ranges", direct("10.0.0.8/29"));
      expect(found).toMatchObject({ severity: "error", address: CACHE, attribute: "reserved_ip_range" });
      expect(found?.message).toBe(`10.0.0.8/29 overlaps ${SUBNET} (10.0.0.0/24) in the same network`);
      expect(more).toEqual([]);
      expect(overlaps(direct("10.2.0.8/29"))).toEqual([`${CACHE} reserved_ip_range`]);
      expect(overlaps(direct("10.166.0.0/29"))).toHaveLength(1);
    });

    test("nor may a second Redis", () => {
      const twin = direct("10.5.0.0/29", (root) => copy(root, CACHE, "twin"));
      expect(overlaps(twin)).toHaveLength(1);
    });

    test("beside it, on another network or not known it is nobody's matter", () => {
      expect(overlaps(direct("10.0.1.0/29"))).toEqual([]);
      const elsewhere = (root: Root) => set(root, CACHE, { authorized_network: otherNetwork(root) });
      expect(overlaps(direct("10.0.0.8/29", elsewhere))).toEqual([]);
      expect(overlaps(direct(ref("var.range")))).toEqual([]);
      expect(overlaps(direct(undefined))).toEqual([]);
    });

    test("a Redis in an allocated range takes none of its own", () => {
      expect(overlaps(changed((root) => set(root, CACHE, { reserved_ip_range: ref(`${RANGE}.name`) })))).toEqual([]);
      expect(overlaps(changed((root) => set(root, CACHE, { reserved_ip_range: "10.0.0.8/29" })))).toEqual([]);
    });

    test("a state says it of the range, not of the address within it", () => {
      const network = "projects/acme/global/networks/v";
      const redis = { name: "r", project: "acme", authorized_network: network, connect_mode: "DIRECT_PEERING" };
      const applied = (range: string) =>
        state({
          [SUBNET]: { name: "apps", project: "acme", network, ip_cidr_range: range },
          [CACHE]: { ...redis, reserved_ip_range: "10.5.0.0/29", host: "10.5.0.3" },
        });
      expect(said("overlapping-ranges", applied("10.5.0.4/30"))).toEqual([`${SUBNET} ip_cidr_range`]);
      expect(said("overlapping-ranges", applied("10.5.0.8/30"))).toEqual([]);
    });

    test("a data source that looks up the very instance takes nothing twice", () => {
      const values = { name: "orders-cache", project: "acme-staging", connect_mode: "DIRECT_PEERING" };
      const lookedUp = direct("10.5.0.0/29", (root) =>
        add(root, "data.google_redis_instance.again", {
          ...values,
          authorized_network: ref(`${VPC}.id`),
          reserved_ip_range: "10.5.0.0/29",
        }),
      );
      expect(overlaps(lookedUp)).toEqual([]);
    });
  });
});
