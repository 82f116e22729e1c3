import { reviewCases } from "../corpus/review";
import { inShort, labelOf, reviewed, reviewedWithConfiguration } from "../corpus/score/review/judge";

const only = process.argv[2];
for (const one of reviewCases) {
  if (only && !one.id.includes(only)) continue;
  try {
    for (const [how, f] of [
      ["plan", reviewed],
      ["config", reviewedWithConfiguration],
    ] as const) {
      const report = f(one.id);
      const said = inShort(report);
      const right = labelOf(one, said);
      if (
        JSON.stringify(said) !== JSON.stringify(right) &&
        (JSON.stringify(said.codes) !== JSON.stringify(right.codes) || said.verdict !== right.verdict)
      )
        console.log(
          how,
          one.id,
          said.verdict,
          said.codes,
          "want",
          right.verdict,
          right.codes,
          JSON.stringify(report.undecided),
          report.risks.filter((r) => r.level !== "note").map((r) => `${r.code} ${r.address}: ${r.consequence}`),
        );
      if (only)
        console.log(JSON.stringify({ risks: report.risks, iam: report.iam, unjudged: report.unjudged }, null, 1));
    }
  } catch (e) {
    console.log(one.id, (e as Error).message.slice(0, 200));
  }
}
