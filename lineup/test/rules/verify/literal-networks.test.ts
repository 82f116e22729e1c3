import { API, CONNECTOR, EGRESS_RULE, type Root, ref, SUBNET, VPC } from "../../../../corpus/verify/base";
import { access, add, connector, opening, set } from "../../../../corpus/verify/edit";
import { changed, only, plan, said, state } from "./ask";

describe("literal-network", () => {
  test("a name that is that of the network made here is right by luck", () => {
    const root = changed((root) => connector(root, { network: "acme-vpc" }));
    const [found, ...more] = only("literal-network", root);
    expect(found).toMatchObject({ severity: "warning", address: CONNECTOR, attribute: "network" });
    expect(found?.message).toContain(`that it is ${VPC} is a coincidence of names`);
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

describe("literal-network of a service with an interface of its own", () => {
  const [NETWORK_AT, SUBNET_AT] = ["network", "subnetwork"].map(
    (key) => `${API} template.vpc_access.network_interfaces.${key}`,
  );
  const through = (block: Root, change: (root: Root) => void = () => {}) =>
    said(
      "literal-network",
      changed((root) => {
        access(root, { connector: undefined, network_interfaces: [block] });
        change(root);
      }),
    );

  test.each(["acme-vpc", "projects/acme-staging/global/networks/acme-vpc"])(
    "names the network by hand: %s",
    (network) => {
      expect(through({ network })).toEqual([NETWORK_AT]);
    },
  );

  test.each(["apps", "projects/acme-staging/regions/europe-west1/subnetworks/apps"])(
    "names the subnet by hand: %s",
    (subnetwork) => {
      const root = changed((root) => access(root, { connector: undefined, network_interfaces: [{ subnetwork }] }));
      const [found, ...more] = only("literal-network", root);
      expect(`${found?.address} ${found?.attribute}`).toBe(SUBNET_AT);
      expect(found).toMatchObject({ severity: "warning", fix: `refer to ${SUBNET}` });
      expect(found?.message).toBe(
        `names the subnetwork "apps" as text; that it is ${SUBNET} is a coincidence of names`,
      );
      expect(more).toEqual([]);
    },
  );

  test("a reference for one of the two does not excuse the other", () => {
    const [network, subnetwork] = [ref(`${VPC}.id`), ref(`${SUBNET}.id`)];
    expect(through({ network, subnetwork: "apps" })).toEqual([SUBNET_AT]);
    expect(through({ network: "acme-vpc", subnetwork })).toEqual([NETWORK_AT]);
    expect(through({ network: "acme-vpc", subnetwork: "apps" })).toEqual([NETWORK_AT, SUBNET_AT]);
    expect(through({ network, subnetwork })).toEqual([]);
    expect(through({ subnetwork: ref(`${SUBNET}.name`) })).toEqual([]);
  });

  test("what is made elsewhere has no other name", () => {
    expect(through({ network: "default" })).toEqual([]);
    expect(through({ network: "projects/elsewhere/global/networks/acme-vpc" })).toEqual([]);
    expect(through({ subnetwork: "workers" })).toEqual([]);
    expect(through({ subnetwork: "projects/elsewhere/regions/europe-west1/subnetworks/apps" })).toEqual([]);
    expect(through({ subnetwork: "projects/acme-staging/regions/europe-west4/subnetworks/apps" })).toEqual([]);
    expect(through({ subnetwork: "apps" }, (root) => set(root, SUBNET, { region: "europe-west4" }))).toEqual([]);
  });

  test("the first generation says it in an annotation", () => {
    const v1 = (network: string) => {
      const interfaces = JSON.stringify([{ network }]);
      const annotations = { "run.googleapis.com/network-interfaces": interfaces };
      const service = { name: "old", location: "europe-west1", template: { metadata: { annotations } } };
      return changed((root) => add(root, "google_cloud_run_service.old", service));
    };
    expect(said("literal-network", v1("acme-vpc"))).toEqual([
      "google_cloud_run_service.old template.metadata.annotations",
    ]);
    expect(said("literal-network", v1("default"))).toEqual([]);
  });

  describe("in a plan", () => {
    const planned = (references: string[]) => {
      const json = structuredClone(plan("ok")) as Root;
      const [{ values }] = json.planned_values.root_module.resources.filter((one: Root) => one.address === API);
      const [change] = json.resource_changes.filter((one: Root) => one.address === API);
      const [configured] = json.configuration.root_module.resources.filter((one: Root) => one.address === API);
      values.template[0].vpc_access = [{ network_interfaces: [{ network: "acme-vpc", subnetwork: "apps" }] }];
      for (const block of change.change.after_unknown.template) block.vpc_access = [{ network_interfaces: [{}] }];
      const [network, subnetwork] = ["google_compute_network", "google_compute_subnetwork"].map((type) => {
        const found = references.filter((reference) => reference.startsWith(`${type}.`));
        return found.length > 0 ? { references: found } : { constant_value: "x" };
      });
      configured.expressions.template[0].vpc_access = [{ network_interfaces: [{ network, subnetwork }] }];
      return said("literal-network", json);
    };

    test("a value that is known may be a reference's", () => {
      expect(planned([])).toEqual([NETWORK_AT, SUBNET_AT]);
      expect(planned([`${VPC}.name`, VPC])).toEqual([SUBNET_AT]);
      expect(planned([`${SUBNET}.name`, SUBNET])).toEqual([NETWORK_AT]);
      expect(planned([`${VPC}.name`, VPC, `${SUBNET}.name`, SUBNET])).toEqual([]);
    });
  });

  test("in a state every name is a literal", () => {
    const network_interfaces = [{ network: "acme-vpc", subnetwork: "apps" }];
    const service = {
      name: "api",
      project: "acme",
      location: "e",
      template: [{ vpc_access: [{ network_interfaces }] }],
    };
    expect(said("literal-network", state({ [VPC]: { name: "acme-vpc", project: "acme" }, [API]: service }))).toEqual(
      [],
    );
  });
});
