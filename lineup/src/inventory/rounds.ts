import { textAt } from "../google/answer";
import { ApiDisabled, ApiFailure } from "../google/refusal";
import type { Progress } from "../progress";
import { count } from "../text/words";
import type { ApiResult, ApiSource, NetworkNames } from "./kinds/source";
import type { LiveResource } from "./model";
import type { Reader } from "./reader";

/** One round after the other: each may ask for what those before have found, and for what was found already. */
export async function readRounds(
  rounds: readonly (readonly ApiSource[])[],
  reader: Reader,
  tally: Tally,
  already: readonly LiveResource[] = [],
): Promise<SourceOutcome[]> {
  const outcomes: SourceOutcome[] = [];
  for (const round of rounds) {
    const before = [...outcomes];
    const found = () => [...already, ...before.flatMap(({ result }) => result?.live ?? [])];
    const names = () => networkNames(before);
    const reading = round.map((source) => tally.of(source, outcomeOf(source, reader, names, found)));
    outcomes.push(...(await Promise.all(reading)));
  }
  return outcomes;
}

/** How far the reading is: which list is still waited for, and how many were read. */
export class Tally {
  private readonly waiting = new Set<string>();
  private done = 0;
  private found = 0;

  constructor(
    private readonly project: string,
    private readonly all: number,
    private readonly progress: Progress,
  ) {}

  async of({ what }: ApiSource, reading: Promise<SourceOutcome>): Promise<SourceOutcome> {
    this.waiting.add(what);
    this.say();
    const outcome = await reading;
    this.waiting.delete(what);
    this.done += 1;
    this.found += outcome.result?.live.length ?? 0;
    this.say();
    return outcome;
  }

  private say(): void {
    const [next] = this.waiting;
    const now = next === undefined ? "" : `, reading ${next}`;
    this.progress(`${this.project}: ${this.done} of ${this.all} lists, ${count(this.found, "resource")}${now}`);
  }
}

export interface SourceOutcome {
  source: ApiSource;
  result?: ApiResult;
  unread?: string;
  disabled?: string;
}

async function outcomeOf(
  source: ApiSource,
  reader: Reader,
  names: NetworkNames,
  found: () => readonly LiveResource[],
): Promise<SourceOutcome> {
  try {
    return { source, result: await source.read(reader, names, found) };
  } catch (error) {
    if (error instanceof ApiDisabled) return { source, disabled: error.message };
    if (error instanceof ApiFailure) return { source, unread: error.message };
    throw error;
  }
}

function networkNames(outcomes: readonly SourceOutcome[]): string[] {
  const listing = outcomes.find(({ source }) => source.types.includes("google_compute_network"));
  if (!listing?.result && listing?.disabled === undefined)
    throw new ApiFailure(
      "the networks could not be listed, and this is read for each of them: make the networks readable first",
    );
  const networks = (listing.result?.live ?? []).filter(({ type }) => type === "google_compute_network");
  return networks.flatMap(({ values }) => textAt(values, "name") ?? []);
}
