import { reviewed } from "../../../lineup/src/commands/review";
import { render } from "../../../lineup/src/report";
import { ofReview } from "../../../lineup/src/report/of-review";
import type { ReviewReport } from "../../../lineup/src/review/contract";
import { terminalOf } from "../../../lineup/src/terminal";
import type { Asked } from "../arguments";
import { mustType } from "../confirm";
import { Refused, type World } from "../world";

/** What the plan does, as the review of any deploy says it. */
export async function judgedPlan(
  { print }: Pick<World, "print">,
  plan: string,
  config: string,
  name: string,
): Promise<ReviewReport> {
  const options = {
    config,
    var: [],
    varFile: [],
    from: undefined,
    to: undefined,
    exceptions: undefined,
    allowNone: false,
  };
  const { report: judged, networks } = await reviewed(plan, options);
  // Its file is gone when this is read.
  const report = { ...judged, plan: { ...judged.plan, file: name } };
  const terminal = terminalOf(process.stdout, process.env);
  print(
    render(report, { toReport: (it: ReviewReport) => ofReview(it, networks) }, "text", { ...terminal, quiet: false }),
  );
  return report;
}

/** What is lost, cut or replaced: each by its address, once. */
export function dangersOf({ risks, paths }: ReviewReport): string[] {
  const cut = paths.filter(({ before, after }) => before !== after && after === "blocked").map(({ from }) => from);
  return [...new Set([...risks.filter(({ level }) => level === "danger").map(({ address }) => address), ...cut])];
}

/** As for any deploy: a danger is nothing that one says yes to, it is named. */
export async function confirmedPlan(
  world: World,
  { yes, evenIfUnknown }: Asked,
  {
    verdict,
    dangers,
    commit,
    environment,
  }: { verdict: ReviewReport["verdict"]; dangers: string[]; commit: string; environment: string },
): Promise<void> {
  if (verdict === "unknown" && !evenIfUnknown) {
    throw new Refused(
      3,
      "what it would do is unknown, and nothing was changed: find that out, or say --even-if-unknown",
    );
  }
  if (verdict === "danger") {
    const named = dangers.filter((address) => address !== "");
    if (yes || named.length === 0) {
      throw new Refused(
        1,
        "it is dangerous, and nothing was changed: --yes is no answer to that, a person at a terminal names what is lost",
      );
    }
    for (const address of named) await mustType(world, address, "lose it or cut it off");
    return;
  }
  if (!yes) await mustType(world, environment, `apply the configuration of ${commit}`);
}
