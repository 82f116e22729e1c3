import { once } from "../../../once";
import type { Code, Path } from "../../../reachability/path";
import type { Judgement, Reported } from "../../define";

/** Whether a path already reports this as a cause: a fact is printed once in a report. */
export function isOnPath({ paths }: Judgement, code: Code, reported: Omit<Reported, "fix">): boolean {
  return causesOf(paths).has(keyOf(code, reported));
}

const causesOf = once((paths: readonly Path[]) => {
  const causes = paths.flatMap(({ causes, undecided }) => [...causes, ...undecided]);
  return new Set(causes.map((cause) => keyOf(cause.code, cause)));
});

function keyOf(code: Code, { address, attribute, message }: Omit<Reported, "fix">): string {
  return JSON.stringify([code, address, attribute, message]);
}
