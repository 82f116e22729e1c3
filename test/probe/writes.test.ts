import type { Socket } from "node:net";
import { fakeRedis, type Says } from "../support/probe/fake-redis";
import { expectNothingSecret, PLANTED, testFaults } from "../support/probe/fault-case";
import { runProbe } from "../support/probe/run-probe";

/** A Redis that answers some commands in its own way. */
const answering = (ways: Record<string, string>) => () => fakeRedis({ says: ([command = ""]) => ways[command] });

/** Does what it is told, and answers nothing or something else. */
const doingAnd = (command: string, answer: Says) => () =>
  fakeRedis({
    says: ([asked, key = "", value = ""], { keys }) => {
      if (asked !== command) return undefined;
      if (command === "SET") keys.set(key, value);
      return answer;
    },
  });

const closes = (socket: Socket) => socket.end();

testFaults([
  {
    fault: "a replica",
    server: answering({ SET: "-READONLY You can't write against a read only replica.\r\n" }),
    ...{ phase: "set", code: "READONLY", says: /use the primary's address/ },
  },
  {
    fault: "a full memory",
    server: answering({ SET: "-OOM command not allowed when used memory > 'maxmemory'.\r\n" }),
    ...{ phase: "set", code: "OOM", says: /memory is full/ },
  },
  {
    fault: "no snapshots",
    server: answering({ SET: "-MISCONF Redis is configured to save RDB snapshots\r\n" }),
    ...{ phase: "set", code: "MISCONF" },
  },
  {
    fault: "too few replicas",
    server: answering({ SET: "-NOREPLICAS Not enough\r\n" }),
    phase: "set",
    code: "NOREPLICAS",
  },
  {
    fault: "a cluster that is down",
    server: answering({ SET: "-CLUSTERDOWN x\r\n" }),
    phase: "set",
    code: "CLUSTERDOWN",
  },
  {
    fault: "a node that holds no keys",
    server: answering({ SET: "-MOVED 866 10.0.0.9:6379\r\n" }),
    ...{ phase: "set", code: "MOVED" },
  },
  {
    fault: "a user who may not write",
    server: answering({ SET: "-NOPERM this user has no permissions to run the 'set' command\r\n" }),
    ...{ phase: "set", code: "NOPERM" },
  },
  { fault: "a script that blocks", server: answering({ SET: "-BUSY Redis is busy\r\n" }), phase: "set", code: "BUSY" },
  {
    fault: "a command under another name",
    server: answering({ EXPIRE: "-ERR unknown command 'EXPIRE'\r\n" }),
    ...{ phase: "expire", code: "UNKNOWN_COMMAND" },
  },
  {
    fault: "another value than was set",
    server: answering({ GET: "$3\r\nxyz\r\n" }),
    phase: "get",
    code: "UNEXPECTED_REPLY",
  },
  { fault: "a value that is lost", server: answering({ GET: "$-1\r\n" }), phase: "get", code: "UNEXPECTED_REPLY" },
  {
    fault: "a key that does not expire",
    server: answering({ EXPIRE: ":0\r\n" }),
    phase: "expire",
    code: "UNEXPECTED_REPLY",
  },
  {
    fault: "a connection that closes after SET was done",
    server: doingAnd("SET", closes),
    env: { REDIS_PASSWORD: PLANTED },
    ...{ phase: "set", code: "CLOSED" },
  },
  { fault: "a SET that is done and not answered", server: doingAnd("SET", () => {}), phase: "set", code: "ETIMEDOUT" },
  { fault: "a GET that is never answered", server: doingAnd("GET", () => {}), phase: "get", code: "ETIMEDOUT" },
  {
    fault: "half of a bulk string, and silence",
    server: answering({ GET: "$40\r\nvalue of" }),
    ...{ phase: "get", code: "ETIMEDOUT", says: /but for "\$40 value of", which is no whole reply/ },
  },
  {
    fault: "too few connections",
    server: () => {
      let open = 0;
      return fakeRedis({
        greets: (socket) => {
          open += 1;
          if (open > 5) socket.end("-ERR max number of clients reached\r\n");
        },
      });
    },
    ...{ phase: "connections", code: "MAXCLIENTS", says: /^4 of 10 connections at once answered/ },
  },
  {
    fault: "a connection that breaks under load",
    server: () => {
      let pings = 0;
      return fakeRedis({
        says: ([command]) => {
          if (command === "PING") pings += 1;
          return pings === 50 ? closes : undefined;
        },
      });
    },
    ...{ phase: "latency", code: "CLOSED" },
  },
]);

test("a cluster's node is asked with other keys until it holds one", async () => {
  let refused = 0;
  const redis = await fakeRedis({
    says: ([command]) => (command === "SET" && refused++ < 3 ? "-MOVED 866 10.0.0.9:6379\r\n" : undefined),
  });
  const { result } = await runProbe({ REDIS_HOST: "127.0.0.1", REDIS_PORT: String(redis.port) });
  redis.close();
  expect(result.verdict).toBe("reachable");
});

test("a server that takes no writes was given no key, and none is said to stay", async () => {
  const says = ([command = ""]: string[]) => (/SET|DEL/.test(command) ? "-READONLY You can't write\r\n" : undefined);
  const redis = await fakeRedis({ says });
  const { result } = await runProbe({ REDIS_HOST: "127.0.0.1", REDIS_PORT: String(redis.port) });
  redis.close();
  expect(result).toMatchObject({ phase: "set", code: "READONLY" });
  expect(result.message).not.toContain("lineup:probe");
});

test("where the key cannot be deleted, it is said to expire, and it does", async () => {
  const redis = await fakeRedis({
    says: ([command]) => (command === "GET" || command === "DEL" ? (socket) => socket.destroy() : undefined),
  });
  const { result } = await runProbe({ REDIS_HOST: "127.0.0.1", REDIS_PORT: String(redis.port) });
  redis.close();
  const [key = ""] = [...redis.keys.keys()];
  expect(key).toMatch(/^lineup:probe:[0-9a-f]{24}$/);
  expect(result.message).toContain(`; its key ${key} was not deleted and expires within a minute`);
  expect(redis.asked.find(([command]) => command === "SET")).toEqual(["SET", key, `value of ${key}`, "EX", "60"]);
});

test("only keys of its own are touched, each by its name, and no two runs share one", async () => {
  const redis = await fakeRedis();
  const env = { REDIS_HOST: "127.0.0.1", REDIS_PORT: String(redis.port), REDIS_PASSWORD: PLANTED, PROBE_PINGS: "3" };
  const runs = await Promise.all([runProbe(env), runProbe(env)]);
  redis.close();
  const used = redis.asked.filter(([command]) => command !== "PING" && command !== "AUTH");
  expect([...new Set(used.map(([command]) => command))].sort()).toEqual(["DEL", "EXPIRE", "GET", "SET"]);
  expect(used.every(([, key]) => /^lineup:probe:[0-9a-f]{24}$/.test(key ?? ""))).toBe(true);
  expect(new Set(used.map(([, key]) => key)).size).toBe(2);
  for (const { exitCode, result, output } of runs) {
    expect({ exitCode, verdict: result.verdict }).toEqual({ exitCode: 0, verdict: "reachable" });
    expect(result.latency?.pings).toBe(3);
    expectNothingSecret(output);
  }
});
