import fc from "fast-check";
import { quoted, withoutSecrets } from "../../src/diagnose/masked";

const SECRETS = [
  "s3cr3t-Pa55word",
  "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  "0c4e5a53-9a3f-4d27-8f0b-1d2c3b4a5f60",
  "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZG1pbiJ9.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
  "AIzaSyA1bCdEfGh1JkLmNoPqRsTuVwXyZ012345",
  "ya29.a0AfH6SMBx7Qd3kzW9",
];

describe("the net under everything that is printed", () => {
  test.each([
    ["redis://default:s3cr3t-Pa55word@10.0.0.3:6379/0", "redis://***@10.0.0.3:6379/0"],
    ["redis://:p@ss@w0rd@10.0.0.3", "redis://***@10.0.0.3"],
    ["Authorization: Bearer ya29.a0AfH6SMBx7Qd3kzW9", "Authorization: Bearer ***"],
    ["REDIS_PASSWORD=s3cr3t-Pa55word, PORT=8080", "REDIS_PASSWORD=***, PORT=8080"],
    ['{"apiToken":"s3cr3t-Pa55word"}', '{"apiToken":"***"}'],
    ['{"password": "correct horse battery"}', '{"password": "***"}'],
    ["{'password': 'it is a secret'}", "{'password': '***'}"],
    ['password="half of it', 'password="***"'],
    ["-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nMIIEvQ", "***"],
    [`the AUTH string ${SECRETS[2]} was refused`, "the AUTH string *** was refused"],
    ["-----BEGIN PRIVATE KEY-----MIIEvQ-----END PRIVATE KEY-----", "***"],
  ])("%s", (text, masked) => {
    expect(withoutSecrets(text)).toBe(masked);
  });

  test.each([
    "deny-redis denies 10.166.0.3 tcp:6379 at priority 500, and nothing above it allows it",
    "google_cloud_run_v2_service.netra-backend-staging.template.containers[0].env[REDIS_PASSWORD].value",
    "its image is us-docker.pkg.dev/acme/api@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "gcloud compute networks vpc-access connectors describe staging-connector --region us-central1 --project netra-staging",
    "the secret staging-redis-auth: version 3 is disabled, and projects/netra-staging/secrets/staging-redis-auth has no other",
    "its revision netra-backend-staging-00041-abc: requests go to it",
    "403: grant the permission redis.instances.list, for example with roles/redis.viewer",
    "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION_2 is what its traffic says",
  ])("what lineup says itself passes: %s", (text) => {
    expect(withoutSecrets(text)).toBe(text);
  });
});

describe("a line that somebody else has written", () => {
  test.each([
    ["CRITICAL Failed services: [redis]", "Failed services: [redis]"],
    ["redis.exceptions.ConnectionError: Error -3 connecting to redis", "Error -3 connecting to redis"],
    ["NOAUTH Authentication required.", "NOAUTH Authentication required"],
    ["connect ECONNREFUSED 10.166.0.3:6379", "connect ECONNREFUSED 10.166.0.3:6379"],
    ["ping timeout after 20s, closing with 1011", "ping timeout after 20s, closing with 1011"],
  ])("%s: what is looked for is quoted", (line, part) => {
    expect(quoted(line)).toContain(part);
  });

  test("names that are known of the project are quoted, others are not", () => {
    const line = "netra-backend lost customer-4711 of redis";
    expect(quoted(line, new Set(["netra-backend"]))).toBe("netra-backend lost *** of redis");
    expect(quoted(line)).toBe("*** lost *** of redis");
  });

  test.each(["password swordfish", "AUTH 1234", "token: redis", "api_key = failed", "PIN_SECRET is timeout"])(
    "after the name of a secret nothing is believed: %s",
    (line) => {
      const [, ...rest] = quoted(`redis ${line}`).split(" ***");
      expect(rest).toEqual([""]);
      expect(quoted(`redis ${line}`)).not.toMatch(/swordfish|1234|: redis|failed|timeout/);
    },
  );

  test("a secret planted anywhere in a line is nowhere in what is quoted", () => {
    const around = fc.constantFrom(
      "connect",
      "timeout",
      "redis:",
      "",
      "failed=",
      '"',
      "password ",
      "url=redis://:",
      "'",
    );
    fc.assert(
      fc.property(fc.constantFrom(...SECRETS), around, around, (secret, before, after) => {
        const line = `redis ${before}${secret}${after} timeout`;
        expect(quoted(line)).not.toContain(secret);
        expect(quoted(line)).not.toContain(secret.slice(0, 8));
      }),
    );
  });

  test("no word that is not on the list, whatever it is made of", () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{8,16}q[a-z]{2,6}$/), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(words, (all) => {
        for (const word of all) expect(quoted(`redis ${all.join(" ")}`)).not.toContain(word);
      }),
    );
  });

  test("control characters, and a line that is too long, are no way around it", () => {
    expect(quoted("\u001b[31mtimeout\u001b[0m\u202e redis\u0000")).toBe("timeout redis");
    expect(quoted(`${"x".repeat(5_000_000)} password hunter2`)).toBe("***");
    expect(quoted("redis ".repeat(1_000_000)).length).toBeLessThanOrEqual(200);
  });

  test("a million characters of anything take no time", () => {
    const hostile = [
      "a=".repeat(500_000),
      "://".repeat(300_000),
      "eyJ.".repeat(250_000),
      "A1b".repeat(330_000),
      '"'.repeat(1_000_000),
    ];
    const begun = process.cpuUsage();
    for (const text of hostile) withoutSecrets(text);
    expect(process.cpuUsage(begun).user / 1_000).toBeLessThan(5_000);
  });
});
