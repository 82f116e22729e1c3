import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../support/folder";
import { authority } from "../support/probe/certificates";
import { fakeRedis } from "../support/probe/fake-redis";
import { testFaults } from "../support/probe/fault-case";

const folder = temporaryFolder();

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
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
