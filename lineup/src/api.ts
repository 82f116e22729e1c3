import { drifted } from "./commands/drift";
import { judgeInputs } from "./commands/judged-inputs";
import { reviewed } from "./commands/review";
import type { DriftReport } from "./drift/model";
import type { Input } from "./inputs/json";
import { assemble } from "./report/assemble";
import { type PublicReport, publicReport } from "./report/contract";
import { withoutNoise } from "./report/of-drift";
import type { ReviewReport } from "./review/contract";

// What a program can ask lineup. The reports are those that `--format json` prints, and as public: fields may be added,
// never renamed. What the command line answers with exit code 2 is thrown: its message says what to do.

export { UnusableInput } from "./inputs/model";
export type { DriftReport, Input, PublicReport as VerifyReport, ReviewReport };

/** What is said about an input besides itself; everything may be left out. */
export interface Given {
  /** The configuration of the same stack, a folder or a file: it holds the expressions that a plan leaves out. */
  config?: string;
  /** Values of its variables, as terraform -var takes them. They outrank those of files. */
  variables?: Readonly<Record<string, string>>;
  /** Files with values of its variables, as terraform -var-file takes them. */
  variableFiles?: readonly string[];
  /** Only the paths from this caller, by its address, declared or not. */
  from?: string;
  /** Only the paths to this target, by its address, declared or not. */
  to?: string;
}

/** Can every service of this input reach its Redis? `houseRules` asks for the findings that `--strict` asks for. */
export async function verify(input: Input, given: Given & { houseRules?: boolean } = {}): Promise<PublicReport> {
  const judged = await judgeInputs([input], optionsOf(given));
  return publicReport(assemble(judged, { houseRules: given.houseRules === true }));
}

export interface Accepted {
  /** The file of the accepted risks, exceptions.json. */
  exceptions?: string;
}

/** What does this plan do to the paths, and what else in it is dangerous? */
export function review(plan: Input, given: Given & Accepted = {}): Promise<ReviewReport> {
  return reviewed(plan, { ...optionsOf(given), exceptions: given.exceptions, allowNone: false });
}

export interface Proven {
  /** The file with what `terraform plan -json` printed: it proves that the plan was refreshed. */
  log?: string;
  /** The file with what `lineup inventory` wrote: it shows what Terraform does not manage. */
  inventory?: string;
}

/** What was changed in the environment outside Terraform? Without `log` the verdict is "unknown". */
export async function drift(plan: Input, given: Given & Accepted & Proven = {}): Promise<DriftReport> {
  const { exceptions, log, inventory } = given;
  const unasked = { refreshed: false, live: false, project: undefined, impersonate: undefined, allowNone: false };
  return withoutNoise(await drifted(plan, { ...optionsOf(given), ...unasked, exceptions, log, inventory }));
}

function optionsOf({ config, variables = {}, variableFiles = [], from, to }: Given) {
  return {
    ...{ config, from, to },
    varFile: variableFiles.map((value, place) => ({ value, place })),
    var: Object.entries(variables).map(([name, value], index) => ({
      value: `${name}=${value}`,
      place: variableFiles.length + index,
    })),
  };
}
