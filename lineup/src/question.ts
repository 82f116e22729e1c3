import { plain } from "./text/plain";
import type { Topology } from "./topology/model";
import type { Question } from "./verify";

/** No input holds what --from or --to name; each problem says what could be given instead. */
class UnanswerableQuestion extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
  }
}

const MOST_SHOWN = 10;

interface End {
  option: string;
  /** What a path has at this end. */
  needs: string;
  of: (topology: Topology) => readonly { address: string }[];
}

const FROM: End = {
  option: "--from",
  needs: "a path begins at a Cloud Run service",
  of: ({ services }) => services,
};
const TO: End = {
  option: "--to",
  needs: "a path ends at a Redis, a Redis Cluster, Valkey or a database of Cloud SQL",
  of: ({ targets }) => targets,
};

/** Refuses a question that no input can answer: a typo must not end as "nothing to judge". */
export function refuseUnanswerable(topologies: readonly Topology[], { from, to }: Question): void {
  const problems = [problemOf(FROM, from, topologies), problemOf(TO, to, topologies)].flatMap((found) => found ?? []);
  if (problems.length > 0) throw new UnanswerableQuestion(problems);
  if (from === undefined || to === undefined) return;
  if (!topologies.some((topology) => has(topology, FROM, from) && has(topology, TO, to))) {
    throw new UnanswerableQuestion([
      `no input holds both ${plain(from)} and ${plain(to)} - a path lies within one input: name two addresses of one`,
    ]);
  }
}

function problemOf(end: End, given: string | undefined, topologies: readonly Topology[]): string | undefined {
  if (given === undefined || topologies.some((topology) => has(topology, end, given))) return undefined;
  const { option, needs, of } = end;
  const resource = topologies.flatMap(({ resources }) => resources).find(({ address }) => address === given);
  const what = resource
    ? `is a ${resource.mode === "data" ? "data source of " : ""}${plain(resource.type)}`
    : "is not in any input";
  const possible = [...new Set(topologies.flatMap(of).map(({ address }) => plain(address)))].sort();
  const more = possible.length > MOST_SHOWN ? ` and ${possible.length - MOST_SHOWN} more` : "";
  const wayOut =
    possible.length > 0 ? `give one of ${possible.slice(0, MOST_SHOWN).join(", ")}${more}` : "the inputs hold none";
  return `${option} ${JSON.stringify(plain(given))} ${what}, and ${needs} - ${wayOut}`;
}

function has(topology: Topology, { of }: End, given: string): boolean {
  return of(topology).some(({ address }) => address === given);
}
