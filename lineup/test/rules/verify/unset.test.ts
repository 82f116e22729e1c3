import { API, CACHE, CONNECTOR, EGRESS_RULE, INGRESS_RULE, RANGE } from "../../../../corpus/verify/base";
import { access, connector, opening, set } from "../../../../corpus/verify/edit";
import facts from "../../../../facts/google-6.50.0.json";
import { invisibleWhenUnset } from "../../../src/rules/verify/unset-computed";
import { changed, findingsIn, only, plan, said, state } from "./ask";

const attributes = facts.resources as unknown as Record<
  string,
  { attributes: Record<string, { optional?: boolean; computed?: boolean }> }
>;

/** Every kind that decides a path, with nothing said that need not be. */
const bare = {
  provider: { google: { project: "acme", region: "europe-west1" } },
  resource: {
    google_redis_instance: { x: { name: "x", memory_size_gb: 1 } },
    google_vpc_access_connector: { x: { name: "x" } },
    google_compute_firewall: { x: { name: "x", network: "n", allow: [{ protocol: "tcp" }] } },
    google_compute_global_address: { x: { name: "x", purpose: "VPC_PEERING" } },
    google_cloud_run_v2_service: { x: { name: "x", template: { vpc_access: { connector: "c" } } } },
    google_cloud_run_v2_job: { x: { name: "x", template: { template: { vpc_access: { connector: "c" } } } } },
  },
};

describe("unset-computed", () => {
  const found = only("unset-computed", bare);

  test("speaks of what the provider's own schema calls optional and computed, and of nothing else", () => {
    expect(found.length).toBeGreaterThan(10);
    for (const { address, attribute } of found) {
      const [type = ""] = address.split(".");
      expect({ attribute, ...attributes[type]?.attributes[attribute] }).toMatchObject({
        optional: true,
        computed: true,
      });
    }
  });

  test("knows them for every kind that decides a path", () => {
    for (const type of Object.keys(bare.resource)) {
      const reported = found.filter(({ address }) => address === `${type}.x`).map(({ attribute }) => attribute);
      const expected = invisibleWhenUnset(type).filter((path) => path !== "destination_ranges");
      expect(expected).not.toEqual([]);
      expect(reported.sort()).toEqual(expected.sort());
    }
  });

  test("leaves out what has a default of the provider, or is never filled in", () => {
    expect(invisibleWhenUnset("google_redis_instance")).not.toContain("connect_mode");
    expect(invisibleWhenUnset("google_compute_firewall")).not.toContain("priority");
    expect(invisibleWhenUnset("google_vpc_access_connector")).not.toContain("ip_cidr_range");
    expect(invisibleWhenUnset("constructor")).toEqual([]);
  });

  test("is silent where everything is written out", () => {
    const written = changed((root) => set(root, CACHE, { reserved_ip_range: "psa" }));
    expect(said("unset-computed", written)).toEqual([]);
  });

  test.each([
    ["template.vpc_access.egress", API, changed((root) => access(root, { egress: undefined }))],
    ["authorized_network", CACHE, changed((root) => set(root, CACHE, { authorized_network: undefined }))],
    ["min_instances", CONNECTOR, changed((root) => connector(root, { min_instances: undefined }))],
    ["direction", INGRESS_RULE, changed((root) => set(root, INGRESS_RULE, { direction: undefined }))],
    ["destination_ranges", EGRESS_RULE, changed((root) => opening(root, { destination_ranges: undefined }))],
    ["address", RANGE, changed((root) => set(root, RANGE, { address: null }))],
  ])("says that %s of %s is missing", (attribute, address, root) => {
    expect(said("unset-computed", root)).toContain(`${address} ${attribute}`);
    expect(said("unset-computed", changed())).not.toContain(`${address} ${attribute}`);
  });

  test("a service without access to a network has no egress to write", () => {
    expect(
      said(
        "unset-computed",
        changed((root) => access(root, undefined)),
      ),
    ).not.toContain(`${API} template.vpc_access.egress`);
  });

  test("an unset field of a plan is known after apply, and still unset", () => {
    const egress = `${API} template.vpc_access.egress`;
    expect(said("unset-computed", plan("egress-unset"))).toContain(egress);
    expect(said("unset-computed", plan("ok"))).not.toContain(egress);
  });

  test("a state has been filled in", () => {
    expect(findingsIn(state({ [CACHE]: { name: "x", project: "acme", region: "europe-west1" } }))).toEqual([]);
  });
});
