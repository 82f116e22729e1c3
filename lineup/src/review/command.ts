import { readChangedPlan } from "../changes/read";
import type { Printed } from "../commands";
import { readExceptions } from "../exceptions/read";
import { readInput } from "../inputs/read";
import { type Options, UsageError } from "../options";
import { answerable } from "../question";
import { sourcesBeside } from "../sources";
import { excused } from "./excused";
import { EXIT, renderReview } from "./report";
import { review } from "./review";

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
  return {
    text: renderReview(judged, options.format, { colour, quiet: options.quiet }),
    exitCode: EXIT[judged.verdict],
  };
}
