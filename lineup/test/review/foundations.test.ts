import { type Json, reviewed } from "../../../corpus/score/review/judge";

const CONN = "google_vpc_access_connector.conn";

const subnet = (project: string) => ({
  address: `google_compute_subnetwork.${project}`,
  mode: "managed",
  type: "google_compute_subnetwork",
  name: project,
  values: {
    name: "connectors",
    project,
    region: "europe-west1",
    ip_cidr_range: "10.8.0.0/28",
    network: `projects/${project}/global/networks/acme-vpc`,
    id: `projects/${project}/regions/europe-west1/subnetworks/connectors`,
  },
});

/** The connector stands on the subnet `connectors`; the plan deletes one of that name in some project. */
function deleting(project: string) {
  return reviewed("nothing", (plan) => {
    const [before, after] = [plan.prior_state.values.root_module, plan.planned_values.root_module];
    for (const module of [before, after]) {
      const connector = module.resources.find(({ address }: Json) => address === CONN);
      Object.assign(connector.values, { ip_cidr_range: "", network: "acme-vpc", subnet: [{ name: "connectors" }] });
    }
    before.resources.unshift(subnet("other-project"), subnet("acme-staging"));
    after.resources.unshift(...["other-project", "acme-staging"].filter((one) => one !== project).map(subnet));
    const { values, address, mode, type } = subnet(project);
    plan.resource_changes.push({ address, mode, type, change: { actions: ["delete"], before: values, after: null } });
  });
}

test("a subnet of the same name in another project is not the connector's", () => {
  const { risks, paths, verdict } = deleting("other-project");
  expect(risks).toEqual([]);
  expect(verdict).toBe("safe");
  expect(paths.map(({ before, after }) => [before, after])).toEqual(paths.map(() => ["reachable", "reachable"]));
});

test("the connector's own subnet is", () => {
  expect(deleting("acme-staging").risks).toMatchObject([{ code: "SUBNETWORK_DELETED", level: "danger" }]);
});

test("a range that the services connection shares is missed also where Redis has its address from another one", () => {
  const range = "google_compute_global_address.sql";
  const { risks } = reviewed("nothing", (plan) => {
    const [before, after] = [plan.prior_state.values.root_module, plan.planned_values.root_module];
    const { values } = before.resources.find(({ address }: Json) => address === range);
    after.resources = after.resources.filter(({ address }: Json) => address !== range);
    const change = plan.resource_changes.find(({ address }: Json) => address === range);
    change.change = { actions: ["delete"], before: values, after: null };
  });
  expect(risks.map(({ level, code, address }) => [level, code, address])).toEqual([
    ["danger", "RESERVED_RANGE_DELETED", range],
  ]);
  expect(risks[0]?.consequence).toMatch(/Cloud SQL/);
});

test.each([
  ["moved and replaced", ["delete", "create"], "danger RESERVED_RANGE_REPLACED"],
  ["forgotten", ["forget"], "caution RESOURCE_FORGOTTEN"],
])("a range that the services connection shares is judged also where it is %s", (_, actions, risk) => {
  const { risks } = reviewed("nothing", (plan) => {
    const shared = plan.resource_changes.find(({ address }: Json) => address === "google_compute_global_address.sql");
    Object.assign(shared, { previous_address: "google_compute_global_address.old" });
    Object.assign(shared.change, { actions });
  });
  expect(risks.map(({ level, code }) => `${level} ${code}`)).toContain(risk);
});
