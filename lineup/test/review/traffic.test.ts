import { planJson, reviewed } from "../../../corpus/score/review/judge";
import { changedPlan } from "../../src/changes/read";
import { Exceptions } from "../../src/exceptions/exceptions";
import type { Said } from "../../src/expected";
import { excused } from "../../src/review/excused";
import { review } from "../../src/review/review";

const API = "google_cloud_run_v2_service.api";
const OLDER = "orders-api-00041-abc";
const PIN = { revision: OLDER, reason: "The release after it loses messages", until: "2026-12-06" };
const said = (today: string, traffic: typeof PIN | null = PIN): Said => ({
  today,
  expected: {
    environment: "staging",
    services: { "orders-api": { requires: [], domains: [], traffic: traffic ?? undefined } },
  },
});

// biome-ignore lint/suspicious/noExplicitAny: tests reach into JSON of every shape
type Json = any;
const inStaging = (id: string, it: Said, change?: (plan: Json) => void) =>
  review(changedPlan(planJson(id, change), "plan.json", undefined), {}, () => undefined, false, it).report;
const risk = (report: ReturnType<typeof reviewed>, code = "TRAFFIC_UNPINNED") =>
  report.risks.find((one) => one.code === code);

test("a rollback by hand that the plan takes away is a danger, and the remedy is written for whoever has plain Terraform", () => {
  expect(risk(reviewed("rollback-taken-away"))).toMatchObject({
    level: "danger",
    address: API,
    because: ["traffic"],
    consequence: `100 % of its requests go to ${OLDER} now, and afterwards the newest revision has them: this takes a rollback away`,
    undo: `find out why the older revision serves; to keep it, write it into the configuration: traffic with type TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION, revision ${OLDER} and percent 100`,
  });
});

test("in an environment of this repository the remedy is the command that writes the sentence", () => {
  expect(risk(inStaging("rollback-taken-away", said("2026-12-01", null)))?.undo).toBe(
    `find out why the older revision serves; to keep it, write it as a sentence: npm run rollback -- staging --service orders-api --to ${OLDER}`,
  );
});

test("a pin that has ended on its day is taken away as a danger, and the day is the reason", () => {
  expect(risk(inStaging("rollback-taken-away", said("2026-12-07")))).toMatchObject({
    level: "danger",
    consequence: expect.stringMatching(/: its pin has ended on 2026-12-06$/),
  });
  expect(risk(inStaging("rollback-taken-away", said("2026-12-06")))?.consequence).not.toContain("ended");
});

test("from one older revision to another one it is a danger as well, and both are named", () => {
  const report = reviewed("rollback-to-another-revision");
  expect(risk(report)).toMatchObject({ level: "danger", consequence: expect.stringContaining("orders-api-00040-xyz") });
  expect(risk(report, "TRAFFIC_PINNED")?.level).toBe("caution");
});

test.each(["release-in-steps-goes-on", "release-in-steps-ends"])(
  "%s: where the newest revision has a part already, it is a caution",
  (id) => {
    expect(risk(reviewed(id))?.level).toBe("caution");
    expect(risk(reviewed(id))?.undo).toMatch(/^nothing, where a release goes on in steps; /);
  },
);

test("requests held on the newest revision by its name are no rollback", () => {
  const newest = (plan: Json) => {
    const [{ values }] = plan.prior_state.values.root_module.resources.filter((one: Json) => one.address === API);
    const { change } = plan.resource_changes.find((one: Json) => one.address === API);
    for (const side of [values, change.before]) side.latest_created_revision = OLDER;
  };
  expect(risk(reviewed("rollback-taken-away", newest))?.level).toBe("caution");
});

test("what is not known of the traffic is not guessed", () => {
  const unknown = (plan: Json) => {
    const { change } = plan.resource_changes.find((one: Json) => one.address === API);
    change.after_unknown.traffic = true;
    delete change.after.traffic;
  };
  expect(reviewed("rollback-taken-away", unknown).risks.map(({ code }) => code)).not.toContain("TRAFFIC_UNPINNED");
});

