import { type Json, reviewed } from "../../../corpus/score/review/judge";
import { HOSTILE, INVISIBLE } from "../report/reports";
import { renderReview } from "./report/reports";

// Whom a change lets in is said with the names that the input has for them.

const API = "google_cloud_run_v2_service.api";

function makes(plan: Json, address: string, after: Json, before: Json = null): void {
  const [type, name] = address.split(".");
  const actions = before === null ? ["create"] : ["update"];
  plan.resource_changes.push({ address, mode: "managed", type, name, change: { actions, before, after } });
  plan.planned_values.root_module.resources.push({ address, mode: "managed", type, name, values: after });
  if (before)
    plan.prior_state.values.root_module.resources.push({ address, mode: "managed", type, name, values: before });
}

const grant = (values: Json) => ({
  name: "orders-api",
  location: "europe-west1",
  role: "roles/run.invoker",
  ...values,
});

const consequences = (change: (plan: Json) => void) =>
  reviewed("nothing", change).risks.map((risk) => risk.consequence);

describe("a service", () => {
  const binding = "google_cloud_run_v2_service_iam_binding.callers";

  test.each([
    [["allUsers"], "allUsers may call it: everybody on the internet"],
    [["allAuthenticatedUsers"], "allAuthenticatedUsers may call it: everybody with a Google account"],
    [["domain:acme.example", "allUsers"], "allUsers and domain:acme.example may call it: everybody on the internet"],
    [
      ["user:a@b.example", "serviceAccount:ci@acme.iam.gserviceaccount.com", "group:ops@b.example", "allUsers"],
      "allUsers, user:a@b.example, serviceAccount:ci@acme.iam.gserviceaccount.com and 1 more may call it: everybody on the internet",
    ],
  ])("that %p may call", (members, said) => {
    expect(consequences((plan) => makes(plan, binding, grant({ members })))).toEqual([said]);
  });

  test("names only those who could not call it before", () => {
    const had = grant({ members: ["domain:acme.example"] });
    const gets = grant({ members: ["domain:acme.example", "allUsers"] });
    expect(consequences((plan) => makes(plan, binding, gets, had))).toEqual([
      "allUsers may call it: everybody on the internet",
    ]);
  });

  const ingress = (plan: Json, is: string, was = "INGRESS_TRAFFIC_INTERNAL_ONLY") => {
    const change = plan.resource_changes.find((one: Json) => one.address === API).change;
    change.actions = ["update"];
    const inWorld = (world: Json) => world.root_module.resources.find((one: Json) => one.address === API).values;
    for (const values of [change.before, inWorld(plan.prior_state.values)]) values.ingress = was;
    for (const values of [change.after, inWorld(plan.planned_values)]) values.ingress = is;
  };

  test.each<[string, Json, string]>([
    ["nobody is given a role on it", undefined, "and callers still need a role that lets them"],
    ["everybody is", grant({ member: "allUsers" }), "and allUsers may call it"],
    [
      "a domain is",
      grant({ member: "domain:acme.example" }),
      "and callers still need a role that lets them, as domain:acme.example has",
    ],
    [
      "everybody is, on a service of that name elsewhere",
      grant({ member: "allUsers", location: "us-central1" }),
      "and callers still need a role that lets them",
    ],
    ["somebody may only look", grant({ member: "allUsers", role: "roles/run.viewer" }), "and callers still need"],
  ])("opened to the internet where %s", (_, values, said) => {
    const [consequence] = consequences((plan) => {
      if (values) makes(plan, "google_cloud_run_v2_service_iam_member.caller", values, values);
      ingress(plan, "INGRESS_TRAFFIC_ALL");
    });
    expect(consequence).toContain("requests from the internet now reach it");
    expect(consequence).toContain(said);
  });

  test("with internal ingress is opened to everybody inside the network only", () => {
    const said = consequences((plan) => {
      ingress(plan, "INGRESS_TRAFFIC_INTERNAL_ONLY");
      makes(plan, binding, grant({ members: ["allUsers"] }));
    });
    expect(said).toEqual(["allUsers may call it from inside the network"]);
  });
});

