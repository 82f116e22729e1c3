import { type Json, reviewed } from "../../../corpus/score/review/judge";
import type { ReviewReport } from "../../src/review/contract";

const CACHE = "google_redis_instance.cache";
const CONN = "google_vpc_access_connector.conn";
const changeOf = (plan: Json, address: string) => plan.resource_changes.find((one: Json) => one.address === address);
const codes = ({ risks }: ReviewReport) => risks.map(({ code }) => code);

describe("why Terraform replaces something", () => {
  test("is said with the values of the attribute that forces it", () => {
    const [risk] = reviewed("redis-tier-up").risks;
    expect(risk).toMatchObject({
      level: "danger",
      address: CACHE,
      actions: ["delete", "create"],
      because: ["tier"],
      changed: [{ attribute: "tier", before: "BASIC", after: "STANDARD_HA" }],
      services: ["google_cloud_run_v2_service.api", "google_cloud_run_v2_service.worker"],
    });
  });

  test("is what changed and cannot change in place, where the plan does not say it", () => {
    const report = reviewed("redis-tier-up", (plan) => {
      delete changeOf(plan, CACHE).change.replace_paths;
    });
    expect(report.risks[0]?.because).toContain("tier");
  });

  test("is not what is only known after the apply", () => {
    const [forced] = reviewed("redis-forced").risks;
    expect(forced).toMatchObject({ code: "REDIS_REPLACED", because: ["replace_by_request"], changed: [] });
    const unexplained = reviewed("redis-forced", (plan) => {
      delete changeOf(plan, CACHE).action_reason;
    });
    expect(unexplained.risks[0]?.because).toEqual([]);
  });

  test("is Terraform's own reason where no attribute has a part in it, whatever else changes", () => {
    const because = (reason: string) =>
      reviewed("redis-forced", (plan) => {
        const forced = changeOf(plan, CACHE);
        Object.assign(forced, { action_reason: reason });
        forced.change.after.tier = "STANDARD_HA";
      }).risks[0]?.because;
    expect(because("replace_by_triggers")).toEqual(["replace_by_triggers"]);
    expect(because("replace_because_tainted")).toEqual(["replace_because_tainted"]);
    expect(because("replace_because_cannot_update")).toEqual(["tier"]);
  });

  test("is Terraform's own reason where nothing changed", () => {
    const because = (reason: string) =>
      reviewed("redis-forced", (plan) => {
        const forced = changeOf(plan, CACHE);
        Object.assign(forced, { action_reason: reason });
        forced.change.after = forced.change.before;
        forced.change.after_unknown = {};
      }).risks[0]?.because;
    expect(because("replace_by_request")).toEqual(["replace_by_request"]);
    expect(because("replace_because_tainted")).toEqual(["replace_because_tainted"]);
  });

  test("is followed by what is not for everybody's eyes only as far as it is harmless", () => {
    const report = reviewed("redis-tier-up", (plan) => {
      const { change } = changeOf(plan, CACHE);
      change.replace_paths = [["customer_managed_key"], ["name"]];
      change.before.customer_managed_key = "planted-key";
      change.before.name = "planted name with `markup` | and <b>";
    });
    expect(JSON.stringify(report)).not.toMatch(/planted/);
    expect(report.risks[0]?.changed.map(({ before }) => before)).toEqual(["(changed)", "(changed)"]);
  });
});

describe("what a plan does in ways that Terraform seldom does", () => {
  test("create before destroy is a replacement all the same", () => {
    expect(reviewed("redis-renamed").risks[0]).toMatchObject({ code: "REDIS_REPLACED", actions: ["create", "delete"] });
  });

  test("an action that nobody knows, on something of a path, is unknown", () => {
    const report = reviewed("nothing", (plan) => {
      changeOf(plan, CONN).change.actions = ["transmogrify"];
    });
    expect(report.verdict).toBe("unknown");
    expect(report.undecided.map(({ address }) => address)).toEqual([CONN]);
  });

  test("an old object that is still to be deleted is not the resource", () => {
    const report = reviewed("nothing", (plan) => {
      const change = structuredClone(changeOf(plan, CACHE));
      change.deposed = "0123abcd";
      change.change.actions = ["delete"];
      plan.resource_changes.push(change);
    });
    expect(report).toMatchObject({ verdict: "safe", counts: { delete: 0 } });
  });

  test("ranges of the services connection that are not known yet are unknown", () => {
    const report = reviewed("connection-takes-another-range", (plan) => {
      const { change } = changeOf(plan, "google_service_networking_connection.psa");
      delete change.after.reserved_peering_ranges;
      change.after_unknown = { reserved_peering_ranges: true };
    });
    expect(report.verdict).not.toBe("safe");
  });

  test("an API that is switched off for the project is a danger, and one that is let go is not", () => {
    const withApi = (disables: boolean) =>
      reviewed("nothing", (plan) => {
        plan.resource_changes.push({
          address: "google_project_service.redis",
          mode: "managed",
          type: "google_project_service",
          change: {
            actions: ["delete"],
            before: { service: "redis.googleapis.com", disable_on_destroy: disables },
            after: null,
          },
        });
      });
    expect(codes(withApi(true))).toEqual(["API_DISABLED"]);
    expect(withApi(false).verdict).toBe("safe");
  });
});

