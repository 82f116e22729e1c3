import type { RecordedAdoption } from "../../../corpus/adoptions/recording";
import type { Sandbox } from "../../sandbox";
import { importing, planned, unprotected } from "./root";

/** What the plan says with everything imported that exists. */
export async function foreseen(sandbox: Sandbox, imports: Record<string, string>): Promise<RecordedAdoption> {
  importing(sandbox, imports);
  const { exit, log, changes } = await planned(sandbox);
  if (exit === 0) return { exit, errors: [], changes };
  // Where something protected would be replaced, terraform leaves out all that depends on it.
  const whole = await unprotected(sandbox, () => planned(sandbox));
  const isListed = (address: string) => address in changes;
  const unlisted = Object.keys(whole.changes).filter((address) => !isListed(address));
  return { exit, errors: errorsIn(log), unlisted, changes: whole.changes };
}

interface Line {
  diagnostic?: { severity: string; summary: string; detail: string; address?: string };
}

function errorsIn(log: string): RecordedAdoption["errors"] {
  const lines = log
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
  return lines.flatMap(({ diagnostic }) => {
    if (diagnostic?.severity !== "error") return [];
    const { address, summary, detail } = diagnostic;
    return [{ ...(address ? { address } : {}), summary, detail }];
  });
}
