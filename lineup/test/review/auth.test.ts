import { type Json, reviewed } from "../../../corpus/score/review/judge";

/** What review says of one risk of a recorded plan. */
function said(id: string, code: string): { level: string; consequence: string; undo: string } {
  const risk = reviewed(id).risks.find((one) => one.code === code);
  if (!risk) throw new Error(`${id} has no ${code}`);
  return risk;
}
const on = (id: string) => said(`redis-auth-on${id}`, "REDIS_AUTH_ENABLED");

describe("AUTH turned on for a Redis that stands", () => {
  test("with the password given by the same apply: what happens in which order, and until when it is refused", () => {
    for (const id of ["-with-password", "-through-data-source"]) {
      const { level, consequence } = on(id);
      expect(level).toBe("danger");
      expect(consequence).toContain("each new one of orders-api is refused until a revision with the password serves");
      expect(consequence).toContain("the order is Redis, the secret version, the services");
    }
  });

  test("names the service that is not given the password, and not the one that is", () => {
    expect(on("-for-one").consequence).toContain("each new one of orders-worker is refused without it");
    expect(on("").consequence).toContain("each new one of orders-api and orders-worker is refused without it");
  });

  test("says that the apply fails half way where the password is planned before there is one", () => {
    const { consequence, undo } = on("-too-early");
    expect(consequence).toContain("this one updates Redis and then fails");
    expect(undo).toContain("coalesce(google_redis_instance.cache.auth_string, timestamp())");
  });

  test("refuses established connections too, up to Redis 5.0", () => {
    const of = (version: string) =>
      reviewed("redis-auth-on", (plan) => {
        const cache = plan.resource_changes.find(({ type }: Json) => type === "google_redis_instance");
        cache.change.after.redis_version = version;
        cache.change.before.redis_version = version;
      }).risks.find(({ code }) => code === "REDIS_AUTH_ENABLED")?.consequence;
    expect(of("REDIS_5_0")).toContain("every command of orders-api and orders-worker is refused");
    for (const version of ["REDIS_6_X", "REDIS_7_2"]) expect(of(version)).toContain("established connections are kept");
  });

  test("is no danger where no service uses that Redis", () => {
    expect(on("-unread").level).toBe("caution");
  });
});

describe("AUTH turned off", () => {
  test("is refused until the new revisions serve, where the same apply takes the password away", () => {
    expect(said("redis-auth-off-with-services", "REDIS_AUTH_DISABLED").consequence).toMatch(
      /clients of orders-api that send a password .*, until the new revisions serve without it$/,
    );
  });

  test("is refused for good where the services keep their password", () => {
    expect(said("redis-auth-off", "REDIS_AUTH_DISABLED").consequence).toContain(
      "orders-api, which keep sending a password",
    );
  });
});

test("a rotated password is refused until the new revisions serve, or until somebody deploys them", () => {
  const rotated = (id: string) => said(id, "REDIS_AUTH_ROTATED");
  expect(rotated("redis-auth-rotated-and-deployed").consequence).toMatch(/, until the new revisions serve$/);
  expect(rotated("redis-auth-rotated").undo).toContain("deploy the services again");
});
