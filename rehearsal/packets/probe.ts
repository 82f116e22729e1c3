import { argsOf } from "../../probe/command";
import { type Phase, phaseOf } from "../../probe/phases";
import { readResult } from "../../probe/result";
import { maskOf, type RedisEndpoint } from "../oracle/redis-endpoints";
import type { Store } from "../server/store";
import { PacketNetwork } from "./network";
import { targetsIn } from "./world";

/** Where the probe stopped; no phase where it passed all of them. */
export interface Probed {
  phase: Phase | undefined;
  code: string | undefined;
}

/** Runs the probe as it ships where the program is, against a real Redis with the password that the store says. */
export async function probed(program: string, want: RedisEndpoint, store: Store): Promise<Probed> {
  const network = await PacketNetwork.open(program, store);
  try {
    await Promise.all(
      targetsIn(network.world).map(({ target, place }) =>
        startRedis(network, place, { ...target, password: passwordOf(target.name, store) }),
      ),
    );
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

function passwordOf(name: string, store: Store): string | undefined {
  return store.get(`redis/${name}`)?.authEnabled === true ? maskOf(`redis/${name}`) : undefined;
}

interface RealRedis {
  address: string;
  port: number;
  password: string | undefined;
}

async function startRedis(
  network: PacketNetwork,
  place: string,
  { address, port, password }: RealRedis,
): Promise<void> {
  // What it is told is no argument: a password would be in the list of processes.
  const config = [
    `bind ${address}`,
    `port ${port}`,
    'save ""',
    "protected-mode no",
    ...(password === undefined ? [] : [`requirepass ${password}`]),
  ].join("\n");
  await network.serve(place, "redis-server", ["-"], { input: config, ready: /Ready to accept connections/ });
}
