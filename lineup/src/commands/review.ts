import { readChangedPlan } from "../changes/read";
import { readExceptions } from "../exceptions/read";
import { refuseUnanswerable } from "../question";
import { render } from "../report";
import { ofReview } from "../report/of-review";
import type { ReviewReport, ReviewVerdict } from "../review/contract";
import { excused } from "../review/excused";
import { review as reviewPlan } from "../review/review";
import { sourcesOf } from "../sources";
import { defineCommand, onlyInput, PLAN } from "./command";
import { configurationGiven, refuseLoneVariables } from "./configuration";
import { failingWhereStrict } from "./strict";

const EXIT: Record<ReviewVerdict, number> = { safe: 0, danger: 1, unknown: 3 };

export const review = defineCommand({
  summary: "what does this plan do to the paths, and what else in it is dangerous?",
  inputs: PLAN,
  options: ["format", "output", "config", "var", "varFile", "from", "to", "exceptions", "strict", "allowNone", "quiet"],
  exit: {
    0: "safe",
    1: "danger; with --strict also a caution",
    2: "not a usable plan, or the command line: nothing was judged",
    3: "unknown, or no path is declared (0 with --allow-none)",
  },
  check: (_, options) => refuseLoneVariables(options),
  async run(inputs, options, { colour, width }) {
    const file = onlyInput(inputs);
    const { config, format, quiet, allowNone } = options;
    const exceptions = readExceptions(options.exceptions);
    const plan = readChangedPlan(file, await configurationGiven(options));
    const sourceOf = sourcesOf(config ?? file, plan.after.resources);
    const { report, networks } = reviewPlan(plan, options, sourceOf, allowNone);
    refuseUnanswerable(
      networks.map(({ topology }) => topology),
      options,
    );
    const judged = excused(report, exceptions, allowNone);
    const text = render(judged, { toReport: (it: ReviewReport) => ofReview(it, networks) }, format, {
      colour,
      quiet,
      width,
    });
    const printed = { text, exitCode: EXIT[judged.verdict] };
    const cautions = judged.risks.filter(({ level }) => level === "caution");
    return options.strict ? failingWhereStrict(printed, cautions, "caution") : printed;
  },
});
