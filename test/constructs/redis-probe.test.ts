import fc from "fast-check";
import { Port } from "../../addressing/port";
import { Range } from "../../addressing/range";
import type { CloudRunService } from "../../constructs/cloud-run-service";
import { COMMAND } from "../../probe/command";
import { PROBE_IMAGE } from "../../probe/image";
import type { StackJson } from "../support/synth";
import {
  accountOf,
  cacheIn,
  connectorIn,
  dedicated,
  every,
  one,
  pointsAt,
  service,
  synthesizeConstructs,
  waitsFor,
} from "./workbench";

const JOB = "google_cloud_run_v2_job";

/** A service that is connected to a cache, and whatever is done to it. */
function probed(build: (api: CloudRunService) => unknown, cache = { auth: true, tls: true }): StackJson {
  return synthesizeConstructs((stack) => {
    const network = dedicated(stack);
    const api = service(stack, "api", connectorIn(network), {
      env: { ENVIRONMENT: "test" },
      secrets: { SIGNER: "session-signer" },
    });
    api.connectTo(cacheIn(network, cache));
    build(api);
  });
}

describe("a probe", () => {
  const json = probed((api) => api.probe());
  const job = one(json, JOB);
  const task = job.template.template;
  const [container] = task.containers;

  test("is a job beside its service, and says which one that is", () => {
    expect(job).toMatchObject({ name: "api-probe", location: "us-central1", labels: { "lineup-probe": "api" } });
  });

  test("runs once, and ends within a minute", () => {
    expect(job.template).toMatchObject({ task_count: 1, parallelism: 1 });
    expect(task.max_retries).toBe(0);
    expect(Number.parseInt(task.timeout, 10)).toBeLessThan(60);
  });

  test("runs the script in a public image that is pinned by digest", () => {
    expect(container).toMatchObject({ image: PROBE_IMAGE, command: COMMAND });
    expect(PROBE_IMAGE).toMatch(/@sha256:[0-9a-f]{64}$/);
  });

  test("is not kept from being deleted: it holds nothing, and is made again", () => {
    expect(job.deletion_protection).toBe(false);
    expect(job).not.toHaveProperty("lifecycle");
  });

  test("may be run by nobody who is not named", () => {
    expect(Object.keys(json.resource).filter((type) => type.startsWith(`${JOB}_iam`))).toEqual([]);
  });

  test("has the variables of Redis, and none of the service's own variables and secrets", () => {
    expect(container.env.map(({ name }: StackJson) => name)).toEqual([
      "REDIS_CA_FILE",
      "REDIS_HOST",
      "REDIS_PASSWORD",
      "REDIS_PORT",
    ]);
    expect(JSON.stringify(task)).not.toContain("session");
  });

  test("runs another image where one is given", () => {
    const image = `registry.example/mirror/node@sha256:${"a".repeat(64)}`;
    const [other] = one(
      probed((api) => api.probe({ image })),
      JOB,
    ).template.template.containers;
    expect(other).toEqual({ ...container, image });
  });

  test("has a command line that fits: 32 kB is what Cloud Run takes in a variable, and Linux takes more in a word", () => {
    const longest = Math.max(...container.args.map((word: string) => Buffer.byteLength(word)));
    expect(longest).toBeGreaterThan(1_000);
    expect(longest).toBeLessThan(32_000);
  });
});

const REDIS = /^REDIS_/;
const SHARED = ["service_account", "vpc_access", "volumes"];
const redisVariables = (template: StackJson) =>
  template.containers[0].env.filter(({ name }: StackJson) => REDIS.test(name));
const shared = (template: StackJson) => [
  ...SHARED.map((name) => template[name]),
  template.containers[0].volume_mounts,
  redisVariables(template),
];

/** What can be done to a service that is connected, before its probe is made or after it. */
const CALLS: Record<string, (api: CloudRunService) => unknown> = {
  "opens a port": (api) => api.allowTo(Range.parse("10.166.0.0/16"), Port.tcp(5432), "orders are kept there"),
  "opens another range": (api) => api.allowTo(Range.parse("10.99.0.0/20"), Port.tcp(3307), "orders are kept there"),
};

