import type { ChildProcess } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { temporaryFolder } from "../support/folder";
import { itNeeds } from "../support/needs";
import { authority, certificate } from "../support/probe/certificates";
import { expectNothingSecret } from "../support/probe/fault-case";
import { redisServer, startRedis, tell } from "../support/probe/redis-server";
import { runProbe } from "../support/probe/run-probe";

/** All that fits into a variable: every character of ASCII but NUL, and some of more bytes. */
const ASCII = Array.from({ length: 127 }, (_, code) => String.fromCharCode(code + 1)).join("");
const PASSWORD = `${ASCII}ünï€😀\u202e`;

const free = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

const folder = redisServer.missing ? "" : temporaryFolder();
const env = { REDIS_HOST: "127.0.0.1", REDIS_PASSWORD: PASSWORD };
const servers: ChildProcess[] = [];
let [plain, secure] = [0, 0];

const told = (...words: string[]) => tell(plain, ["AUTH", PASSWORD], words);

if (!redisServer.missing) {
  beforeAll(async () => {
    const ca = authority("ours");
    const { pem, key } = certificate({ cn: "127.0.0.1", by: ca });
    const files = { "ca.pem": ca.pem, "redis.pem": pem, "redis.key": key };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    [plain, secure] = [await free(), await free()];
    const tls = ["--tls-port", `${secure}`, "--tls-cert-file", "redis.pem", "--tls-key-file", "redis.key"];
    servers.push(await startRedis(folder, plain, "--port", `${plain}`, ...tls, "--tls-ca-cert-file", "ca.pem"));
    await tell(plain, ["CONFIG", "SET", "tls-auth-clients", "no"], ["CONFIG", "SET", "requirepass", PASSWORD]);
  });
  afterAll(() => {
    for (const server of servers) server.kill();
  });
}

async function probed(more: Record<string, string> = {}) {
  const { exitCode, result, output } = await runProbe({ ...env, REDIS_PORT: `${plain}`, ...more });
  expectNothingSecret(output, PASSWORD);
  return { exitCode, phase: result.phase, code: result.code, certificate: result.certificate };
}

const passed = { exitCode: 0, phase: undefined, code: undefined };

itNeeds(redisServer, "a real Redis is reachable with a password of every character, and no key stays", async () => {
  expect(await probed()).toMatchObject(passed);
  expect(await told("DBSIZE")).toContain(":0\r\n");
});

itNeeds(redisServer, "a real Redis is reachable over TLS, by a CN that is its address", async () => {
  const files = { REDIS_CA_FILE: join(folder, "ca.pem"), REDIS_PORT: `${secure}` };
  const certificate = { name: "cn", of: "127.0.0.1", trustedBy: 1, caDaysLeft: 29 };
  expect(await probed(files)).toMatchObject({ ...passed, certificate });
});

itNeeds(
  redisServer,
  "of a real Redis the wrong password, none, and the wrong kind of port are told apart",
  async () => {
    const all = [
      probed({ REDIS_PASSWORD: "wrong" }),
      probed({ REDIS_PASSWORD: "" }),
      probed({ REDIS_PORT: `${secure}` }),
      probed({ REDIS_CA_FILE: join(folder, "ca.pem") }),
    ];
    expect((await Promise.all(all)).map(({ phase, code }) => `${phase} ${code}`)).toEqual([
      ...["auth WRONGPASS", "auth NOAUTH", "auth NEEDS_TLS", "tls NOT_TLS"],
    ]);
  },
);

itNeeds(redisServer, "of a real Redis a full memory, a replica and too few clients are told apart", async () => {
  await told("CONFIG", "SET", "maxmemory", "1");
  expect(await probed()).toMatchObject({ phase: "set", code: "OOM" });
  await told("CONFIG", "SET", "maxmemory", "0");
  await told("REPLICAOF", "127.0.0.1", "1");
  expect(await probed()).toMatchObject({ phase: "set", code: "READONLY" });
  await told("REPLICAOF", "NO", "ONE");
  await told("CONFIG", "SET", "maxclients", "5");
  expect(await probed()).toMatchObject({ phase: "connections", code: "MAXCLIENTS" });
  await told("CONFIG", "SET", "requirepass", "");
  expect(await probed()).toMatchObject({ phase: "auth", code: "NO_PASSWORD_SET" });
  expect(await tell(plain, ["DBSIZE"])).toContain(":0\r\n");
});