test("a plan that pins says that nothing says until when, or until when and why", () => {
  expect(risk(reviewed("rolled-back-by-a-pin"), "TRAFFIC_PINNED")).toMatchObject({
    level: "caution",
    consequence: `100 % of its requests go to ${OLDER} afterwards, whatever is deployed, and nothing says until when`,
    undo: expect.stringMatching(/^an inventory says what that revision holds/),
  });
  expect(risk(inStaging("rolled-back-by-a-pin", said("2026-12-01")), "TRAFFIC_PINNED")).toMatchObject({
    level: "note",
    consequence: `100 % of its requests go to ${OLDER} afterwards, whatever is deployed until 2026-12-06: The release after it loses messages`,
    undo: expect.stringMatching(
      /npm run rollback -- staging --service orders-api lists each revision with its verdict/,
    ),
  });
});

test("a change of a pinned service is noted: it reaches nobody", () => {
  const pinned = (plan: Json) => {
    const { change } = plan.resource_changes.find((one: Json) => one.address === API);
    const planned = plan.planned_values.root_module.resources.find((one: Json) => one.address === API).values;
    for (const after of [change.after, planned]) after.traffic = change.before.traffic;
  };
  expect(risk(reviewed("rollback-taken-away-by-a-release", pinned), "TRAFFIC_PINNED")).toMatchObject({
    level: "note",
    because: ["template"],
    consequence: expect.stringMatching(/^100 % of its requests stay on orders-api-00041-abc; what this plan changes/),
  });
});

test.each(["rollback-kept", "tag-dropped"])("%s is neither", (id) => {
  expect(reviewed(id).risks.map(({ code }) => code)).toEqual([]);
});

describe("an exception", () => {
  const excusing = (code: string, address: string, attribute: string, id: string) =>
    excused(
      reviewed(id),
      new Exceptions([{ address, code, attribute, reason: "it is mended", expires: "2026-12-31" }], "2026-12-01"),
      false,
    );

  test("accepts that a rollback is taken away: the newest revision is mended", () => {
    const { verdict, risks } = excusing("TRAFFIC_UNPINNED", API, "traffic", "rollback-taken-away");
    expect([verdict, risks]).toEqual(["safe", []]);
  });

  test("never accepts that the rule which opens the path goes, or is narrowed", () => {
    for (const id of ["rollback-by-destroying-the-opening", "opening-removed-by-target"]) {
      const rule = "google_compute_firewall.redis_out";
      const { verdict, exceptions } = excusing("FIREWALL_DENIES_MORE", rule, "destination_ranges", id);
      expect(verdict).toBe("danger");
      expect(exceptions?.map(({ status }) => status)).not.toContain("used");
    }
  });
});

describe("a way back that is none", () => {
  const denying = (id: string, it?: Said) => {
    const report = it ? inStaging(id, it) : reviewed(id);
    return report.risks.find(({ code }) => code === "FIREWALL_DENIES_MORE");
  };

  test.each([
    "rollback-by-destroying-the-opening",
    "opening-removed-by-target",
    "opening-removed",
    "opening-disabled",
    "opening-below-the-wall",
    "opening-for-another-tag",
  ])("%s is a danger that names the services it cuts off, and what to do instead", (id) => {
    expect(denying(id)).toMatchObject({
      level: "danger",
      services: [API, "google_cloud_run_v2_service.worker"],
      consequence: expect.stringMatching(/^it cuts orders-api and orders-worker off: /),
      undo: "this is no way back: keep what opens the path; to go back, send the requests of a service to an earlier revision, or apply the last good commit",
    });
  });

  test("in an environment of this repository both ways back are commands", () => {
    expect(denying("rollback-by-destroying-the-opening", said("2026-12-01"))?.undo).toBe(
      "this is no way back: keep what opens the path; to go back, roll a service back (npm run rollback -- staging), or apply the last good commit (npm run rollback -- staging --config REF)",
    );
  });

  test("what is narrowed around Redis stays a caution", () => {
    expect(denying("opening-narrowed-around-redis")?.level).toBe("caution");
  });

  test.each(["rollback-by-destroying-the-ingress-rule", "rollback-by-destroying-where-nothing-denies"])(
    "%s is safe: it opens nothing that would be closed without it",
    (id) => {
      const { verdict, risks, plan } = reviewed(id);
      expect(verdict).toBe("safe");
      expect(plan).toMatchObject({ kind: "normal", incomplete: true });
      expect(risks.map(({ code }) => code)).toEqual(["PLAN_INCOMPLETE"]);
    },
  );
});

