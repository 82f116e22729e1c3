import { Exceptions } from "../exceptions/exceptions";
import type { ReviewReport, Risk } from "./contract";
import { verdictOf } from "./review";

/** Takes out what people have agreed to live with; the verdict follows from what is left. */
export function excused(report: ReviewReport, exceptions: Exceptions, allowNone: boolean): ReviewReport {
  if (exceptions === Exceptions.none) return report;
  const silenced = report.risks.filter((risk) => isSilenced(risk, exceptions));
  const left = { ...report, risks: report.risks.filter((risk) => !silenced.includes(risk)) };
  const noted = exceptions.noted();
  return { ...left, verdict: verdictOf(left, allowNone), silenced, exceptions: noted };
}

/** A risk is what all of its attributes are: silenced where each of them is. */
function isSilenced(risk: Risk, exceptions: Exceptions): boolean {
  const { address, code, because } = risk;
  const never = neverFor(risk);
  const attributes = because.length === 0 ? [""] : because;
  // Every attribute is asked for, so that each entry that is used counts as used.
  const answers = attributes.map((attribute) => exceptions.silences({ address, attribute, code, never }));
  return answers.every((answer) => answer);
}

function neverFor({ actions, code, level }: Risk): string | undefined {
  if (actions.includes("delete")) return "an exception cannot accept a deletion";
  // Under a closed egress a rule that denies more is dangerous where it cuts a path, and else a caution.
  const isCut = code === "REDIS_ADDRESS_DROPPED" || (code === "FIREWALL_DENIES_MORE" && level === "danger");
  if (isCut) return "an exception cannot accept a broken path";
  return actions.length === 0 ? "an exception cannot accept what holds for a whole plan" : undefined;
}
