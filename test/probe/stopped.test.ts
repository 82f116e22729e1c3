import { spawn } from "node:child_process";
import { argsOf, SCRIPT_SHA256 } from "../../probe/command";
import { phaseOf } from "../../probe/phases";
import { type FakeRedis, fakeRedis } from "../support/probe/fake-redis";
import { expectNothingSecret, PLANTED } from "../support/probe/fault-case";
import { ended, runProbe } from "../support/probe/run-probe";

/** A Redis that stores what it is told and answers no SET, and what happens when it gets one. */
const holding = (then: () => void) =>
  fakeRedis({
    says: ([command, key = "", value = ""], { keys }) => {
      if (command !== "SET") return undefined;
      keys.set(key, value);
      then();
      return (socket) => setTimeout(() => socket.write("+OK\r\n"), 100);
    },
  });

const envOf = ({ port }: FakeRedis) => ({ PATH: process.env.PATH, REDIS_HOST: "127.0.0.1", REDIS_PORT: String(port) });

test.each([
  ["SIGTERM", 143],
  ["SIGINT", 130],
] as const)("stopped by %s it deletes its key, and knows nothing of the path", async (signal, code) => {
  const redis = await holding(() => child.kill(signal));
  const child = spawn(process.execPath, argsOf(), { env: envOf(redis), stdio: ["ignore", "pipe", "pipe"] });
  const { exitCode, result } = await ended(child);
  redis.close();
  expect(exitCode).toBe(code);
  expect(phaseOf(code)).toBeUndefined();
  expect(result).toMatchObject({ verdict: "unknown", severity: "ERROR", code: signal, script: SCRIPT_SHA256 });
  expect(result.message).toBe(`The probe was stopped by ${signal} in phase set`);
  expect(redis.keys.size).toBe(0);
});

test("broken by itself it says so in one line, and knows nothing of the path", async () => {
  const redis = await fakeRedis({ says: () => () => {} });
  const breaks = `setTimeout(() => { throw new Error("broken with " + process.env.REDIS_PASSWORD) }, 300)`;
  const { exitCode, result, output } = await runProbe({
    ...{ REDIS_HOST: "127.0.0.1", REDIS_PORT: String(redis.port), REDIS_PASSWORD: PLANTED },
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(breaks)}`,
  });
  redis.close();
  expect(exitCode).toBe(70);
  expect(phaseOf(70)).toBeUndefined();
  expect(result).toMatchObject({ verdict: "unknown", code: "INTERNAL" });
  expect(result.message).toMatch(/^The probe itself broke in phase [a-z]+: /);
  expectNothingSecret(output);
});

test("with nobody who reads what it prints, its exit code still says the phase", async () => {
  const env = { PATH: process.env.PATH, REDIS_HOST: "" };
  const child = spawn(process.execPath, argsOf(), { env, stdio: ["ignore", "pipe", "ignore"] });
  child.stdout.destroy();
  const exitCode = await new Promise((resolve) => child.on("close", resolve));
  expect(exitCode).toBe(20);
});

test("the result names the execution, and the script by the hash of its own text", async () => {
  const redis = await fakeRedis();
  const { result } = await runProbe({
    ...{ REDIS_HOST: "127.0.0.1", REDIS_PORT: String(redis.port), CLOUD_RUN_EXECUTION: "api-probe-x7k2p" },
  });
  redis.close();
  expect(result).toMatchObject({ execution: "api-probe-x7k2p", script: SCRIPT_SHA256, severity: "INFO" });
  expect(Math.abs(Date.parse(result.at) - Date.now())).toBeLessThan(60_000);
});
