import type { Candidate } from "./past";
import { Refused } from "./world";

const AGAIN = "going to it is the incident again";

/** Going back is for the incident: what would not reach its Redis is no way back, and what is unknown is a risk to be said. */
export function refuseIfNoWayBack(one: Candidate, { evenIfUnknown }: { evenIfUnknown: boolean }): void {
  const why = one.causes.map(({ code, message }) => `- ${code}: ${message}`);
  if (one.isReady === false) {
    throw new Refused(2, `${one.name} is not ready, so it can take no requests:`, ...why);
  }
  if (one.verdict === "blocked") {
    throw new Refused(1, `${one.name} would not reach its Redis today: ${AGAIN}`, ...why);
  }
  const isOpen = one.verdict === "unknown" || one.isReady === undefined;
  if (isOpen && !evenIfUnknown) {
    const what = one.isReady === undefined ? "is ready" : "would reach its Redis today";
    throw new Refused(
      3,
      `whether ${one.name} ${what} is unknown:`,
      ...why,
      "find that out, or say --even-if-unknown where you know it",
    );
  }
}
