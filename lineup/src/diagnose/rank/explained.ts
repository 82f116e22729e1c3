import { groupedBy } from "../../grouping";
import { CUTS, explainedByNature } from "../consequences";
import type { Evidence } from "../contract";
import { compare, type Found, placeOf, typeAt } from "./same";

/**
 * What is only seen of something else becomes its evidence, service by service: a symptom stays a cause of its own for
 * those services in which nothing explains it. A cause that is merely possible, and explains what is seen, is likely.
 */
export function withoutConsequences(found: readonly Found[]): Found[] {
  const causes = [...found].sort(byNature);
  const kept = new Map(causes.map((cause) => [cause, [] as string[]]));
  const evidence = new Map(causes.map((cause) => [cause, [...cause.evidence]]));
  const raised = new Set<Found>();
  for (const [service, here] of causesByService(causes)) {
    const roots = new Roots(here);
    for (const cause of here) {
      const explaining = roots.of(cause);
      if (explaining.length === 0) kept.get(cause)?.push(service);
      for (const root of explaining) {
        evidence.get(root)?.push(seen(cause), ...cause.evidence);
        if (cause.certainty !== "possible" && root.certainty === "possible") raised.add(root);
      }
    }
  }
  return causes
    .filter((cause) => cause.services.length === 0 || kept.get(cause)?.length !== 0)
    .map((cause) => ({
      ...cause,
      services: kept.get(cause) ?? [],
      evidence: evidence.get(cause) ?? [],
      certainty: raised.has(cause) ? "likely" : cause.certainty,
    }));
}

function causesByService(causes: readonly Found[]): Map<string, readonly Found[]> {
  const pairs = causes.flatMap((cause) => cause.services.map((service) => ({ service, cause })));
  const groups = [...groupedBy(pairs, ({ service }) => service)].sort(([one], [other]) => compare(one, other));
  return new Map(groups.map(([service, group]) => [service, group.map(({ cause }) => cause)]));
}

/** Where the explanations of what is found in one service end. */
class Roots {
  private readonly explaining: ReadonlyMap<Found, readonly Found[]>;
  private readonly reached = new Map<Found, ReadonlySet<Found>>();

  constructor(causes: readonly Found[]) {
    this.explaining = new Map(
      causes.map((symptom) => [symptom, causes.filter((cause) => cause !== symptom && explains(cause, symptom))]),
    );
  }

  /** Nothing where it stands for itself. Of what explains it, what is surer is enough. */
  of(symptom: Found): Found[] {
    if (this.isRoot(symptom)) return [];
    const roots = [...this.beyond(symptom)].filter((cause) => this.isRoot(cause));
    const surest = Math.min(...roots.map(({ certainty }) => placeOf(certainty)));
    return roots.filter(({ certainty }) => placeOf(certainty) === surest);
  }

  /** Of several that explain each other the first by nature stands, so that no answer hangs on who spoke first. */
  private isRoot(cause: Found): boolean {
    const beyond = [...this.beyond(cause)].filter((other) => other !== cause);
    const isEnd = beyond.every((other) => this.beyond(other).has(cause));
    return isEnd && beyond.every((other) => byNature(cause, other) < 0);
  }

  private beyond(start: Found): ReadonlySet<Found> {
    const known = this.reached.get(start);
    if (known) return known;
    const reached = new Set<Found>();
    const pending = [...(this.explaining.get(start) ?? [])];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (reached.has(next)) continue;
      reached.add(next);
      pending.push(...(this.explaining.get(next) ?? []));
    }
    this.reached.set(start, reached);
    return reached;
  }
}

function explains(cause: Found, symptom: Found): boolean {
  if (symptom.isByHand || isOnlyBeside(cause, symptom)) return false;
  const isNamed = symptom.explainedBy?.includes(cause.code) ?? false;
  return isNamed || explainedByNature(cause.code, typeAt(cause.at)).includes(symptom.code);
}

/** What is certainly cut is no sign of what is only possible, and no connection hangs on a variable of something else. */
function isOnlyBeside(cause: Found, symptom: Found): boolean {
  const isCut = symptom.certainty === "certain" && CUTS.includes(symptom.code);
  if (isCut && cause.certainty === "possible") return true;
  return isOfAnotherVariable(cause) && (OF_REDIS.has(symptom.code) || cause.certainty === "possible");
}

const OF_REDIS = new Set(["REDIS_SILENT", "REDIS_REFUSED"]);

function isOfAnotherVariable({ code, attribute }: Found): boolean {
  const name = /env\[([^\]]{1,128})\]/.exec(attribute)?.[1];
  return code.startsWith("VARIABLE_") && name !== undefined && !/REDIS|VALKEY|CACHE|BROKER/i.test(name);
}

function seen({ code, at, attribute, message, evidence }: Found): Evidence {
  const [first] = evidence;
  return { from: first?.from ?? "paths", at, attribute, text: `${message} [${code}]` };
}

/** By what a cause is, and not by who has said it first. */
export function byNature(one: Found, other: Found): number {
  return (
    placeOf(one.certainty) - placeOf(other.certainty) ||
    other.services.length - one.services.length ||
    compare(one.code, other.code) ||
    compare(one.at, other.at) ||
    compare(one.attribute, other.attribute)
  );
}
