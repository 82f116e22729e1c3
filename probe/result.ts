import * as z from "zod";
import { PHASES } from "./phases";

export const RESULT_SCHEMA = "lineup/probe/1";

const text = z.string();
const ms = z.number().nonnegative();
const count = z.int().nonnegative();
const phase = z.enum(PHASES);

/** The line as its JSON Schema has it. */
export const resultShape = z.object({
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
  certificate: z
    .object({
      name: z.enum(["ip-san", "dns-san", "cn"]),
      of: text,
      trustedBy: count,
      /** Of the CA that the chain ends at. A script that was deployed before does not say it. */
      caExpires: z.iso.date().optional(),
      caDaysLeft: z.int().optional(),
    })
    .optional(),
});

export type ProbeResult = z.infer<typeof resultShape>;

/** What the script logged; undefined for anything else, and for a line that contradicts itself. */
export function readResult(line: unknown): ProbeResult | undefined {
  const { data } = resultShape.safeParse(line);
  return data && isConsistent(data) ? data : undefined;
}

/** Reachable only where every phase passed, and blocked only at the last that was asked, whoever wrote the line. */
function isConsistent({ verdict, phase: failed, code, phases }: ProbeResult): boolean {
  if (phases.some(({ name }, index) => name !== PHASES[index])) return false;
  if (verdict === "unknown") return failed === undefined && code !== undefined;
  const last = phases.at(-1);
  const before = phases.slice(0, -1).every(({ ok }) => ok);
  if (verdict === "blocked") return before && code !== undefined && last?.ok === false && last.name === failed;
  return before && last?.ok === true && phases.length === PHASES.length && failed === undefined && code === undefined;
}
