import { groupedBy } from "../grouping";
import type { Model, Resource } from "../inputs/model";
import { review } from "../review/review";
import { type AdoptReport, type AdoptRow, type AdoptVerdict, ALL_OUTCOMES, type Outcome } from "./contract";
import type { Foretelling, Foretold } from "./foretell";
import { foretoldPlan } from "./foretold-plan";
import { type Again, type Round, rounds, type Stack } from "./rounds";
import { outcomeOf, rowOf, type Surroundings } from "./rows";
import { settingBehind } from "./settings";

export interface Adopted {
  /** What exists. */
  live: Model;
  readAt: string | undefined;
  /** What is in the state already, by address. */
  managed: ReadonlyMap<string, Resource>;
}

/** What exists against what is written: what taking it over would change, and what makes that nothing. */
export async function adopt(stack: Stack, adopted: Adopted, again: Again | undefined) {
  const { live, readAt } = adopted;
  const { first, last, proposals } = await rounds(stack, live, again);
  const bySentence = groupedBy(proposals, ({ address }) => address);
  const afterwards = last === first ? new Map() : new Map(last.foretold.map((one) => [one.resource.address, one]));
  const rows = first.foretold.map((one): AdoptRow => {
    const own = bySentence.get(one.resource.address) ?? [];
    const row = rowOf(one, around(one, first, adopted), own, stack.sourceOf);
    const then: Foretold | undefined = own.length > 0 ? afterwards.get(row.address) : undefined;
    return then ? { ...row, withSentences: outcomeOf(then, around(then, last, adopted)) } : row;
  });
  const { report, networks } = review(foretoldPlan(first.foretold, stack.model, live), {}, stack.sourceOf, true);
  const told: AdoptReport = {
    schema: "lineup/adopt/1",
    verdict: "ready",
    environment: stack.name,
    project: stack.project,
    ...(readAt === undefined ? {} : { readAt }),
    ...(stack.settings ? { file: stack.settings.file } : {}),
    rows,
    counts: countsOf(rows),
    sentences: proposals.map(({ sentence }) => sentence),
    paths: report.paths,
    risks: report.risks,
    flows: report.flows,
    unread: [...unreadIn(stack.model), ...unreadIn(live)],
  };
  return { report: { ...told, verdict: verdictOf(told, stack.model) }, networks };
}

function around(
  foretold: Foretold,
  { roles, foretelling, stack: { settings } }: Round,
  { managed }: Adopted,
): Surroundings {
  const { resource } = foretold;
  return {
    sameRole: roles.of(foretold).map(({ values }) => String(values.name)),
    nameSetting: settings && settingBehind(settings, resource.address, "name")?.setting,
    isManaged: managed.has(resource.address),
    otherwise: anotherThing(managed.get(resource.address), resource, foretelling),
  };
}

/** Terraform replaces what the state holds by what is written, where that is another thing. */
function anotherThing(
  held: Resource | undefined,
  resource: Resource,
  { existing, written, project }: Foretelling,
): string | undefined {
  const [is, will] = [held && existing.importId(held), written.importId(resource)];
  if (is === undefined || will === undefined) return undefined;
  // An old provider kept the number of a project.
  if (is === will || is.replace(/projects\/\d+\//g, `projects/${project}/`) === will) return undefined;
  return `the state holds another thing at this address, ${is}: lineup review says what a plan makes of it`;
}

function unreadIn({ blindSpots }: Model): string[] {
  return [...new Set(blindSpots.map((one) => (typeof one === "string" ? one : one.text)))];
}

function countsOf(rows: readonly AdoptRow[]): Record<Outcome, number> {
  const of = (outcome: Outcome) => rows.filter((row) => row.outcome === outcome).length;
  return Object.fromEntries(ALL_OUTCOMES.map((outcome) => [outcome, of(outcome)])) as Record<Outcome, number>;
}

/** What is not read of what is written has no row. */
function verdictOf({ rows, paths, risks }: AdoptReport, { blindSpots }: Model): AdoptVerdict {
  const is = (...outcomes: Outcome[]) => rows.some(({ outcome }) => outcomes.includes(outcome));
  const isCut = paths.some(
    ({ before, after }) => after === "blocked" || (before === "reachable" && after === "absent"),
  );
  if (is("changes", "replaced", "refused") || isCut || risks.some(({ level }) => level === "danger")) return "changes";
  return is("unknown") || blindSpots.length > 0 || paths.some(({ after }) => after === "unknown") ? "unknown" : "ready";
}
