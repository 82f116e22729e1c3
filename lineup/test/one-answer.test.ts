import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Json, lineup, root } from "./inputs";

// One fact stands in one room: verify, review and drift give the same answer to the same question.

const recorded = (command: string, id: string): Json =>
  JSON.parse(readFileSync(join(root, "corpus/recordings", command, `${id}.json`), "utf8"));

function ask(command: string, input: Json, ...options: string[]): Json {
  const { stdout, stderr } = lineup([command, "--format", "json", ...options, "-"], { input: JSON.stringify(input) });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout);
}

const changeOf = (plan: Json, address: string): Json =>
  plan.resource_changes.find((change: Json) => change.address === address);

const inState = (plan: Json, address: string): Json =>
  plan.prior_state.values.root_module.resources.find((resource: Json) => resource.address === address);

const planned = (plan: Json, address: string): Json =>
  plan.planned_values.root_module.resources.find((resource: Json) => resource.address === address);

/** The same change in the plan's list, in what is planned and, for drift, in what the refresh found. */
function changeTo(plan: Json, address: string, before: Json, after: Json): Json {
  const change = changeOf(plan, address);
  Object.assign(change.change, { actions: ["update"] });
  Object.assign(change.change.before, before);
  Object.assign(change.change.after, after);
  Object.assign(inState(plan, address).values, before);
  Object.assign(planned(plan, address).values, after);
  return plan;
}

/** The plan of a world in which it happened by hand: the refresh found it, and the plan would undo it. */
function driftTo(plan: Json, address: string, before: Json, after: Json): Json {
  const found = structuredClone(changeOf(plan, address));
  Object.assign(found.change, { actions: ["update"] });
  Object.assign(found.change.before, before);
  Object.assign(found.change.after, after);
  plan.resource_drift = [found];
  return changeTo(plan, address, after, before);
}

const codes = ({ risks }: Json): string[] => risks.map((risk: Json) => `${risk.level} ${risk.code}`);
const drifted = (report: Json): string[] => report.drifted.map((one: Json) => `${one.tier} ${one.code}`);

const SSH = "google_compute_firewall.ssh";
const API = "google_cloud_run_v2_service.api";
const OFFICE = { source_ranges: ["198.51.100.0/24"] };
const SIX = { source_ranges: ["::/0"] };

describe("an SSH firewall rule that is opened to ::/0", () => {
  test("is a finding in verify", () => {
    const plan = changeTo(recorded("review", "nothing"), SSH, OFFICE, SIX);
    const [input] = ask("verify", plan).inputs;
    expect(input.findings.map(({ rule, address }: Json) => `${rule} ${address}`)).toContain(
      `ingress-from-anywhere ${SSH}`,
    );
  });

  test("is a risk in review", () => {
    const plan = changeTo(recorded("review", "nothing"), SSH, OFFICE, SIX);
    expect(codes(ask("review", plan))).toEqual(["caution OPENED_TO_INTERNET"]);
  });

  test("weakens in drift", () => {
    const report = ask("drift", driftTo(recorded("review", "nothing"), SSH, OFFICE, SIX), "--refreshed");
    expect([report.verdict, ...drifted(report)]).toEqual(["weakens", "weakens ALLOW_WIDENED"]);
  });
});

describe("a service whose ingress goes from INTERNAL_ONLY to INTERNAL_LOAD_BALANCER", () => {
  const only = { ingress: "INGRESS_TRAFFIC_INTERNAL_ONLY" };
  const balancer = { ingress: "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER" };

  test("is a risk in review", () => {
    const plan = changeTo(recorded("review", "nothing"), API, only, balancer);
    expect(codes(ask("review", plan))).toEqual(["caution INGRESS_WIDENED"]);
  });

  test("weakens in drift", () => {
    const report = ask("drift", driftTo(recorded("review", "nothing"), API, only, balancer), "--refreshed");
    expect([report.verdict, ...drifted(report)]).toEqual(["weakens", "weakens INGRESS_WIDENED"]);
  });

  test("the other way round it is none, in either", () => {
    expect(codes(ask("review", changeTo(recorded("review", "nothing"), API, balancer, only)))).toEqual([]);
    const report = ask("drift", driftTo(recorded("review", "nothing"), API, balancer, only), "--refreshed");
    expect([report.verdict, ...drifted(report)]).toEqual(["benign", "benign CHANGED"]);
  });
});

