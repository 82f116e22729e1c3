import type { Certainty, Evidence, Repair } from "../../contract";
import type { Clue } from "../../part";
import type { Holding } from "./held";

interface Said {
  code: string;
  certainty: Certainty;
  attribute: string;
  message: string;
  repair: Repair;
  evidence?: string;
  explainedBy?: readonly string[];
}

/** What is wrong with a variable of one revision. */
export function clueOf({ service, revision, takesRequests }: Holding, said: Said): Clue {
  const { evidence: text = said.message, ...rest } = said;
  const made: Evidence = {
    ...{ from: "variables", at: service.address, attribute: said.attribute },
    text: `the revision ${revision}${takesRequests ? "" : ", which takes no requests"}: ${text}`,
  };
  const where = takesRequests
    ? `its revision ${revision}`
    : `its newest revision ${revision}, which never became ready`;
  return {
    ...rest,
    at: service.address,
    message: `${where}: ${said.message}`,
    services: [service.name],
    evidence: [made],
  };
}
