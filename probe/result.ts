import { z } from "zod";
import { PHASES } from "./phases";

export const RESULT_SCHEMA = "lineup/probe/1";

const text = z.string();
const ms = z.number().nonnegative();
const count = z.int().nonnegative();
const phase = z.enum(PHASES);

const schema = z.object({
  schema: z.literal(RESULT_SCHEMA),
  severity: z.enum(["INFO", "ERROR"]),
  message: text,
  /** `unknown`: it was stopped, or broke itself, and learned nothing of the path. */
  verdict: z.enum(["reachable", "blocked", "unknown"]),
  phase: phase.optional(),
  code: text.optional(),
  script: text.regex(/^[0-9a-f]{64}$/),
  execution: text.optional(),
  at: z.iso.datetime(),
  ms,
  target: z.object({ host: text, port: z.int().min(1).max(65_535), tls: z.boolean(), auth: z.boolean() }).optional(),
  phases: z.array(z.object({ name: phase, ok: z.boolean(), ms, skipped: z.boolean().optional() })),
  connections: z.object({ asked: count, answered: count }).optional(),
  latency: z.object({ pings: count, connectMs: ms, p50Ms: ms, p95Ms: ms, maxMs: ms }).optional(),
  certificate: z.object({ name: z.enum(["ip-san", "dns-san", "cn"]), of: text, trustedBy: count }).optional(),
});

export type ProbeResult = z.infer<typeof schema>;

/** What the script logged; undefined for anything else, and for a line that contradicts itself. */
export function readResult(line: unknown): ProbeResult | undefined {
  const { data } = schema.safeParse(line);
  return data && isConsistent(data) ? data : undefined;
}

/** Reachable only where every phase says so, whoever wrote the line. */
function isConsistent({ verdict, phase: failed, code, phases }: ProbeResult): boolean {
  const names = phases.map(({ name }) => name);
  if (names.some((name, index) => name !== PHASES[index])) return false;
  const isWhole = names.length === PHASES.length && phases.every(({ ok }) => ok);
  if (verdict === "reachable") return isWhole && failed === undefined && code === undefined;
  return verdict === "blocked" ? failed !== undefined && code !== undefined && !isWhole : code !== undefined;
}
