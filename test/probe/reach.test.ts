import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../support/folder";
import { authority } from "../support/probe/certificates";
import { fakeRedis } from "../support/probe/fake-redis";
import { testFaults } from "../support/probe/fault-case";
import { runProbe } from "../support/probe/run-probe";

const folder = temporaryFolder();

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

function pipe(name: string): string {
  execFileSync("mkfifo", [join(folder, name)]);
  return join(folder, name);
}

/** A port at which nobody listens: one that was free a moment ago. */
async function closedPort() {
  const redis = await fakeRedis();
  redis.close();
  return redis;
}

const good = authority("CA").pem;

testFaults([
  { fault: "no host", env: { REDIS_HOST: "" }, phase: "config", code: "HOST", says: /REDIS_HOST is not set/ },
  {
    fault: "a URL for a host",
    env: { REDIS_HOST: "redis://:hidden@10.0.0.3:6379" },
    ...{ phase: "config", code: "HOST", says: /^(?!.*hidden).*has 29 characters and is neither an address nor a name/ },
  },
  { fault: "a host with a line feed", env: { REDIS_HOST: "10.0.0.3\n" }, phase: "config", code: "HOST" },
  { fault: "a host like an option", env: { REDIS_HOST: "--inspect" }, phase: "config", code: "HOST" },
  { fault: "no port", env: { REDIS_PORT: "" }, phase: "config", code: "PORT", says: /REDIS_PORT is not set/ },
  { fault: "a port too high", env: { REDIS_PORT: "65536" }, phase: "config", code: "PORT", says: /"65536"/ },
  { fault: "a port that is no number", env: { REDIS_PORT: "0x10" }, phase: "config", code: "PORT" },
  {
    fault: "a password for a port",
    env: { REDIS_PORT: "3f1d8c52-0000-4000-8000-1234567890ab" },
    ...{ phase: "config", code: "PORT", says: /^(?!.*3f1d8c52).*REDIS_PORT has 36 characters/ },
  },
  {
    fault: "a password for a host",
    env: { REDIS_HOST: `${"hidden".repeat(12)}.`, REDIS_PASSWORD: "hidden".repeat(12) },
    ...{ phase: "dns", code: "ENOTFOUND", says: /^(?!.*hidden)\(a host like a password\) has no address/ },
  },
  {
    fault: "a pipe for a CA file",
    env: { REDIS_CA_FILE: pipe("pipe") },
    ...{ phase: "config", code: "CA_UNREADABLE", says: /pipe", which cannot be read \(no plain file\)/ },
  },
  {
    fault: "a file without an end for a CA file",
    env: { REDIS_CA_FILE: "/dev/zero" },
    ...{ phase: "config", code: "CA_UNREADABLE" },
  },
  {
    fault: "a key for the path of a CA file",
    env: { REDIS_CA_FILE: "-----BEGIN PRIVATE KEY----- MIIEhidden" },
    ...{ phase: "config", code: "CA_UNREADABLE", says: /^(?!.*MIIEhidden)/ },
  },
  { fault: "too many connections", env: { PROBE_CONNECTIONS: "101" }, phase: "config", code: "SETTING" },
  { fault: "no PING at all", env: { PROBE_PINGS: "-1" }, phase: "config", code: "SETTING" },
  {
    fault: "no CA file where it should be",
    env: { REDIS_CA_FILE: join(folder, "missing.pem") },
    ...{ phase: "config", code: "CA_UNREADABLE", says: /missing\.pem", which cannot be read \(ENOENT\)/ },
  },
  { fault: "a folder for a CA file", env: { REDIS_CA_FILE: folder }, phase: "config", code: "CA_UNREADABLE" },
  {
    fault: "a CA file without a certificate",
    env: { REDIS_CA_FILE: file("text.pem", "not yet written\n") },
    ...{ phase: "config", code: "CA_INVALID", says: /holds no certificate/ },
  },
  {
    fault: "a CA file whose second certificate is damaged",
    env: { REDIS_CA_FILE: file("damaged.pem", good + good.replace(/\n.{20}/, "\nMIID")) },
    ...{ phase: "config", code: "CA_INVALID", says: /number 2/ },
  },
  {
    // Longer than a label may be, so that no name server is asked.
    fault: "a name that nobody has",
    env: { REDIS_HOST: "n".repeat(64) },
    ...{ phase: "dns", code: "ENOTFOUND", says: /^n{64} has no address/ },
  },
  { fault: "nothing listens", server: closedPort, phase: "tcp", code: "ECONNREFUSED", says: /nothing listens/ },
]);

test("the AUTH string for a host, and the host for a password: it is not printed", async () => {
  const authString = "3f1d8c52-0000-4000-8000-1234567890ab";
  const { output } = await runProbe({ REDIS_HOST: authString, REDIS_PORT: "1", REDIS_PASSWORD: "10.0.0.3" });
  expect(output).toContain("(a host like a password)");
  expect(output).not.toContain("3f1d8c52");
});
