import type { Judged } from "../../verify";
import type { Evidence, RankedCause } from "../contract";
import type { Clue } from "../part";
import { type Names, proofOf } from "../repairs";
import { byNature, withoutConsequences } from "./explained";
import { compare, type Found, isSameThing, placeOf, sameCauses, typeAt } from "./same";
import { usersOf } from "./users";

/** What is ranked, and what it is ranked by. */
export interface Ranking {
  clues: readonly Clue[];
  changes: readonly Evidence[];
  judged: Judged | undefined;
  /** What is known whatever is broken: the project, the configuration. */
  names: Names;
}

/** The part whose evidence are the lines of logs. */
export const LOGS = "logs";

/** What follows from a cause is no cause beside it, and changes to a thing are evidence of what is wrong with it. */
export function ranked({ clues, changes, judged, names }: Ranking): RankedCause[] {
  const hitting = clues.map((clue) =>
    clue.services.length > 0 ? clue : { ...clue, services: usersOf(clue.at, judged) },
  );
  const firstError = firstErrorIn(hitting);
  const causes = withoutConsequences(sameCauses(hitting)).map((cause) => withChanges(cause, changes));
  return causes
    .map((cause) => ({ cause, changed: lastChange(cause, firstError) }))
    .sort((one, other) => {
      const [a, b] = [one.cause, other.cause];
      const bySurety = placeOf(a.certainty) - placeOf(b.certainty) || b.services.length - a.services.length;
      return bySurety || other.changed - one.changed || byNature(a, b);
    })
    .map(({ cause }, index) => publicCause(cause, index + 1, names));
}

/** When the first error was logged, of those that are evidence of anything. */
function firstErrorIn(clues: readonly Clue[]): number {
  const logged = clues.flatMap(({ evidence }) => evidence.filter(({ from }) => from === LOGS));
  return Math.min(...logged.flatMap(({ when }) => (when === undefined ? [] : Date.parse(when))));
}

/** When it changed last before the first error: what changed afterwards did not begin it. */
function lastChange({ evidence }: Found, firstError: number): number {
  const times = evidence.flatMap(({ from, when }) => (from === LOGS || when === undefined ? [] : Date.parse(when)));
  return Math.max(0, ...times.filter((time) => time <= firstError));
}

/** What changed of the same thing, and of the same attribute where both say one. */
function withChanges(cause: Found, changes: readonly Evidence[]): Found {
  const own = changes.filter(({ at, attribute }) => isAbout(at, cause) && isSameAttribute(attribute, cause));
  return { ...cause, evidence: [...cause.evidence, ...own] };
}

function isAbout(at: string, cause: Found): boolean {
  return isSameThing(at, cause.at) || BEGUN_BY[cause.code] === typeAt(at);
}

/** A rule denies because another one is gone; an address is not valid any more because the instance is another one. */
const BEGUN_BY: Readonly<Record<string, string>> = {
  FIREWALL_RULE: "google_compute_firewall",
  ADDRESS_MISMATCH: "google_redis_instance",
};

function isSameAttribute(attribute: string, { attribute: broken }: Found): boolean {
  if (attribute === "" || broken === "") return true;
  const [short, long] = attribute.length < broken.length ? [attribute, broken] : [broken, attribute];
  return long === short || long.startsWith(`${short}.`) || long.endsWith(`.${short}`);
}

const MOST_EVIDENCE = 20;

function publicCause(cause: Found, rank: number, known: Names): RankedCause {
  const { code, certainty, at, attribute, message, services, repair } = cause;
  const evidence = told(cause);
  const steps = proofOf(code, { ...known, services });
  const proof = steps.map(({ text }) => text).join(" ");
  const proofCommands = steps.flatMap(({ command }) => command ?? []);
  const what = { rank, code, certainty, at, attribute, message, services: [...services] };
  return { ...what, evidence, repair, proof, proofCommands };
}

/** What says it of the thing itself, then what is seen of it, each thing once and the newest first. */
function told({ at, evidence }: Found): Evidence[] {
  const distinct = new Map(evidence.map((one) => [JSON.stringify([one.at, one.attribute, one.text, one.when]), one]));
  const isOwn = (one: Evidence) => Number(isSameThing(one.at, at));
  return [...distinct.values()]
    .sort(
      (one, other) =>
        isOwn(other) - isOwn(one) ||
        compare(other.when ?? "", one.when ?? "") ||
        compare(JSON.stringify(one), JSON.stringify(other)),
    )
    .slice(0, MOST_EVIDENCE);
}
