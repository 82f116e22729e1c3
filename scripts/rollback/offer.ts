import type { Candidate } from "./past";

/** What a revision is, compared with the one that takes the requests: "another image, another configuration". */
export function differenceOf(one: Candidate, serving: Candidate | undefined): string {
  if (!serving || one.name === serving.name) return "";
  const differs = [
    ...(isOtherImage(one, serving) ? ["another image"] : []),
    ...(one.configuration === serving.configuration ? [] : ["another configuration"]),
  ];
  return differs.length === 0 ? "the same image and configuration" : differs.join(", ");
}

function isOtherImage(one: Candidate, other: Candidate): boolean {
  if (one.digest !== undefined && other.digest !== undefined) return one.digest !== other.digest;
  return one.image !== other.image;
}

/** The newest of those that take requests: what is gone back from. */
export function servingOf(revisions: readonly Candidate[]): Candidate | undefined {
  return revisions.find(({ serves }) => serves > 0);
}

/** It is ready, and it reaches its Redis or uses none. */
export function isWayBack({ isReady, verdict }: Candidate): boolean {
  return isReady === true && (verdict === "reachable" || verdict === "none");
}

/** The newest one that is older than what takes the requests, is a way back, and is not the same thing again. */
export function offeredOf(revisions: readonly Candidate[]): Candidate | undefined {
  const serving = servingOf(revisions);
  if (!serving) return revisions.find(isWayBack);
  const older = revisions.slice(revisions.indexOf(serving) + 1);
  return older.find(
    (one) => isWayBack(one) && (isOtherImage(one, serving) || one.configuration !== serving.configuration),
  );
}
