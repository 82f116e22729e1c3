import { unwrapped } from "./prerequisites";

/** Who holds the lock of a state, as Terraform tells it; undefined where it was not about a lock. */
export interface Lock {
  id: string;
  who: string | undefined;
  /** In Terraform's words: "2026-11-29 21:00:00 +0000 UTC". */
  since: string | undefined;
  doing: string | undefined;
}

export function lockIn(stderr: string): Lock | undefined {
  const said = unwrapped(stderr);
  if (!/Error acquiring the state lock/.test(said)) return undefined;
  const after = (name: string, form: string) => new RegExp(`\\b${name}: (${form})`).exec(said)?.[1];
  const id = after("ID", "[\\w-]{1,64}");
  if (id === undefined) return undefined;
  return {
    id,
    who: after("Who", "[\\w.@-]{1,100}"),
    since: after("Created", "\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})? \\+0000 UTC"),
    doing: after("Operation", "\\w{1,40}"),
  };
}

/** Whose it is, and the way out that harms nobody. */
export function explainLock({ id, who, since, doing }: Lock, folder: string, program: string): string {
  const holder = `${who ?? "somebody"}${since === undefined ? "" : ` since ${since}`}`;
  const what = doing === undefined ? "" : ` (${doing.replace(/^OperationType/, "").toLowerCase()})`;
  return `the state is locked by ${holder}${what}: wait for it to end. Where it was broken off, ask first, and then run: ${program} -chdir=${folder} force-unlock ${id}`;
}
