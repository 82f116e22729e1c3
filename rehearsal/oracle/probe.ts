import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { argsOf } from "../../probe/command";
import { PHASES, type Phase, phaseOf } from "../../probe/phases";
import { readResult } from "../../probe/result";
import { serveRedis } from "../machine/redis";
import { CUT_OFF, type PacketJudgement } from "../packets/judge";
import { PacketNetwork } from "../packets/network";
import { targetsIn } from "../packets/world";
import { authorityOf } from "../server/certificates";
import type { Store } from "../server/store";
import type { RedisEndpoint } from "./redis-endpoints";

/** Where the probe stopped; no phase where it passed all of them. */
export interface Probed {
  phase: Phase | undefined;
  code: string | undefined;
}

/** Runs the probe as it ships where the program is, against a real Redis that is what the store says of it. */
export async function probed(program: string, want: RedisEndpoint, store: Store): Promise<Probed> {
  const folder = mkdtempSync(join(tmpdir(), "probed-"));
  const network = await PacketNetwork.open(program, store);
  try {
    await Promise.all(targetsIn(network.world).map((found) => serveRedis(network, { ...found, folder, store })));
    const { code, stdout } = await network.run("caller", process.execPath, argsOf(), {
      env: environment(want, folder),
    });
    const line = stdout.trim().split("\n").at(-1) ?? "";
    const result = readResult(line.startsWith("{") ? JSON.parse(line) : undefined);
    if (!result || (code !== 0 && phaseOf(code) !== result.phase))
      throw new Error(`the probe ended with ${code}: ${line}`);
    return { phase: result.phase, code: result.code };
  } finally {
    await network.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the program is told, by the names that the probe knows. */
function environment({ host, port, password, tls, certificates }: RedisEndpoint, folder: string): NodeJS.ProcessEnv {
  // A Redis without TLS answers no handshake, whatever the program trusts.
  const trusted = certificates.length > 0 ? certificates : [authorityOf("nobody").certificate];
  const speaksTls = tls === true || (tls === undefined && certificates.length > 0);
  const file = join(folder, "authorities.pem");
  writeFileSync(file, trusted.join("\n"));
  return {
    PATH: process.env.PATH,
    REDIS_HOST: host,
    REDIS_PORT: String(port ?? 6379),
    ...(password ? { REDIS_PASSWORD: password } : {}),
    ...(speaksTls ? { REDIS_CA_FILE: file } : {}),
  };
}

/** Whether packets that arrive are not enough: Redis asks for a password or a certificate, or is given one. */
export function dependsOnRedis({ answer, want, redis }: PacketJudgement, store: Store): boolean {
  const instance = store.get(`redis/${redis}`);
  const asks = instance?.authEnabled === true || instance?.transitEncryptionMode === "SERVER_AUTHENTICATION";
  const brings = Boolean(want.password) || want.certificates.length > 0 || want.tls === true;
  return answer === "reachable" && (asks || brings);
}

/**
 * The judgement after the probe went the same way: Redis must let the program in. Not where nobody knows the answer, where
 * a connector would carry nothing, or where the program speaks TLS and nothing shows by which certificates.
 */
export async function asProbed(
  judged: PacketJudgement,
  store: Store,
): Promise<{ judged: PacketJudgement; probe?: string; contradicts?: boolean }> {
  const { program, want, redis, answer, reason } = judged;
  const hasTls = store.get(`redis/${redis}`)?.transitEncryptionMode === "SERVER_AUTHENTICATION";
  const isOpen = want.certificates.length === 0 && hasTls && want.tls !== false;
  if (answer === "cannot tell" || reason.startsWith(CUT_OFF) || isOpen) return { judged };
  const { phase, code } = await probed(program, want, store);
  const probe = phase === undefined ? "passes every phase" : `stops at ${phase}, ${code}`;
  const arrives = phase === undefined || PHASES.indexOf(phase) > PHASES.indexOf("tcp");
  const contradicts = arrives !== (answer === "reachable");
  if (!arrives || phase === undefined || contradicts) return { judged, probe, contradicts };
  // A program may get its password in a way that no store shows, and may keep one that nobody asks for to itself.
  const isOther = (code === "NOAUTH" && !want.password) || code === "NO_PASSWORD_SET";
  return {
    judged: { ...judged, answer: isOther ? "cannot tell" : "blocked", reason: `the probe ${probe}` },
    probe,
    contradicts,
  };
}
