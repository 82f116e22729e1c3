/** What the probe asks, in this order. Each phase rests on those before it, so the first that fails is where it stops. */
export const PHASES = [
  "config",
  "dns",
  "tcp",
  "tls",
  "auth",
  "ping",
  "set",
  "get",
  "expire",
  "del",
  "connections",
  "latency",
] as const;
export type Phase = (typeof PHASES)[number];

/** Above what a shell, Node and Cloud Run end with by themselves, below 128 + a signal. */
const FIRST_EXIT_CODE = 20;

export const exitCodeOf = (phase: Phase): number => FIRST_EXIT_CODE + PHASES.indexOf(phase);

/** The phase at which a probe stopped; undefined for every other exit code, 0 included. */
export const phaseOf = (exitCode: number): Phase | undefined => PHASES[exitCode - FIRST_EXIT_CODE];
