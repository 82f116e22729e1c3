import { everyOutput } from "../inputs";
import { found, type Json, LiveProject, PROJECT, REGION } from "./live";

let live: LiveProject;
beforeEach(async () => {
  live = await LiveProject.open();
  await live.settle();
});
afterEach(() => live.close());

const SECRET = "hunter2-c0rrect-horse";
const env = (name: string, value: string) => ({ name, value });

/** Secrets wherever people may have written one: not in names, labels, images and paths. */
async function leaky(): Promise<void> {
  const at = `projects/${PROJECT}/locations/${REGION}`;
  const labels = { note: SECRET };
  const httpHeaders = [{ name: "Authorization", value: SECRET }];
  const livenessProbe = { httpGet: { path: "/", httpHeaders } };
  const container = { image: "gcr.io/acme/api:1", command: [SECRET], args: [SECRET], livenessProbe };
  const variables = [
    env("DATABASE_URL", `postgres://app:${SECRET}@10.1.2.3/app`),
    env("REDIS_URL", `redis://user:${SECRET}@10.107.0.3:6379/0?password=${SECRET}`),
    env("SMTP_PASSWORD", SECRET),
    env("REDIS_HOST", `${SECRET}.example.com`),
    env("PIN", "12345"),
    { name: "API_KEY", valueSource: { secretKeyRef: { secret: "api-key", version: "latest" } } },
  ];
  await live.service(
    "leaky",
    [],
    { description: SECRET, annotations: labels, creator: SECRET },
    { annotations: labels, containers: [{ ...container, env: variables }], serviceAccount: SECRET },
  );
  await live.make(`run/v2/${at}/jobs?jobId=leaky-job`, {
    template: { template: { containers: [{ ...container, env: variables }] } },
  });
  await live.firewall("told", { denied: [{ IPProtocol: "udp" }], description: SECRET });
  await live.make(`redis/v1/${at}/instances?instanceId=told`, {
    tier: "BASIC",
    memorySizeGb: 1,
    displayName: SECRET,
    redisConfigs: { requirepass: SECRET },
    authorizedNetwork: `projects/${PROJECT}/global/networks/acme-vpc`,
    authEnabled: true,
  });
}

test("no secret is in the file, wherever an API keeps it", async () => {
  await leaky();
  const inventory = await live.read();
  const text = JSON.stringify(inventory);
  expect(text).not.toContain(SECRET);
  expect(text).not.toContain('12345"');
  expect(live.cloud.asked.map(({ path }) => path).filter((path) => /authString|:access/.test(path))).toEqual([]);
  const { containers } = found(inventory, "google_cloud_run_v2_service.leaky").template[0];
  expect(containers[0].env).toEqual([
    { name: "DATABASE_URL", value: null, value_source: [] },
    { name: "REDIS_URL", value: "redis://10.107.0.3:6379", value_shown_in_part: true, value_source: [] },
    { name: "SMTP_PASSWORD", value: null, value_source: [] },
    { name: "REDIS_HOST", value: null, value_source: [] },
    { name: "PIN", value: null, value_source: [] },
    { name: "API_KEY", value: "", value_source: [{ secret_key_ref: [{ secret: "api-key", version: "latest" }] }] },
  ]);
});

test("a reading that keeps what no file may hold has all of it, and nothing is marked as a part", async () => {
  await leaky();
  const inventory = await live.read(live.get, { keepsWithheld: true });
  const { description, template } = found(inventory, "google_cloud_run_v2_service.leaky");
  const [{ command, args, env, liveness_probe }] = template[0].containers;
  expect([description, template[0].annotations.note, command, args]).toEqual([SECRET, SECRET, [SECRET], [SECRET]]);
  expect(liveness_probe[0].http_get[0].http_headers).toEqual([{ name: "Authorization", value: SECRET }]);
  const url = `redis://user:${SECRET}@10.107.0.3:6379/0?password=${SECRET}`;
  expect(env[1]).toEqual({ name: "REDIS_URL", value: url, value_source: [] });
  expect(env[3]).toEqual({ name: "REDIS_HOST", value: `${SECRET}.example.com`, value_source: [] });
  expect(live.cloud.asked.map(({ path }) => path).filter((path) => /authString|:access/.test(path))).toEqual([]);
});

const HOSTILE = [
  "__proto__",
  "constructor",
  "a\u001b[2Jb",
  "`|<script>",
  "x\n::error::y",
  "\u202egnp",
  "n".repeat(10_000),
];

test.each(HOSTILE)("a name such as %j breaks nothing and is printed as one line", async (name) => {
  const path = `projects/${PROJECT}/global/networks/acme-vpc`;
  live.cloud.cloud.store.put(`compute/projects/${PROJECT}/global/firewalls/x`, {
    name,
    network: path,
    direction: "EGRESS",
    priority: 1,
    denied: [{ IPProtocol: name }],
    targetTags: [name],
  });
  live.putForeign(`run/projects/${PROJECT}/locations/${REGION}/services/x`, {
    name: `projects/${PROJECT}/locations/${REGION}/services/${name}`,
    template: {
      containers: [
        {
          env: [
            { name: `REDIS_HOST${name}`, value: name },
            { name: "REDIS_HOST", value: "10.0.0.9" },
          ],
        },
      ],
    },
    terminalCondition: { state: name, reason: name },
  });
  const inventory = JSON.stringify(await live.read());
  expect(({} as Json).polluted).toBeUndefined();
  for (const text of everyOutput(inventory).outputs) {
    expect(text).not.toContain("\u001b");
    expect(text).not.toMatch(/^::error/m);
  }
});
