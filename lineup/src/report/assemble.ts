import { findingsOf } from "../rules/findings";
import type { SourceOf } from "../sources";
import { type Judged, worst } from "../verify";
import { type ReportedInput, reportedPath, type VerifyReport } from "./contract";

/** One report from everything that was judged. The worst input decides. */
export function assemble(
  judged: readonly { judged: Judged; sourceOf: SourceOf }[],
  asked: { houseRules: boolean },
): VerifyReport {
  const inputs = judged.map(({ judged, sourceOf }) => reportedInput(judged, sourceOf, asked));
  return { schema: "lineup/verify/1", verdict: worst(inputs.map(({ verdict }) => verdict)), inputs };
}

function reportedInput(
  { topology, paths, probes, verdict, withoutPath, notJudged }: Judged,
  sourceOf: SourceOf,
  asked: { houseRules: boolean },
): ReportedInput {
  return {
    file: topology.file,
    kind: topology.kind,
    verdict,
    withoutPath: [...withoutPath],
    ...(notJudged.length > 0 ? { notJudged: [...notJudged] } : {}),
    paths: paths.map((path) => reportedPath(path, sourceOf)),
    findings: findingsOf({ topology, paths, probes }, asked).map((finding) => {
      const source = sourceOf(finding.address, finding.attribute);
      return source ? { ...finding, source } : finding;
    }),
  };
}
