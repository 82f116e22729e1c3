import { programInUse } from "../../../facts/programs";
import { render } from "../report";
import { assemble } from "../report/assemble";
import { publicReport, type VerifyReport } from "../report/contract";
import { namesIn, ofVerify } from "../report/of-verify";
import { reportInWordsOf } from "../text/in-words-of";
import { defineCommand } from "./command";
import { ANY_INPUTS, judgeInputs, refuseLoneOptions } from "./judged-inputs";
import { failingWhereStrict } from "./strict";

export const verify = defineCommand({
  summary: "can every service reach its Redis?",
  example: "lineup verify infra --var-file infra/staging.tfvars",
  inputs: ANY_INPUTS,
  options: ["format", "output", "config", "var", "varFile", "from", "to", "strict", "allowNone", "quiet"],
  exit: {
    0: "every path is reachable",
    1: "a path is blocked; with --strict also an error finding",
    2: "unusable input or command line: nothing was judged",
    3: "a path is unknown, or an input declares none (0 with --allow-none)",
  },
  check: refuseLoneOptions,
  async run(inputs, options, { terminal, progress }) {
    const judged = await judgeInputs(inputs, options, progress);
    const report = reported(judged, { houseRules: options.strict });
    const networks = judged.map(({ judged }) => judged);
    const nameOf = namesIn(networks.map(({ topology }) => topology));
    const forms = { toReport: (it: VerifyReport) => ofVerify(it, nameOf, networks), toJson: publicReport };
    const text = render(report, forms, options.format, { ...terminal, quiet: options.quiet });
    const printed = { text, exitCode: exitCodeOf(report, options.allowNone) };
    return options.strict ? failingWhereStrict(printed, errorFindings(report), "error finding") : printed;
  },
});

/** The report of what was judged, in the words of the program that people run. */
export function reported(judged: Parameters<typeof assemble>[0], asked: { houseRules: boolean }): VerifyReport {
  return reportInWordsOf(programInUse(), assemble(judged, asked));
}

/** The worst input decides: 1 over 3 over 0. */
function exitCodeOf({ inputs }: VerifyReport, allowNone: boolean): number {
  const verdicts = inputs.map(({ verdict }) => verdict);
  if (verdicts.includes("blocked")) return 1;
  const isOpen = verdicts.includes("unknown") || (verdicts.includes("none") && !allowNone);
  return isOpen ? 3 : 0;
}

function errorFindings({ inputs }: VerifyReport) {
  return inputs
    .flatMap(({ findings }) => findings)
    .filter(({ severity }) => severity === "error")
    .map(({ rule, address }) => ({ code: rule, address }));
}