describe("a plan in which what is not there is null", () => {
  const withNulls = (plan: Json): Json => {
    for (const change of plan.resource_changes) {
      Object.assign(change, { previous_address: null, deposed: null, action_reason: null });
      Object.assign(change.change, { replace_paths: change.change.replace_paths ?? null, importing: null });
    }
    return plan;
  };

  test.each(["verify", "review"])("is judged by %s as the plan without them", (command) => {
    const [plain, nulls] = [recorded("review", "nothing"), withNulls(recorded("review", "nothing"))];
    expect(ask(command, nulls)).toEqual(ask(command, plain));
  });

  test("is judged by drift as the plan without them", () => {
    const [plain, nulls] = [recorded("drift", "label-added"), withNulls(recorded("drift", "label-added"))];
    for (const change of nulls.resource_drift) change.previous_address = null;
    expect(ask("drift", nulls, "--refreshed")).toEqual(ask("drift", plain, "--refreshed"));
  });
});

test("a plan that deletes another project's subnet of the connector's subnet's name cuts nobody off", () => {
  const plan = recorded("review", "nothing");
  const subnet = "google_compute_subnetwork.borrowed";
  const other = "google_compute_subnetwork.elsewhere";
  const connector = "google_vpc_access_connector.conn";
  const own = planned(plan, "google_compute_subnetwork.apps") ?? planned(plan, "google_compute_subnetwork.subnet");
  const like = (address: string, project: string) => {
    const name = address.split(".")[1] as string;
    const values = { ...structuredClone(own.values), name: "connector-subnet", project, ip_cidr_range: "10.8.0.0/28" };
    return { ...structuredClone(own), address, name, values };
  };
  const project = inState(plan, connector).values.project;
  for (const side of [plan.prior_state.values.root_module.resources, plan.planned_values.root_module.resources]) {
    side.push(like(subnet, project));
    const { values } = side.find((resource: Json) => resource.address === connector);
    Object.assign(values, {
      network: null,
      ip_cidr_range: null,
      subnet: [{ name: "connector-subnet", project_id: project }],
    });
  }
  const gone = { ...like(other, "somebody-elses"), mode: "managed" };
  gone.values.network = "projects/somebody-elses/global/networks/theirs";
  plan.prior_state.values.root_module.resources.unshift(gone);
  plan.resource_changes.push({
    address: other,
    mode: "managed",
    type: "google_compute_subnetwork",
    name: "elsewhere",
    change: { actions: ["delete"], before: gone.values, after: null, after_unknown: {} },
  });
  const report = ask("review", plan);
  expect(report.paths.map(({ before, after }: Json) => [before, after])).toEqual([
    ["reachable", "reachable"],
    ["reachable", "reachable"],
  ]);
  expect([report.verdict, codes(report).filter((code) => code.startsWith("danger"))]).toEqual(["safe", []]);
});

test.each([
  [["diagram", "--format", "json"], "--format"],
  [["verify", "--project", "acme"], "--project"],
  [["drift", "--refreshed", "--impersonate", "x@y"], "--impersonate"],
  [["inventory", "--project", "acme", "--strict"], "--strict"],
])("lineup %j is refused in words that name %s", (args, refused) => {
  const [command, ...options] = args;
  const inputs = command === "inventory" ? [] : ["-"];
  const { status, stderr } = lineup([command as string, ...options, ...inputs], {
    input: JSON.stringify(recorded("review", "nothing")),
  });
  expect([status, stderr]).toEqual([2, expect.stringContaining(refused)]);
});

test("review reads --strict: a caution fails with it, and the verdict stays", () => {
  const plan = JSON.stringify(changeTo(recorded("review", "nothing"), SSH, OFFICE, SIX));
  const [lenient, strict] = [[], ["--strict"]].map((options) =>
    lineup(["review", "--format", "json", ...options, "-"], { input: plan }),
  );
  expect([lenient?.status, strict?.status]).toEqual([0, 1]);
  expect(JSON.parse(strict?.stdout ?? "").verdict).toBe("safe");
});

test("verify lists the services without a declared path by name", () => {
  const plan = recorded("review", "nothing");
  const { values } = planned(plan, API);
  values.template[0].containers[0].env = [];
  const configured = plan.configuration.root_module.resources.find((one: Json) => one.address === API);
  configured.expressions = {};
  configured.depends_on = [];
  const [input] = ask("verify", plan).inputs;
  expect(input.withoutPath).toEqual([API]);
  const { stdout } = lineup(["verify", "-"], { input: JSON.stringify(plan) });
  expect(stdout).toMatch(/no declared path to a Redis: .*api/);
});

test.each(["DB_PASSWORD", "AWS_ACCESS_KEY", "API_KEY", "JWT_SECRET", "SESSION_TOKEN"])(
  "%s is a secret by its name",
  (name) => {
    const plan = recorded("review", "nothing");
    planned(plan, API).values.template[0].containers[0].env.push({ name, value: "x", value_source: [] });
    const [input] = ask("verify", plan).inputs;
    expect(input.findings.map(({ rule }: Json) => rule)).toContain("secret-in-env");
  },
);
