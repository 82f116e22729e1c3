import { readJson } from "../../src/inputs/read";
import { judge } from "../../src/verify";
import { type Json, PROJECT, REGION, settledInventory } from "./live";

const whole = settledInventory();

/** What is said where nothing of these types could be read. */
function without(types: string[], scope: Json = {}, change: (inventory: Json) => void = () => {}) {
  const inventory = whole();
  inventory.resources = inventory.resources.filter(({ type }: Json) => !types.includes(type));
  inventory.unread = [{ what: "something", why: "403", types, ...scope }];
  change(inventory);
  const { verdict, paths } = judge(readJson(inventory, "live.json"));
  return { verdict, paths: paths.map((path) => path.verdict) };
}

const POLICIES = ["google_compute_firewall_policy", "google_compute_network_firewall_policy"];
const [REACHABLE, UNKNOWN] = [["reachable"], ["unknown"]];

test.each<[string, string[], string, string[]]>([
  ["firewall rules", ["google_compute_firewall"], "unknown", UNKNOWN],
  ["firewall policies", POLICIES, "unknown", UNKNOWN],
  ["policy-based routes", ["google_network_connectivity_policy_based_route"], "unknown", UNKNOWN],
  ["services connections", ["google_service_networking_connection"], "unknown", UNKNOWN],
  ["reserved ranges", ["google_compute_global_address"], "unknown", UNKNOWN],
  ["networks", ["google_compute_network", "google_compute_network_peering"], "unknown", UNKNOWN],
  ["peering routes", ["google_compute_exchanged_peering_routes"], "unknown", UNKNOWN],
  ["connectors", ["google_vpc_access_connector"], "unknown", UNKNOWN],
  ["a type that nobody here has heard of", ["google_compute_novelty"], "unknown", UNKNOWN],
  // These decide no path that is there.
  ["service connection policies", ["google_network_connectivity_service_connection_policy"], "reachable", REACHABLE],
  ["routes", ["google_compute_route"], "reachable", REACHABLE],
  ["routers", ["google_compute_router", "google_compute_router_nat"], "reachable", REACHABLE],
  ["subnetworks, with a connector", ["google_compute_subnetwork"], "reachable", REACHABLE],
  // These hide paths: what is there is judged, and does not speak for all.
  ["jobs", ["google_cloud_run_v2_job"], "unknown", REACHABLE],
  ["clusters", ["google_redis_cluster"], "unknown", REACHABLE],
  ["services", ["google_cloud_run_v2_service"], "unknown", []],
  ["Redis instances", ["google_redis_instance"], "unknown", UNKNOWN],
])("unread %s", (_, types, verdict, paths) => {
  expect(without(types)).toEqual({ verdict, paths });
});

test("what does not say what it could matter for matters for everything", () => {
  expect(without([], { types: undefined })).toEqual({ verdict: "unknown", paths: UNKNOWN });
});

test("in a file that does not say what it could matter for, nothing is told to be missing", () => {
  const gone = ({ resources }: Json) => {
    const index = resources.findIndex(({ type }: Json) => type === "google_vpc_access_connector");
    resources.splice(index, 1);
  };
  expect(without(["google_compute_route"], {}, gone).verdict).toBe("blocked");
  expect(without([], { types: undefined }, gone).verdict).toBe("unknown");
});

test("the policies of another network decide nothing here; those of this one do", () => {
  const network = (name: string) => ({ network: `projects/${PROJECT}/global/networks/${name}` });
  expect(without(POLICIES, network("default")).verdict).toBe("reachable");
  expect(without(POLICIES, network("acme-vpc")).verdict).toBe("unknown");
});

test.each(["", "acme-vpc-2", "__proto__", "9".repeat(10_000)])(
  "%j in the place of a network's path may be any",
  (network) => {
    expect(without(POLICIES, { network }).verdict).toBe("unknown");
  },
);

test("a connect mode that nobody here has heard of leaves it unknown", () => {
  const change = ({ resources }: Json) => {
    resources.find(({ type }: Json) => type === "google_redis_instance").values.connect_mode = "PRIVATE_NOVELTY";
  };
  expect(without([], {}, change)).toEqual({ verdict: "unknown", paths: UNKNOWN });
});

test("the networks of another project decide what hangs on them", () => {
  expect(without(["google_compute_firewall"], { project: "acme-host" }).verdict).toBe("reachable");
  expect(without(["google_compute_firewall"], { project: PROJECT }).verdict).toBe("unknown");
});

const deny = {
  type: "google_compute_firewall",
  name: "quick-fix",
  values: {
    name: "quick-fix",
    network: "acme-vpc",
    direction: "EGRESS",
    priority: 10000,
    deny: [{ protocol: "all" }],
    destination_ranges: ["0.0.0.0/0"],
  },
};

test("a deny rule stands under what a policy that could not be read may allow", () => {
  const denied = ({ resources }: Json) => resources.push(deny);
  expect(without(["google_compute_route"], {}, denied).verdict).toBe("blocked");
  expect(without(POLICIES, {}, denied).verdict).toBe("unknown");
});

test("what blocks whatever was not read still blocks", () => {
  const takesAway = ({ resources }: Json) => {
    const service = resources.find(({ type }: Json) => type === "google_cloud_run_v2_service");
    service.values.template[0].vpc_access = [];
  };
  expect(without(["google_compute_firewall"], {}, takesAway).verdict).toBe("blocked");
});

test("a direct interface needs its subnetwork", () => {
  const direct = ({ resources }: Json) => {
    const service = resources.find(({ type }: Json) => type === "google_cloud_run_v2_service");
    const path = `projects/${PROJECT}/regions/${REGION}/subnetworks/acme-subnet`;
    const interfaces = [{ network: "acme-vpc", subnetwork: path, tags: [] }];
    service.values.template[0].vpc_access = [{ egress: "PRIVATE_RANGES_ONLY", network_interfaces: interfaces }];
  };
  expect(without(["google_compute_route"], {}, direct).verdict).toBe("reachable");
  expect(without(["google_compute_subnetwork"], {}, direct).verdict).toBe("unknown");
});

test("with a question only its own path counts", () => {
  const inventory = { ...whole(), unread: [{ what: "jobs", why: "403", types: ["google_cloud_run_v2_job"] }] };
  const question = { from: "google_cloud_run_v2_service.acme-api", to: "google_redis_instance.acme-redis" };
  expect(judge(readJson(inventory, "live.json"), question).verdict).toBe("reachable");
});
