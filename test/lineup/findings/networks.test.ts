import { CONNECTOR, EGRESS_RULE, RANGE, ref, SUBNET, VPC } from "../matrix/base";
import { connector, copy, opening, otherNetwork, set, subnet } from "../matrix/edit";
import { changed, only, plan, said, state } from "./ask";

describe("literal-network", () => {
  test("a name that is that of the network made here is right by luck", () => {
    const root = changed((root) => connector(root, { network: "acme-vpc" }));
    const [found, ...more] = only("literal-network", root);
    expect(found).toMatchObject({ severity: "warning", address: CONNECTOR, attribute: "network" });
    expect(found?.message).toContain(`it is ${VPC} by luck only`);
    expect(more).toEqual([]);
  });

  test.each(["projects/acme-staging/global/networks/acme-vpc", "global/networks/acme-vpc"])("so is %s", (network) => {
    expect(
      said(
        "literal-network",
        changed((root) => opening(root, { network })),
      ),
    ).toEqual([`${EGRESS_RULE} network`]);
  });

  test("and for Redis it is the authorized network that names it", () => {
    const root = changed((root) => set(root, "google_redis_instance.cache", { authorized_network: "acme-vpc" }));
    expect(said("literal-network", root)).toEqual(["google_redis_instance.cache authorized_network"]);
  });

  test("a reference is no literal, by whichever attribute and however it is put together", () => {
    const references = [`${VPC}.id`, `${VPC}.name`, `${VPC}.self_link`].map(ref);
    references.push(`projects/acme-staging/global/networks/${ref(`${VPC}.name`)}`);
    for (const network of references)
      expect(
        said(
          "literal-network",
          changed((root) => opening(root, { network })),
        ),
      ).toEqual([]);
  });

  test.each(["default", "projects/elsewhere/global/networks/acme-vpc"])(
    "%s is a network of somewhere else, and a name is all there is of it",
    (network) => {
      expect(
        said(
          "literal-network",
          changed((root) => opening(root, { network })),
        ),
      ).toEqual([]);
    },
  );

  test("a rule that refers to a subnet is not excused for naming its network", () => {
    const destination_ranges = ["10.166.0.0/16", ref(`${SUBNET}.ip_cidr_range`)];
    const root = changed((root) => opening(root, { network: "acme-vpc", destination_ranges }));
    expect(said("literal-network", root)).toEqual([`${EGRESS_RULE} network`]);
  });

  test("a plan tells a name from a reference whose value is known", () => {
    expect(said("literal-network", plan("network-name-by-luck"))).toEqual([`${CONNECTOR} network`]);
    expect(said("literal-network", plan("ok"))).toEqual([]);
    expect(said("literal-network", plan("connector-on-hardcoded-network"))).toEqual([]);
  });

  test("in a state every name is a literal, and that says nothing", () => {
    const applied = state({
      [VPC]: { name: "acme-vpc", project: "acme" },
      [CONNECTOR]: { name: "c", project: "acme", network: "acme-vpc", ip_cidr_range: "10.2.0.0/28" },
    });
    expect(said("literal-network", applied)).toEqual([]);
  });
});

describe("overlapping-ranges", () => {
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
    expect(said("overlapping-ranges", plan("connector-overlaps-subnet"))).toEqual([`${CONNECTOR} ip_cidr_range`]);
    expect(said("overlapping-ranges", plan("connector-overlaps-secondary-range"))).toHaveLength(1);
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
});