describe("a probe stands where its service stands", () => {
  test.each([
    ["with a password and certificates", { auth: true, tls: true }],
    ["with certificates", { auth: false, tls: true }],
    ["with a password", { auth: true, tls: false }],
    ["with nothing", { auth: false, tls: false }],
  ])("%s", (_, cache) => {
    const json = probed((api) => api.probe(), cache);
    expect(shared(one(json, JOB).template.template)).toEqual(shared(one(json, "google_cloud_run_v2_service").template));
  });

  test("whatever is called before the probe is made, or after it", () => {
    const calls = fc.shuffledSubarray(["is probed", ...Object.keys(CALLS)], { minLength: 1 });
    const orders = calls.filter((order) => order.includes("is probed"));
    fc.assert(
      fc.property(orders, fc.boolean(), fc.boolean(), (order, auth, tls) => {
        const build = (api: CloudRunService) => order.map((call) => (CALLS[call] ?? ((one) => one.probe()))(api));
        const json = probed(build, { auth, tls });
        const [job, api] = [one(json, JOB), one(json, "google_cloud_run_v2_service")];
        expect(shared(job.template.template)).toEqual(shared(api.template));
        expect([...job.depends_on].sort()).toEqual([...api.depends_on].sort());
      }),
      { numRuns: 20 },
    );
  });

  test("also where it is connected only after its probe was made", () => {
    const json = synthesizeConstructs((stack) => {
      const network = dedicated(stack);
      const api = service(stack, "api", connectorIn(network));
      api.probe();
      api.connectTo(cacheIn(network, { auth: true, tls: true }));
    });
    const [job, api] = [one(json, JOB), one(json, "google_cloud_run_v2_service")];
    expect(shared(job.template.template)).toEqual(shared(api.template));
    expect(job.depends_on).toEqual(api.depends_on);
  });

  test("and cannot be made for a service outside the network", () => {
    expect(() => synthesizeConstructs((stack) => service(stack, "web").probe())).toThrow(
      "web has no connector and cannot probe a Redis - pass one when creating the service",
    );
  });
});

describe("a probe that somebody may run", () => {
  const provenBy = accountOf("lineup-probe");
  const json = probed((api) => api.probe({ provenBy }));

  test("lets this account start it as it is written, on this job alone", () => {
    const grant = one(json, `${JOB}_iam_member`);
    expect(pointsAt(json, grant.name)).toBe(`${JOB} api-probe name`);
    expect(grant).toMatchObject({ role: "roles/run.jobsExecutor", member: `serviceAccount:${provenBy}` });
  });

  test("is started by no schedule", () => {
    expect(json.resource).not.toHaveProperty("google_cloud_scheduler_job");
  });
});

describe("a probe that is run all the time", () => {
  const account = accountOf("lineup-watch");
  const json = probed((api) => api.probe({ watch: { everyMinutes: 10, account } }));
  const schedule = one(json, "google_cloud_scheduler_job");

  test("is started every so many minutes, by an account that may start this job", () => {
    expect(schedule).toMatchObject({ name: "api-probe", region: "us-central1", schedule: "*/10 * * * *" });
    expect(schedule.http_target).toMatchObject({
      http_method: "POST",
      oauth_token: { service_account_email: account },
    });
    expect(one(json, `${JOB}_iam_member`)).toMatchObject({ member: `serviceAccount:${account}` });
  });

  test("by its own address in the API of Cloud Run", () => {
    const [, reference = "", rest] =
      /^https:\/\/run\.googleapis\.com\/v2\/(\$\{.*\})(.*)$/.exec(schedule.http_target.uri) ?? [];
    expect([pointsAt(json, reference), rest]).toEqual([`${JOB} api-probe id`, ":run"]);
  });

  test("after the schedule's API is on and its account has leave", () => {
    expect(waitsFor(json, schedule)).toEqual([
      "google_project_service cloudscheduler.googleapis.com",
      expect.stringMatching(/^google_cloud_run_v2_job_iam_member /),
    ]);
  });

  test("once each time: what fails is not tried again before the next", () => {
    expect(schedule.retry_config).toEqual({ retry_count: 0 });
    expect(every(json, "google_cloud_scheduler_job")).toHaveLength(1);
  });
});
