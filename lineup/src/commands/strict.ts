import { plain } from "../text/plain";
import { count } from "../text/words";
import type { Printed } from "./command";

const MOST_SHOWN = 3;

/** Something for which --strict fails: its code, and where it is. */
interface LesserProblem {
  code: string;
  address: string;
}

/** --strict changes the exit code and not the verdict, so it says why the code is 1. */
export function failingWhereStrict(printed: Printed, problems: readonly LesserProblem[], noun: string): Printed {
  if (problems.length === 0 || printed.exitCode === 1) return printed;
  const shown = problems
    .slice(0, MOST_SHOWN)
    .map(({ code, address }) => plain(address === "" ? code : `${code} at ${address}`, 100));
  const more = problems.length > MOST_SHOWN ? [`${problems.length - MOST_SHOWN} more`] : [];
  const why = `exit code 1 because of --strict: ${count(problems.length, noun)} (${[...shown, ...more].join(", ")})`;
  return { ...printed, exitCode: 1, notes: [...(printed.notes ?? []), why] };
}