describe("a pin that the environment says", () => {
  const HOLDS = said("2026-12-01");
  const path = (id: string, it: Said, change?: (plan: Json) => void) => inStaging(id, it, change).paths[0];
  const changing = (plan: Json, address: string) => plan.resource_changes.find((one: Json) => one.address === address);
  const CACHE = "google_redis_instance.cache";

  test("before and after stands on its template, by an assumption: the pin survives a deploy", () => {
    const report = inStaging("rollback-kept", HOLDS);
    expect([report.verdict, report.paths[0]?.before, report.paths[0]?.after]).toEqual([
      "safe",
      "reachable",
      "reachable",
    ]);
    expect(report.paths[0]?.reliesOn).toContainEqual(
      expect.stringMatching(/its requests stay on orders-api-00041-abc until 2026-12-06/),
    );
  });

  test.each([
    ["of another revision", said("2026-12-01", { ...PIN, revision: "orders-api-00040-xyz" })],
    ["that has ended", said("2026-12-07")],
    ["that there is not", said("2026-12-01", null)],
  ])("%s decides nothing", (_, it) => {
    expect(path("rollback-kept", it)).toMatchObject({ before: "unknown", after: "unknown" });
  });

  test("that the plan begins is unknown: the revision is not in it", () => {
    expect(path("rolled-back-by-a-pin", HOLDS)).toMatchObject({ after: "unknown" });
    expect(path("rolled-back-by-a-pin", HOLDS)?.causes[0]?.message).toMatch(/this plan begins to keep them there/);
  });

  test.each([
    ["gets another address", { host: "10.166.9.9" }],
    ["begins to ask for a password", { auth_enabled: true }],
    ["begins to speak TLS", { transit_encryption_mode: "SERVER_AUTHENTICATION" }],
  ])("is never reachable where its Redis %s: the template follows, and the revision does not", (_, values) => {
    const report = inStaging("rollback-kept", HOLDS, (plan) => {
      const { change } = changing(plan, CACHE);
      change.actions = ["update"];
      Object.assign(change.after, values);
      const planned = plan.planned_values.root_module.resources.find((one: Json) => one.address === CACHE);
      Object.assign(planned.values, values);
    });
    expect(report.paths[0]?.after).not.toBe("reachable");
    expect(report.verdict).not.toBe("safe");
  });

  test("is never reachable where its connector is replaced, or its way into the network changes", () => {
    const replaced = path("rollback-kept", HOLDS, (plan) => {
      changing(plan, "google_vpc_access_connector.conn").change.actions = ["delete", "create"];
    });
    expect(replaced).toMatchObject({ after: "unknown" });
    expect(replaced?.causes[0]?.message).toMatch(/takes google_vpc_access_connector\.conn away or replaces it/);
    const moved = path("rollback-kept", HOLDS, (plan) => {
      const { change } = changing(plan, API);
      change.actions = ["update"];
      change.after.template[0].vpc_access[0].egress = "ALL_TRAFFIC";
    });
    expect(moved).toMatchObject({ after: "unknown" });
  });
});
