import { findingsOf } from "../rules/findings";
import { type Judged, worst } from "../verify";
import { type ReportedInput, reportedPath, type Source, type VerifyReport } from "./contract";

export type SourceOf = (address: string) => Source | undefined;

/** One report from everything that was judged. The worst input decides. */
export function assemble(judged: readonly { judged: Judged; sourceOf: SourceOf }[]): VerifyReport {
  const inputs = judged.map(({ judged, sourceOf }) => reportedInput(judged, sourceOf));
  return { schema: "lineup/verify/1", verdict: worst(inputs.map(({ verdict }) => verdict)), inputs };
}

function reportedInput({ topology, paths, verdict, withoutPath }: Judged, sourceOf: SourceOf): ReportedInput {
  return {
    file: topology.file,
    kind: topology.kind,
    verdict,
    withoutPath: [...withoutPath],
    paths: paths.map((path) => reportedPath(path, sourceOf)),
    findings: findingsOf({ topology, paths }).map((finding) => {
      const source = sourceOf(finding.address);
      return source ? { ...finding, source } : finding;
    }),
  };
}

/** Exit 0 good, 1 blocked or (strict) an error finding, 3 unknown or nothing to judge. */
export function exitCode(
  { inputs }: VerifyReport,
  { strict, allowNone }: { strict: boolean; allowNone: boolean },
): number {
  const codes = inputs.map(({ verdict, findings }) => {
    const failing = strict && findings.some(({ severity }) => severity === "error");
    if (verdict === "blocked" || failing) return 1;
    if (verdict === "unknown" || (verdict === "none" && !allowNone)) return 3;
    return 0;
  });
  // The worst decides, and blocked is worse than unknown.
  return ([1, 3] as const).find((code) => codes.includes(code)) ?? 0;
}
