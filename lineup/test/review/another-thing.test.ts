import { type Json, reviewed } from "../../../corpus/score/review/judge";
import { changes, configures } from "./made";

// An import of the wrong thing: the same name on another network, in another region, in another project.

/** A plan that imports a firewall rule which was made by hand, with the values of before and after changed. */
const imported = (before: Json, after: Json = {}, more: Json = {}) =>
  reviewed("rule-imported", (plan) => {
    const [change] = plan.resource_changes.filter((one: Json) => one.change.importing);
    Object.assign(change.change.before, before);
    Object.assign(change.change.after, after);
    Object.assign(change.change, more);
    for (const [part, values] of [
      [plan.prior_state.values, before],
      [plan.planned_values, after],
    ]) {
      const found = part.root_module.resources.find((one: Json) => one.address === "google_compute_firewall.taken");
      Object.assign(found.values, values);
    }
  });
const said = (report: ReturnType<typeof imported>) =>
  report.risks.flatMap(({ code, level, consequence }) =>
    code === "IMPORTS_ANOTHER_THING" ? [[level, consequence]] : [],
  );

test("both sides are shown", () => {
  const [risk] = said(reviewed("rule-imported-from-another-network"));
  expect(risk?.[0]).toBe("danger");
  expect(risk?.[1]).toMatch(/network old-vpc, where acme-vpc is written/);
});

test("a thing of another project that the plan would keep there without a word is a danger", () => {
  const elsewhere = { project: "acme-prod" };
  const report = imported(elsewhere, elsewhere);
  expect(report.verdict).toBe("danger");
  expect(said(report)[0]?.[1]).toMatch(/project acme-prod, where acme-staging is written: nothing changes/);
});

test("a project that is written is meant", () => {
  const report = reviewed("network-imported", (plan) => {
    const thing = plan.configuration.root_module.resources.find((one: Json) => one.name === "spare");
    thing.expressions.project = { constant_value: "acme-host" };
    for (const part of [plan.prior_state.values, plan.planned_values]) {
      part.root_module.resources.find((one: Json) => one.name === "spare").values.project = "acme-host";
    }
  });
  expect(said(report)).toEqual([]);
});

test("the number of a project is not told from its id", () => {
  expect(said(imported({ project: "1000000001" }, { project: "1000000001" }))).toEqual([]);
});

test("a network of the same name in another project is shown with both projects", () => {
  const report = imported({ network: "projects/acme-prod/global/networks/acme-vpc" }, {}, { actions: ["update"] });
  expect(said(report)[0]?.[1]).toContain("network acme-prod/acme-vpc, where acme-staging/acme-vpc is written");
});

test.each(["acme-vpc", "https://www.googleapis.com/compute/v1/projects/acme-staging/global/networks/acme-vpc"])(
  "the same network, spelled %s, is the same thing",
  (network) => expect(said(imported({ network }))).toEqual([]),
);

test.each([null, 7, [], {}, "", "\u001b[2J"])(
  "a network that is no name (%j) is not taken for another one, or not printed",
  (network) => {
    for (const [, text] of said(imported({ network }))) expect(text).not.toContain("\u001b");
  },
);

test("a region that is left to the provider is compared with the provider's", () => {
  const report = reviewed("nothing", (plan) => {
    const values = { name: "x", project: "acme-staging", region: "us-central1" };
    const change = { actions: ["no-op"], importing: { id: "x" } };
    changes(plan, "google_compute_address.x", { before: values, after: values }, { change });
    configures(plan, [], {
      address: "google_compute_address.x",
      type: "google_compute_address",
      name: "x",
      provider_config_key: "google",
    });
  });
  expect(said(report)[0]?.[1]).toContain("region us-central1, where europe-west1 is written");
});

test("what is not imported is not compared", () => {
  const values = { name: "x", project: "acme-prod" };
  const report = reviewed("nothing", (plan) =>
    changes(plan, "google_compute_address.x", { before: values, after: values }),
  );
  expect(said(report)).toEqual([]);
});

test("an import that replaces is a danger, whoever uses the thing", () => {
  for (const id of ["redis-imported-and-replaced", "redis-imported-and-guarded"])
    expect(reviewed(id).risks.map(({ code, level }) => [code, level])).toContainEqual(["IMPORT_REPLACES", "danger"]);
});
