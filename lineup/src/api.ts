import { refuseLoneVariables } from "./commands/configuration";
import { drifted } from "./commands/drift";
import { judgeInputs } from "./commands/judged-inputs";
import { reviewed } from "./commands/review";
import { reported } from "./commands/verify";
import type { DriftReport } from "./drift/model";
import { isBlock } from "./inputs/blocks";
import { type Input, jsonTypeName } from "./inputs/json";
import { type PublicReport, publicReport } from "./report/contract";
import { withoutNoise } from "./report/of-drift";
import type { ReviewReport } from "./review/contract";
import { plain } from "./text/plain";
import { enumerated } from "./text/words";

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
  refuseMisuse(given, { ...GIVEN, houseRules: "true or false" });
  const judged = await judgeInputs([input], optionsOf(given));
  return publicReport(reported(judged, { houseRules: given.houseRules === true }));
}

export interface Accepted {
  /** The file of the accepted risks, exceptions.json. */
  exceptions?: string;
}

/** What does this plan do to the paths, and what else in it is dangerous? */
export async function review(plan: Input, given: Given & Accepted = {}): Promise<ReviewReport> {
  refuseMisuse(given, { ...GIVEN, exceptions: "a text" });
  const options = { ...ofPlan(given), exceptions: given.exceptions, allowNone: false };
  return (await reviewed(plan, options)).report;
}

export interface Proven {
  /** The file with what `terraform plan -json` printed: it proves that the plan was refreshed. */
  log?: string;
  /** The file with what `lineup inventory` wrote: it shows what Terraform does not manage. */
  inventory?: string;
}

/** What was changed in the environment outside Terraform? Without `log` the verdict is "unknown". */
export async function drift(plan: Input, given: Given & Accepted & Proven = {}): Promise<DriftReport> {
  refuseMisuse(given, { ...GIVEN, exceptions: "a text", log: "a text", inventory: "a text" });
  const { exceptions, log, inventory } = given;
  const unasked = { refreshed: false, live: false, project: undefined, impersonate: undefined, allowNone: false };
  const { report } = await drifted(plan, { ...ofPlan(given), ...unasked, exceptions, log, inventory });
  return withoutNoise(report);
}

const isText = (value: unknown) => typeof value === "string";
const KINDS = {
  "a text": isText,
  "a list of texts": (value: unknown) => Array.isArray(value) && value.every(isText),
  "an object of texts": (value: unknown) => isBlock(value) && Object.values(value).every(isText),
  "true or false": (value: unknown) => typeof value === "boolean",
};
type Kind = keyof typeof KINDS;

const GIVEN: Record<keyof Given, Kind> = {
  config: "a text",
  variables: "an object of texts",
  variableFiles: "a list of texts",
  from: "a text",
  to: "a text",
};

/** A program in JavaScript has no types: what is misspelt would be left out, and another question answered. */
function refuseMisuse(given: object, kinds: Record<string, Kind>): void {
  if (!isBlock(given)) throw new TypeError(`beside the input an object is given, got ${jsonTypeName(given)}`);
  for (const [name, value] of Object.entries(given)) {
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (kind === undefined) {
      throw new TypeError(
        `there is no ${JSON.stringify(plain(name))}: what can be given is ${enumerated(Object.keys(kinds))}`,
      );
    }
    if (value !== undefined && !KINDS[kind](value)) {
      throw new TypeError(`${name} takes ${kind}, got ${jsonTypeName(value)}`);
    }
  }
}

/** A plan holds the values of its variables. */
function ofPlan(given: Given) {
  const options = optionsOf(given);
  refuseLoneVariables(options);
  return options;
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
