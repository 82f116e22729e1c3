import { readChangedPlan } from "../changes/read";
import type { Printed } from "../commands";
import { readExceptions } from "../exceptions/read";
import { readInput } from "../inputs/read";
import { type Options, UsageError } from "../options";
import { answerable } from "../question";
import { render } from "../report";
import { widthOf } from "../report/layout";
import { ofReview } from "../report/of-review";
import { sourcesBeside } from "../sources";
import type { ReviewVerdict } from "./contract";
import { excused } from "./excused";
import { review } from "./review";

const EXIT: Record<ReviewVerdict, number> = { safe: 0, danger: 1, unknown: 3 };

/** `lineup review PLAN` */
export function reviewPlan(options: Options, _: unknown, colour: boolean): Printed {
  const [file, ...others] = options.inputs;
  if (file === undefined || others.length > 0) {
    throw new UsageError(
      "lineup review takes one plan: lineup review PLAN, as terraform show -json PLANFILE prints it",
    );
  }
  const exceptions = readExceptions(options.exceptions);
  const configuration = options.config === undefined ? undefined : readInput(options.config);
  const plan = readChangedPlan(file, configuration);
  const { report, topologies } = review(plan, options, sourcesBeside(options.config ?? file), options.allowNone);
  answerable(topologies, options);
  const judged = excused(report, exceptions, options.allowNone);
  const width = widthOf(options.output === undefined ? process.stdout : undefined);
  return {
    text: render(judged, { toReport: ofReview }, options.format, { colour, quiet: options.quiet, width }),
    exitCode: EXIT[judged.verdict],
  };
}
