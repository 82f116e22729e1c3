import { readJson } from "../../src/inputs/read";
import { Beside } from "../../src/probe/beside";
import { settledInventory } from "../inventory/live";
import { type Json, job, only } from "./google";

// What a live project holds, and probes of its service "acme-api" beside it.

const inventory = settledInventory();

function besideOf(change: (whole: Json) => void = () => {}) {
  const whole = inventory();
  change(whole);
  return { beside: new Beside(readJson(whole, "live.json")) };
}

const hostIn = (whole: Json) => whole.resources.find(({ type }: Json) => type === "google_redis_instance").values.host;
const jobs = () => [
  job(
    "acme-api",
    {},
    {
      env: [
        { name: "REDIS_HOST", value: hostIn(inventory()) },
        { name: "REDIS_PORT", value: "6379" },
      ],
    },
  ),
];
const lockdown = (whole: Json) =>
  whole.resources.push({
    type: "google_compute_firewall",
    name: "lockdown",
    values: {
      name: "lockdown",
      network: "projects/acme-staging/global/networks/acme-vpc",
      direction: "EGRESS",
      priority: 1,
      deny: [{ protocol: "all" }],
      destination_ranges: ["0.0.0.0/0"],
      disabled: false,
    },
  });

test("the path of the service stands beside the probe, hop by hop", async () => {
  const { probe } = await only({ jobs: jobs() }, {}, besideOf());
  expect(probe).toMatchObject({ verdict: "reachable", verify: { input: "live.json", verdict: "reachable" } });
  expect(probe.verify?.from).toBe("google_cloud_run_v2_service.acme-api");
  expect(probe.verify?.steps.map(({ step }) => step)).toEqual([
    "START_FROM_CLOUD_RUN_REVISION",
    "ARRIVE_AT_VPC_CONNECTOR",
    "APPLY_EGRESS_FIREWALL_RULE",
    "APPLY_ROUTE",
    "DELIVER",
  ]);
});

test("reachable there and dropped here: a disagreement, with what it can mean", async () => {
  const { probe, report } = await only({ jobs: jobs(), phase: "tcp" }, {}, besideOf());
  expect(report.verdict).toBe("blocked");
  expect(probe.findings).toMatchObject([{ code: "VERIFY_DISAGREES", meanings: expect.any(Array) }]);
});

test("blocked there and here: the causes of verify come first", async () => {
  const { probe } = await only({ jobs: jobs(), phase: "tcp" }, {}, besideOf(lockdown));
  expect(probe).toMatchObject({
    verdict: "blocked",
    verify: {
      verdict: "blocked",
      causes: expect.arrayContaining([expect.objectContaining({ code: "FIREWALL_RULE" })]),
    },
  });
  expect(probe.findings).toMatchObject([{ code: "PROBE_BLOCKED", meanings: ["the causes that verify names"] }]);
});

test("blocked there and arrived here is unknown: the input is old, or lineup is wrong", async () => {
  const { probe, report } = await only({ jobs: jobs() }, {}, besideOf(lockdown));
  expect(report.verdict).toBe("unknown");
  expect(probe).toMatchObject({ verdict: "unknown", exitCode: 0, findings: [{ code: "VERIFY_DISAGREES" }] });
});

test("unknown there takes nothing from a probe that has arrived", async () => {
  const unread = (whole: Json) =>
    whole.unread.push({ what: "firewall rules", why: "403", types: ["google_compute_firewall"] });
  const { probe } = await only({ jobs: jobs() }, {}, besideOf(unread));
  expect(probe).toMatchObject({ verdict: "reachable", verify: { verdict: "unknown" }, findings: [] });
});

test("a service of which verify knows nothing is said to be without comparison", async () => {
  const { probe } = await only({ jobs: [job("other")] }, {}, besideOf());
  expect(probe).toMatchObject({ verdict: "reachable", findings: [{ code: "NO_PATH_BESIDE" }] });
  expect(probe.verify).toBeUndefined();
});

test("a service whose address ends like a job's is a service", async () => {
  const named = (whole: Json) => {
    lockdown(whole);
    for (const one of whole.resources) if (one.type === "google_cloud_run_v2_service") one.name = "acme_job";
  };
  const { probe } = await only({ jobs: jobs() }, {}, besideOf(named));
  expect(probe).toMatchObject({ verdict: "unknown", verify: { from: "google_cloud_run_v2_service.acme_job" } });
});

test("a service of the same name in another region is another service", async () => {
  const elsewhere = (whole: Json) => {
    for (const { type, values } of whole.resources)
      if (type === "google_cloud_run_v2_service") values.location = "us-east1";
  };
  const { probe } = await only({ jobs: jobs() }, {}, besideOf(elsewhere));
  expect(probe.verify).toBeUndefined();
});

describe("a probe that asks another Redis than its service", () => {
  const asking = (value: string) => [job("acme-api", {}, { env: [{ name: "REDIS_HOST", value }] })];
  const log = (host: string) => ({ target: { host, port: 6379, tls: false, auth: true } });

  test("proves nothing of the service's path, whatever it reaches", async () => {
    const { probe, report } = await only({ jobs: asking("10.9.9.9"), log: log("10.9.9.9") }, {}, besideOf());
    expect(report.verdict).toBe("unknown");
    expect(probe).toMatchObject({ verdict: "unknown", exitCode: 0, findings: [{ code: "VERIFY_DISAGREES" }] });
    expect(probe.findings[0]?.message).toContain("10.9.9.9");
    expect(probe.findings[0]?.message).toContain(hostIn(inventory()));
  });

  test("nor where only its execution was given another address, and its log cannot be read", async () => {
    const [plain] = jobs();
    const task = structuredClone(plain.template.template);
    task.containers[0].env[0].value = "10.9.9.9";
    const { probe } = await only({ jobs: [plain], execution: { template: task }, logAfter: 99 }, {}, besideOf());
    expect(probe).toMatchObject({ verdict: "unknown", exitCode: 0 });
    expect(probe.findings.map(({ message }) => message).join()).toContain("10.9.9.9");
  });

  test("is not suspected where the input does not know every address", async () => {
    const unknown = (whole: Json) => {
      for (const { type, values } of whole.resources) if (type === "google_redis_instance") values.host = null;
    };
    const { probe } = await only({ jobs: asking("10.9.9.9"), log: log("10.9.9.9") }, {}, besideOf(unknown));
    expect(probe.findings.map(({ message }) => message).join()).not.toContain("10.9.9.9");
  });

  test("nor where it is given a name", async () => {
    const { probe } = await only({ jobs: asking("redis.internal"), log: log("redis.internal") }, {}, besideOf());
    expect(probe.verdict).toBe("reachable");
  });
});

test("a service with a path and without a probe is named", async () => {
  const { report } = await only({ jobs: [job("other")] }, {}, besideOf());
  expect(report.findings).toMatchObject([{ code: "NOT_PROBED", message: expect.stringContaining("acme-api") }]);
  expect((await only({ jobs: jobs() }, {}, besideOf())).report.findings).toEqual([]);
  expect((await only({ jobs: [job("other")] }, { service: "other" }, besideOf())).report.findings).toEqual([]);
});