describe("a service that asks nobody who calls", () => {
  const open = "allUsers may call it without a check of who calls";
  const NEW = "google_cloud_run_v2_service.new";
  const FIRST = "google_cloud_run_service.new";
  const service = (values: Json) => ({ name: "new", location: "europe-west1", template: [], ...values });
  const annotated = (annotations: Json) => service({ metadata: [{ annotations }] });
  const unchecked = { "run.googleapis.com/invoker-iam-disabled": "true" };

  test.each<[string, string, Json, string]>([
    ["is new", NEW, service({ invoker_iam_disabled: true }), open],
    [
      "is new, with internal ingress",
      NEW,
      service({ invoker_iam_disabled: true, ingress: "INGRESS_TRAFFIC_INTERNAL_ONLY" }),
      `${open} from inside the network`,
    ],
    ["is new and of the first generation", FIRST, annotated(unchecked), open],
  ])("is said to be open where it %s", (_, address, values, said) => {
    expect(consequences((plan) => makes(plan, address, values))).toContain(said);
  });

  test.each<[string, Json, Json]>([
    [NEW, service({ invoker_iam_disabled: false }), service({ invoker_iam_disabled: true })],
    [FIRST, annotated({}), annotated(unchecked)],
  ])("or stops asking: %s", (address, before, after) => {
    expect(consequences((plan) => makes(plan, address, after, before))).toContain(open);
  });

  test("is not said again by a change of something else", () => {
    const was = service({ invoker_iam_disabled: true });
    expect(consequences((plan) => makes(plan, NEW, { ...was, description: "new" }, was)).join()).not.toContain(open);
  });

  test.each([service({ invoker_iam_disabled: false }), service({})])("is not one that asks: %j", (values) => {
    expect(consequences((plan) => makes(plan, NEW, values)).join()).not.toContain("allUsers");
  });
});

describe("a firewall rule", () => {
  const rule = (values: Json) => ({
    name: "in",
    network: "https://www.googleapis.com/compute/v1/projects/acme-staging/global/networks/acme-vpc",
    direction: "INGRESS",
    project: "acme-staging",
    source_ranges: ["0.0.0.0/0"],
    allow: [{ protocol: "tcp", ports: ["22", "80-90"] }],
    ...values,
  });

  test.each<[Json, string]>([
    [{}, "0.0.0.0/0, the whole internet, may now send tcp:22,80-90 to every VM of acme-vpc"],
    [
      { target_tags: ["web", "db"], allow: [{ protocol: "all", ports: [] }] },
      "0.0.0.0/0, the whole internet, may now send everything to VMs with the tag web or db",
    ],
    [
      { source_ranges: ["0.0.0.0/1", "128.0.0.0/1"], target_service_accounts: ["a@b.iam.gserviceaccount.com"] },
      "0.0.0.0/1 and 128.0.0.0/1, the whole internet, may now send tcp:22,80-90 to its targets",
    ],
    [{ source_ranges: [] }, "any source, the whole internet, may now send tcp:22,80-90 to every VM of acme-vpc"],
  ])("%j", (values, said) => {
    expect(consequences((plan) => makes(plan, "google_compute_firewall.in", rule(values)))).toContain(said);
  });
});

describe("a secret", () => {
  const grants = (members: string[]) => (plan: Json) =>
    makes(plan, "google_secret_manager_secret_iam_binding.x", { secret_id: "ca", role: "roles/owner", members });

  test("that is opened to everybody and to others names both", () => {
    expect(consequences(grants(["domain:acme.example", "allAuthenticatedUsers"]))).toEqual([
      "allAuthenticatedUsers and domain:acme.example have roles/owner on the secret: everybody with a Google account",
    ]);
  });

  test.each(Object.entries(HOSTILE))("whose other member is %s: it is not printed", (_, member) => {
    const report = reviewed("nothing", grants([member, "allUsers"]));
    const [risk] = report.risks;
    expect(risk?.consequence).toMatch(/^allUsers and a member that is not printed have/);
    for (const format of ["text", "markdown", "json", "sarif"] as const)
      expect(renderReview(report, format).replaceAll("\n", "")).not.toMatch(INVISIBLE);
  });
});
