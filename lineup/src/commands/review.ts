import { readChangedPlan } from "../changes/read";
import { readExceptions } from "../exceptions/read";
import { saidBeside } from "../expected";
import type { Input } from "../inputs/json";
import { SILENT, sayReading } from "../progress";
import { refuseUnanswerable } from "../question";
import { render } from "../report";
import { ofReview } from "../report/of-review";
import type { ReviewReport, ReviewVerdict } from "../review/contract";
import { excused } from "../review/excused";
import { review as reviewPlan } from "../review/review";
import { sourcesOf } from "../sources";
import { reportInWordsOf } from "../text/in-words-of";
import { defineCommand, onlyInput, PLAN } from "./command";
import { configurationGiven, type GivenConfiguration, refuseLoneVariables } from "./configuration";
import type { OptionValues } from "./options";
import { failingWhereStrict } from "./strict";

const EXIT: Record<ReviewVerdict, number> = { safe: 0, danger: 1, unknown: 3 };

export const review = defineCommand({
  summary: "what does this plan do to the paths, and what else in it is dangerous?",
  example: "lineup review plan.json --config infra",
  inputs: PLAN,
  options: ["format", "output", "config", "var", "varFile", "from", "to", "exceptions", "strict", "allowNone", "quiet"],
  exit: {
    0: "safe",
    1: "danger; with --strict also a caution",
    2: "not a usable plan, or the command line: nothing was judged",
    3: "unknown, or no path is declared (0 with --allow-none)",
  },
  check: (_, options) => refuseLoneVariables(options),
  async run(inputs, options, { terminal, progress }) {
    const { format, quiet } = options;
    const { report: judged, networks } = await reviewed(onlyInput(inputs), options, progress);
    const forms = { toReport: (it: ReviewReport) => ofReview(it, networks) };
    const text = render(judged, forms, format, { ...terminal, quiet });
    const printed = { text, exitCode: EXIT[judged.verdict] };
    const cautions = judged.risks.filter(({ level }) => level === "caution");
    return options.strict ? failingWhereStrict(printed, cautions, "caution") : printed;
  },
});

type ReviewOptions = GivenConfiguration & OptionValues<"from" | "to" | "exceptions" | "allowNone">;

export async function reviewed(input: Input, options: ReviewOptions, progress = SILENT, now = new Date()) {
  const exceptions = readExceptions(options.exceptions, now);
  sayReading(input, progress);
  const plan = readChangedPlan(input, await configurationGiven(options));
  progress(`judging ${plan.file}`);
  const sourceOf = sourcesOf(options.config ?? input, plan.after.resources);
  const { report, networks } = reviewPlan(plan, options, sourceOf, options.allowNone, saidBeside(options.config, now));
  refuseUnanswerable(
    networks.map(({ topology }) => topology),
    options,
  );
  return { report: reportInWordsOf(plan.program, excused(report, exceptions, options.allowNone)), networks };
}
