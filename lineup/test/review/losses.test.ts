import { type Json, reviewed } from "../../../corpus/score/review/judge";

// What a service loses, by an import or without one.

const WORKER = "google_cloud_run_v2_service.worker";

/** The import of a service as it is written, with its template of before changed. */
const losing = (change: (template: Json, service: Json) => void, plan: (plan: Json) => void = () => {}) =>
  reviewed("service-imported", (json) => {
    const planned = json.resource_changes.find((one: Json) => one.address === WORKER);
    const prior = json.prior_state.values.root_module.resources.find((one: Json) => one.address === WORKER);
    for (const values of [planned.change.before, prior.values]) change(values.template[0], values);
    plan(json);
  }).risks.filter(({ address, level }) => address === WORKER && level !== "note");
const said = (...losses: Parameters<typeof losing>) =>
  losing(...losses).map(({ code, consequence }) => `${code} ${consequence}`);
const codes = (...losses: Parameters<typeof losing>) => losing(...losses).map(({ code }) => code);
const variable = (name: unknown, value = "planted-value-77") => ({ name, value, value_source: [] });

test("nothing is lost where nothing goes", () => expect(codes(() => {})).toEqual([]));

test("a variable that goes is named, and its value is not", () => {
  const [first, ...others] = said(({ containers }) => containers[0].env.push(variable("FLAGS"), variable("OLD_URL")));
  expect(first).toBe("VARIABLE_DROPPED it loses the variables FLAGS and OLD_URL: the new revision starts without");
  expect(others).toEqual([]);
});

test("of many variables some are named and all are counted", () => {
  const many = Array.from({ length: 9 }, (_, index) => variable(`V${index}`));
  expect(said(({ containers }) => containers[0].env.push(...many))[0]).toContain("V0, V1, V2, V3, V4 and 4 more");
});

test("a variable with a hostile name does not reach the terminal", () => {
  const [first] = said(({ containers }) => containers[0].env.push(variable("A\u001b[2JSAFE")));
  expect(first).not.toContain("\u001b");
});

test.each([null, 7, {}, ""])("a variable whose name is %j breaks nothing", (name) => {
  expect(() => codes(({ containers }) => containers[0].env.push(variable(name)))).not.toThrow();
});

test("variables that are known after the apply only are not taken for lost", () => {
  const after = (json: Json) => {
    const planned = json.resource_changes.find((one: Json) => one.address === WORKER);
    planned.change.after_unknown = { template: [{ containers: [{ env: true }] }] };
  };
  expect(codes(({ containers }) => containers[0].env.push(variable("FLAGS")), after)).not.toContain("VARIABLE_DROPPED");
});

test("a sidecar that goes is named; a main container that gets a name or another version is the same", () => {
  const sidecar = { name: "proxy", image: "gcr.io/proxy:2", ports: [], env: [], volume_mounts: [] };
  expect(said(({ containers }) => containers.push(sidecar))[0]).toMatch(
    /^CONTAINER_DROPPED it loses the container proxy/,
  );
  expect(
    codes(({ containers }) => Object.assign(containers[0], { name: "app-1", image: "gcr.io/other/app:1" })),
  ).toEqual([]);
});

test("an annotation of the template goes; what gcloud leaves behind is nothing", () => {
  const annotate = (annotations: Json) => (template: Json) => Object.assign(template, { annotations });
  expect(codes(annotate({ "example.com/owner": "orders" }))).toEqual(["ANNOTATION_DROPPED"]);
  expect(codes(annotate({ "run.googleapis.com/client-name": "gcloud" }))).toEqual([]);
});

test("a share of the requests that was given to an older revision is taken away", () => {
  const split = (_: Json, service: Json) =>
    Object.assign(service, {
      traffic: [
        { revision: "orders-jobs-00002", percent: 30, type: "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION" },
        { percent: 70, type: "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST" },
      ],
    });
  expect(said(split)[0]).toMatch(/^TRAFFIC_UNPINNED 30 % of its requests go to orders-jobs-00002 now/);
});

test("everything that the import of a foreign service loses is said once", () => {
  const found = reviewed("service-imported-with-losses").risks.map(({ code }) => code);
  expect(found.sort()).toEqual([
    "ANNOTATION_DROPPED",
    "CONTAINER_DROPPED",
    "MOUNT_DROPPED",
    "RUNS_AS_ANOTHER",
    "SECRET_DROPPED",
    "VARIABLE_DROPPED",
  ]);
});

test("another account is a note, and a caution where it is shown to hold less", () => {
  const level = (id: string) => reviewed(id).risks.find(({ code }) => code === "RUNS_AS_ANOTHER")?.level;
  expect(level("service-imported-with-losses")).toBe("caution");
  expect(level("account-changed-with-grants")).toBe("note");
});

test("what a closing rule cuts off is named where it is known: a database, and the range it is in", () => {
  const report = reviewed("rule-imported", (plan) => {
    const network = "projects/acme-staging/global/networks/acme-vpc";
    const values = {
      name: "orders-db",
      project: "acme-staging",
      region: "europe-west1",
      database_version: "POSTGRES_16",
      private_ip_address: "10.166.0.16",
      ip_address: [{ ip_address: "10.166.0.16", type: "PRIVATE" }],
      settings: [{ ip_configuration: [{ ipv4_enabled: false, private_network: network }] }],
    };
    const sql = {
      address: "google_sql_database_instance.db",
      mode: "managed",
      type: "google_sql_database_instance",
      name: "db",
      values,
    };
    for (const part of [plan.prior_state.values, plan.planned_values]) part.root_module.resources.push(sql);
    const closing = "google_compute_firewall.closed";
    const resources = plan.prior_state.values.root_module.resources;
    const made = resources.findIndex(({ address }: Json) => address === closing);
    resources.splice(made, 1);
    const change = plan.resource_changes.find(({ address }: Json) => address === closing).change;
    Object.assign(change, { actions: ["create"], before: null });
  });
  const [risk] = report.risks.filter(({ code }) => code === "FIREWALL_DENIES_MORE");
  expect(risk?.consequence).toContain(
    "among it what orders-api and orders-worker may send to Cloud SQL orders-db at 10.166.0.16 tcp 5432",
  );
  expect(risk?.consequence).toContain("the reserved range sql at 10.168.0.0/16");
  expect(risk?.consequence).not.toContain("Redis orders-cache");
});
