import type { InputKind } from "../inputs/model";
import type { Verdict } from "../verify";
import type { ReportedFinding, ReportedInput, ReportedPath, Severity, VerifyReport } from "./contract";
import { plain } from "./plain";

/** What both people's formats say, in the same words. */
export const KINDS: Record<InputKind, string> = {
  synth: "synthesized JSON",
  plan: "plan",
  state: "state",
  inventory: "live inventory",
};

export const SEVERITIES: Severity[] = ["error", "warning", "note"];

const SHORT: Record<Verdict, string> = {
  blocked: "BLOCKED",
  unknown: "UNKNOWN",
  reachable: "REACHABLE",
  none: "NOTHING TO JUDGE",
};

export function shortly(verdict: Verdict): string {
  return SHORT[verdict];
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** "2 of 5 paths are cut, 1 cannot be told, 2 arrive" */
export function pathsInWords(paths: readonly ReportedPath[], verdict?: Verdict): string {
  const having = (verdict: Verdict) => paths.filter((path) => path.verdict === verdict).length;
  const [blocked, unknown, reachable] = [having("blocked"), having("unknown"), having("reachable")];
  const all = count(paths.length, "path");
  const every = paths.length === 2 ? "both paths" : `all ${all}`;
  if (paths.length === 0) {
    return verdict === "unknown"
      ? "no service here declares a path to a Redis, but a part of this input could not be read"
      : "no service here declares a path to a Redis";
  }
  if (reachable === paths.length) return reachable === 1 ? "the only path arrives" : `${every} arrive`;
  if (blocked === paths.length) return blocked === 1 ? "the only path is cut" : `${every} are cut`;
  if (unknown === paths.length)
    return unknown === 1 ? "whether the only path arrives cannot be told" : `none of ${all} can be told`;
  const parts = [
    blocked > 0 ? `${blocked} of ${all} ${blocked === 1 ? "is" : "are"} cut` : "",
    unknown > 0 ? `${unknown}${blocked > 0 ? "" : ` of ${all}`} cannot be told` : "",
    reachable > 0 ? `${reachable} ${reachable === 1 ? "arrives" : "arrive"}` : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}

export function findingsInWords(findings: readonly ReportedFinding[]): string {
  return SEVERITIES.map((severity) => ({ severity, found: findings.filter((one) => one.severity === severity).length }))
    .filter(({ found }) => found > 0)
    .map(({ severity, found }) => count(found, severity))
    .join(", ");
}

/** What the whole report comes to, after its verdict. */
export function summary({ inputs, verdict }: VerifyReport): string {
  const paths = inputs.flatMap((input) => input.paths);
  const findings = findingsInWords(inputs.flatMap((input) => input.findings));
  const where = inputs.length > 1 ? ` (${inputs.length} inputs)` : "";
  const silent = inputs.filter((input) => input.verdict === "none");
  const besides =
    verdict === "none" && paths.length > 0
      ? `, and ${namesOf(silent)} ${silent.length === 1 ? "has" : "have"} none`
      : "";
  return `${pathsInWords(paths, verdict)}${where}${besides}.${findings === "" ? "" : ` Besides: ${findings}.`}`;
}

function namesOf(inputs: readonly ReportedInput[]): string {
  return inputs.length === 1 && inputs[0] ? plain(inputs[0].file) : `${inputs.length} of them`;
}
