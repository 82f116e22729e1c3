import { CODES, type Description } from "./codes";
import { DRIFT_RULES } from "./drift-rules";
import { RISKS } from "./risks";
import { RULES } from "./rules";

const KNOWN: ReadonlyMap<string, Description> = new Map(
  Object.entries({ ...RULES, ...RISKS, ...DRIFT_RULES, ...CODES } as Record<string, Description>),
);

/** What a code means, whichever command reports it. One that is not known is still reported, under its name. */
export function describe(id: string): Description & { remedy?: string } {
  return (
    KNOWN.get(id) ?? { title: id.replaceAll("-", " "), help: "Each result says what was found and how to fix it." }
  );
}
