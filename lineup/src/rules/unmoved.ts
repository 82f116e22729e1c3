import { DRIFT_RULES as DRIFT_DESCRIPTIONS } from "../drift/report/rules";
import { RISKS } from "../review/report/codes";
import type { Description, RuleText } from "./define";

// Codes that have a description and no file of their own yet, in the form of rules.

export const CHANGE_RULES = rulesOf<string>(RISKS);
export const DRIFT_RULES = rulesOf(DRIFT_DESCRIPTIONS);

function rulesOf<Id extends string>(descriptions: Record<Id, Description>): (RuleText & { id: Id })[] {
  return (Object.entries(descriptions) as [Id, Description][]).map(([id, { title, help }]) => {
    return { id, title, help, remedy: "", example: "" };
  });
}
