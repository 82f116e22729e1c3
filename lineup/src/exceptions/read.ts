import { dayOf } from "../../../facts/days";
import { jsonIn } from "../inputs/json";
import { UnusableInput } from "../inputs/model";
import { Exceptions } from "./exceptions";

const MOST_PROBLEMS = 50;

/** The file that --exceptions names, or none. All problems are reported at once. */
export function readExceptions(path: string | undefined, now: Date = new Date()): Exceptions {
  if (path === undefined) return Exceptions.none;
  const { json, file } = jsonIn(path);
  // Loaded here: without such a file nothing needs the library that it is made with.
  const { exceptionsShape } = require("./shape") as typeof import("./shape");
  const result = exceptionsShape.safeParse(json);
  if (result.success) return new Exceptions(result.data.exceptions, dayOf(now));
  const problems = result.error.issues.map(
    ({ path: place, message }) => `${place.map(String).join(".").slice(0, 200) || "its top level"}: ${message}`,
  );
  const more = problems.length - MOST_PROBLEMS;
  const shown = [...problems.slice(0, MOST_PROBLEMS), ...(more > 0 ? [`and ${more} more`] : [])];
  throw new UnusableInput(`${file} is not a list of exceptions: ${shown.join("; ")} - docs/drift.md shows one`);
}
