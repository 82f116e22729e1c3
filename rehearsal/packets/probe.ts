import { spawnSync } from "node:child_process";
import { argsOf } from "../../probe/command";
import { PHASES, type Phase, phaseOf } from "../../probe/phases";
import { readResult } from "../../probe/result";
import { maskOf, type RedisEndpoint } from "../oracle/redis-endpoints";
import type { Store } from "../server/store";
import { CUT_OFF, type PacketJudgement } from "./judge";
import { PacketNetwork } from "./network";
import type { Target } from "./targets";

/** Where the probe stopped; no phase where it passed all of them. */
export interface Probed {
  phase: Phase | undefined;
  code: string | undefined;
}

/** Runs the probe as it ships where the program is, against a real Redis with the password that the store says. */
export async function probed(program: string, want: RedisEndpoint, store: Store): Promise<Probed> {
  const network = await PacketNetwork.open(program, store);
  try {
    const { targets } = network.world;
    await Promise.all(targets.map((one) => startRedis(network, one, passwordOf(one.name, store))));
    const env = {
      PATH: process.env.PATH,
      REDIS_HOST: want.host,
      REDIS_PORT: String(want.port ?? 6379),
      ...(want.password ? { REDIS_PASSWORD: want.password } : {}),
    };
    const { code, stdout } = await network.run("caller", process.execPath, argsOf(), { env });
    const line = stdout.trim().split("\n").at(-1) ?? "";
    const result = readResult(line.startsWith("{") ? JSON.parse(line) : undefined);
    if (!result || (code !== 0 && phaseOf(code) !== result.phase))
      throw new Error(`the probe ended with ${code}: ${line}`);
    return { phase: result.phase, code: result.code };
  } finally {
    await network.close();
  }
}

/** What Redis itself says to the program, where only that is open: its password. */
export function dependsOnRedis({ answer, want, redis }: PacketJudgement, store: Store): boolean {
  const asksForOne = redis !== undefined && store.get(`redis/${redis}`)?.authEnabled === true;
  return answer === "reachable" && (asksForOne || Boolean(want.password));
}

/**
 * The judgement after the probe went the same way. Packets that arrive are not enough: Redis must let the program in.
 * Not where nobody knows the answer, where a connector would carry nothing, or where TLS is asked for: the certificates
 * that a kept store holds may be placeholders.
 */
export async function asProbed(
  judged: PacketJudgement,
  store: Store,
): Promise<{ judged: PacketJudgement; probe?: string; contradicts?: boolean }> {
  const { program, want, redis, answer, reason } = judged;
  const hasTls = redis !== undefined && store.get(`redis/${redis}`)?.transitEncryptionMode === "SERVER_AUTHENTICATION";
  if (answer === "cannot tell" || reason.startsWith(CUT_OFF) || hasTls) return { judged };
  const { phase, code } = await probed(program, want, store);
  const probe = phase === undefined ? "passes every phase" : `stops at ${phase}, ${code}`;
  const arrives = phase === undefined || PHASES.indexOf(phase) > PHASES.indexOf("tcp");
  const contradicts = arrives !== (answer === "reachable");
  if (!arrives || phase === undefined || contradicts) return { judged, probe, contradicts };
  return { judged: { ...judged, answer: "blocked", reason: `the probe ${probe}` }, probe, contradicts };
}

function passwordOf(name: string, store: Store): string | undefined {
  return store.get(`redis/${name}`)?.authEnabled === true ? maskOf(`redis/${name}`) : undefined;
}

async function startRedis(network: PacketNetwork, { address, port }: Target, password?: string): Promise<void> {
  // What it is told is no argument: a password would be in the list of processes.
  const config = [
    `bind ${address}`,
    `port ${port}`,
    'save ""',
    "protected-mode no",
    ...(password === undefined ? [] : [`requirepass ${password}`]),
  ].join("\n");
  await network.serve("google", "redis-server", ["-"], { input: config, ready: /Ready to accept connections/ });
}

/** Why no Redis can be started on this machine: undefined where one can. */
export function whyNoRedis(): string | undefined {
  const { status } = spawnSync("redis-server", ["--version"], { stdio: "ignore" });
  return status === 0 ? undefined : "the probe needs redis-server: apt-get install redis-server";
}