describe("a rule whose network changes", () => {
  const RULE = "google_compute_firewall.redis_out";
  /** Both worlds have the rule with these attributes. */
  const level = (attributes: Json, only: "before" | "after" | "both" = "both") => {
    const { risks } = reviewed("rule-to-other-network", (plan) => {
      const inWorld = (part: Json) => part.root_module.resources.find((one: Json) => one.address === RULE).values;
      inWorld(plan.planned_values).network = "projects/acme-staging/global/networks/other-vpc";
      if (only !== "after") Object.assign(inWorld(plan.prior_state.values), attributes);
      if (only !== "before") Object.assign(inWorld(plan.planned_values), attributes);
      const { change } = changeOf(plan, RULE);
      change.after.network = "projects/acme-staging/global/networks/other-vpc";
      delete change.after_unknown.network;
    });
    return risks.find(({ code }) => code === "FIREWALL_NETWORK_CHANGED")?.level;
  };

  test("is a danger where it acts on who sends on a path, before or after", () => {
    expect(level({})).toBe("danger");
    expect(level({ target_tags: [] })).toBe("danger");
    expect(level({ disabled: true }, "after")).toBe("danger");
  });

  test("is a caution where it acts on nobody there", () => {
    expect(level({ direction: "INGRESS" })).toBe("caution");
    expect(level({ disabled: true })).toBe("caution");
    expect(level({ target_tags: ["batch"] })).toBe("caution");
    expect(level({ disabled: true }, "before")).toBe("caution");
  });

  test("is a danger where it cannot be told whom it acts on", () => {
    expect(level({ network: null, target_tags: [] }, "before")).toBe("danger");
    expect(level({ network: null, target_tags: ["batch"] })).toBe("caution");
  });
});

describe("a Redis that prevent_destroy guards", () => {
  test("wants no prevent_destroy", () => {
    const [undo] = reviewed("redis-guarded").risks.flatMap((one) => (one.address === CACHE ? one.undo : []));
    expect(undo).toBe("take the change back; data comes back from an export only");
    expect(reviewed("redis-tier-up").risks[0]?.undo).toMatch(/^set prevent_destroy/);
  });
});

describe("a service that reads another Redis", () => {
  test("is told which, on the path that it leaves", () => {
    const { verdict, paths, risks } = reviewed("service-to-other-redis");
    expect(verdict).toBe("safe");
    expect(paths.find(({ to }) => to === CACHE)).toMatchObject({ changedTo: "google_redis_instance.spare" });
    expect(risks[0]?.consequence).toMatch(/^it now reads google_redis_instance.spare instead of/);
  });

  test("is in danger where it does not reach that one", () => {
    const { verdict, risks } = reviewed("service-to-other-redis", (plan) => {
      const { resources } = plan.planned_values.root_module;
      const api = resources.find(({ address }: Json) => address === "google_cloud_run_v2_service.api");
      api.values.template[0].vpc_access = [];
    });
    expect(verdict).toBe("danger");
    expect(codes({ risks } as ReviewReport)).toEqual(["REDIS_CHANGED"]);
  });
});

describe("in a plan's own words", () => {
  test("a first plan is not dangerous for creating", () => {
    expect(reviewed("first-create")).toMatchObject({ verdict: "safe", risks: [], counts: { create: 9, delete: 0 } });
  });

  test("an errored plan is a danger, and its paths are unknown", () => {
    const report = reviewed("redis-guarded");
    expect(report.plan).toMatchObject({ errored: true });
    expect(report.paths.map(({ after }) => after)).toEqual(["unknown"]);
  });

  test("destroy, refresh-only and targeted plans are named", () => {
    expect(reviewed("destroyed").plan.kind).toBe("destroy");
    expect(reviewed("destroyed-one-rule").plan).toMatchObject({ incomplete: true });
    expect(reviewed("refresh-only").plan.kind).toBe("refresh-only");
    expect(reviewed("targeted-rule").plan).toMatchObject({ kind: "normal", incomplete: true });
    expect(codes(reviewed("targeted-rule"))).toContain("PLAN_INCOMPLETE");
  });

  test("imports, moves and forgets are counted", () => {
    expect(reviewed("redis-imported").counts).toMatchObject({ import: 1, create: 0 });
    expect(reviewed("redis-imported-and-replaced").counts).toMatchObject({ import: 1, replace: 1 });
    expect(reviewed("service-moved").counts).toMatchObject({ move: 1, create: 0, delete: 0 });
    expect(reviewed("connector-forgotten").counts).toMatchObject({ forget: 1, delete: 0 });
  });

  test("a moved service is one path under its new name", () => {
    const moved = reviewed("service-moved").paths.find(({ previousFrom }) => previousFrom !== undefined);
    expect(moved).toMatchObject({
      from: "google_cloud_run_v2_service.jobs",
      previousFrom: "google_cloud_run_v2_service.worker",
      before: "reachable",
      after: "reachable",
    });
  });

  test("a plan without any path is nothing to judge", () => {
    const report = reviewed("nothing", (plan) => {
      const others = (list: Json[]) => list.filter(({ type }) => type !== "google_cloud_run_v2_service");
      for (const part of [plan.planned_values, plan.prior_state.values]) {
        part.root_module.resources = others(part.root_module.resources);
      }
      plan.resource_changes = others(plan.resource_changes);
    });
    expect(report).toMatchObject({ verdict: "unknown", paths: [], risks: [] });
  });
});
