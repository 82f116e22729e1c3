import { BUDGET_MS } from "../../../probe/job";
import { exitCodeOf, type Phase } from "../../../probe/phases";
import type { FakeRedis } from "./fake-redis";
import { type Outcome, runProbe, together } from "./run-probe";

/** Planted in every case that has a password, and looked for in all that is printed. */
export const PLANTED = 'Pl4nted/S3cret+"quoted"\\ %41 ünïcode\'$(x)`y`';

export interface FaultCase {
  fault: string;
  /** Where the Redis is; an address that nothing needs where there is none. */
  server?: () => Promise<FakeRedis>;
  env?: Record<string, string>;
  phase: Phase;
  code: string;
  /** What its message says besides. */
  says?: RegExp;
}

async function run({ server, env }: FaultCase): Promise<{ outcome: Outcome; redis: FakeRedis | undefined }> {
  const redis = await server?.();
  try {
    const where = { REDIS_HOST: "127.0.0.1", REDIS_PORT: String(redis?.port ?? 1) };
    return { outcome: await runProbe({ ...where, ...env }), redis };
  } finally {
    redis?.close();
  }
}

/** One test for each of these: the phase and the code are named, within the budget, and nothing secret is printed. */
export function testFaults(cases: FaultCase[]): void {
  let runs: ReturnType<typeof run>[] = [];
  beforeAll(() => {
    runs = together(cases, run);
    for (const it of runs) it.catch(() => {});
  });
  test.each(cases.map((it, index) => ({ ...it, index })))("$fault: $phase $code", async (it) => {
    let { outcome, redis } = (await runs[it.index]) ?? (await run(it));
    // On a busy machine anything may come too late; alone it does not.
    for (let tries = 1; tries < 4 && isSlow(outcome, it); tries += 1) ({ outcome, redis } = await run(it));
    const { exitCode, result, output } = outcome;
    expect({ phase: result.phase, code: result.code, message: result.message }).toEqual({
      phase: it.phase,
      code: it.code,
      message: expect.stringMatching(it.says ?? /./),
    });
    expect(exitCode).toBe(exitCodeOf(it.phase));
    expect(result).toMatchObject({ verdict: "blocked", severity: "ERROR" });
    expect(result.phases.at(-1)).toMatchObject({ name: it.phase, ok: false });
    expect(result.phases.slice(0, -1).every(({ ok }) => ok)).toBe(true);
    expect(result.message).toMatch(/^[\x20-\x7e]{20,600}$/);
    expectNothingSecret(output);
    expect([...(redis?.keys.keys() ?? [])]).toEqual([]);
    expect(result.ms).toBeLessThanOrEqual(BUDGET_MS * 1.1);
  });
}

function isSlow({ result }: Outcome, { phase, code }: FaultCase): boolean {
  const isNamed = result.phase === phase && result.code === code;
  return result.ms > BUDGET_MS * 1.1 || (!isNamed && /^(ETIMEDOUT|BUDGET)$/.test(result.code ?? ""));
}

export function expectNothingSecret(output: string, secret = PLANTED): void {
  const bytes = Buffer.from(secret);
  const forms = [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), bytes.toString("hex")];
  forms.push(bytes.toString("base64").slice(0, -4), bytes.toString("base64url").slice(0, -4));
  // Nor the beginning of it.
  forms.push(secret.slice(0, 12));
  for (const form of forms) expect(output).not.toContain(form);
}
