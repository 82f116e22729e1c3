import { setTimeout } from "node:timers/promises";
import { UnusableInput } from "../inputs/model";
import type { Progress } from "../progress";
import { count } from "../text/words";
import { assembled } from "./assemble";
import { authenticated } from "./credentials";
import { endpoints } from "./endpoints";
import { access } from "./kinds/access";
import { caches } from "./kinds/caches";
import { firewalls } from "./kinds/firewalls";
import { networks, routing } from "./kinds/networks";
import { run } from "./kinds/run";
import { servicesAccess } from "./kinds/services-access";
import type { ApiResult, ApiSource, Found, NetworkNames } from "./kinds/source";
import { type Inventory, textAt } from "./model";
import { named, refuseBadAccount, refuseBadProjectId } from "./project";
import { type Get, Reader, UNREACHED } from "./reader";
import { ApiDisabled, ApiFailure, type Project } from "./refusal";
import { Waiting } from "./waiting";

export type { Inventory } from "./model";

/**
 * Everything that is read. The networks come first, because some others are read for each network; what callers name
 * comes last.
 */
export const SOURCES: readonly ApiSource[] = [
  networks,
  ...routing,
  ...firewalls,
  ...servicesAccess,
  ...caches,
  ...run,
  ...access,
];

interface LiveRequest {
  project: string;
  impersonate?: string | undefined;
}

/** How the APIs are reached; tests replace it. */
interface LiveAccess {
  get?: Get;
  env?: NodeJS.ProcessEnv;
  wait?: (milliseconds: number) => Promise<unknown>;
  progress?: Progress;
  /** Says at once what is waited for. */
  say?: (text: string) => void;
}

/** Reads a live project, changes nothing in it, and lists what could not be read. */
export async function readLive(wanted: LiveRequest, surroundings: LiveAccess = {}): Promise<Inventory> {
  const { env = process.env, wait = setTimeout, progress = () => {}, say = () => {} } = surroundings;
  refuseBadProjectId(wanted.project);
  if (wanted.impersonate !== undefined) refuseBadAccount(wanted.impersonate);
  const endpoint = endpoints(env);
  const tally = new Tally(wanted.project, progress);
  const get = surroundings.get ?? (await authenticated(wanted.impersonate, env));
  const waiting = new Waiting(wait, say);
  const readerOf = (project: Project) => new Reader(get, endpoint, waiting, project);
  const reader = readerOf(await named(readerOf({ id: wanted.project, number: undefined })));

  const first = await tally.of(
    networks,
    outcomeOf(networks, reader, () => []),
  );
  const read = (sources: readonly ApiSource[], before: readonly SourceOutcome[]) => {
    const names = () => networkNames(first);
    const found = () => before.flatMap(({ result }) => result?.live ?? []);
    return Promise.all(sources.map((source) => tally.of(source, outcomeOf(source, reader, names, found))));
  };
  const rest = SOURCES.filter((source) => source !== networks);
  const others = await read(
    rest.filter(({ follows }) => !follows),
    [first],
  );
  const following = await read(
    rest.filter(({ follows }) => follows),
    others,
  );
  const outcomes = [first, ...others, ...following];
  refuseAllUnread(wanted.project, [first, ...others]);
  return assembled({
    project: reader.project,
    live: outcomes.flatMap(({ result }) => result?.live ?? []),
    unread: outcomes.flatMap(({ source, result, unread }) => [
      ...(unread === undefined ? [] : [{ what: source.what, why: unread, types: [...source.types] }]),
      ...(result?.unread ?? []),
    ]),
    missing: outcomes.flatMap(({ result }) => result?.missing ?? []),
    disabled: outcomes.flatMap(({ source, disabled }) =>
      disabled === undefined ? [] : [{ what: source.what, why: disabled }],
    ),
    readAt: new Date().toISOString(),
  });
}

/** How far the reading is: which list is still waited for, and how many were read. */
class Tally {
  private readonly waiting = new Set<string>();
  private done = 0;
  private found = 0;

  constructor(
    private readonly project: string,
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
    this.progress(`${this.project}: ${this.done} of ${SOURCES.length} lists, ${count(this.found, "resource")}${now}`);
  }
}

interface SourceOutcome {
  source: ApiSource;
  result?: ApiResult;
  unread?: string;
  disabled?: string;
}

async function outcomeOf(
  source: ApiSource,
  reader: Reader,
  names: NetworkNames,
  found: Found = () => [],
): Promise<SourceOutcome> {
  try {
    return { source, result: await source.read(reader, names, found) };
  } catch (error) {
    if (error instanceof ApiDisabled) return { source, disabled: error.message };
    if (error instanceof ApiFailure) return { source, unread: error.message };
    throw error;
  }
}

function networkNames({ result, disabled }: SourceOutcome): string[] {
  if (!result && disabled === undefined)
    throw new ApiFailure("the networks could not be listed, and this API is read for each network");
  const networks = (result?.live ?? []).filter(({ type }) => type === "google_compute_network");
  return networks.flatMap(({ values }) => textAt(values, "name") ?? []);
}

/** An empty project answers; a project that answers nothing cannot be judged. */
function refuseAllUnread(project: string, outcomes: readonly SourceOutcome[]): void {
  if (outcomes.some(({ result }) => result)) return;
  const [first] = outcomes.flatMap(({ unread }) => unread ?? []);
  if (first?.startsWith(UNREACHED)) {
    throw new UnusableInput(
      `none of Google's APIs could be reached${first.slice(UNREACHED.length)}: is this machine online, and does HTTPS_PROXY name its proxy, if there is one?`,
    );
  }
  const [why] = outcomes.flatMap(({ source, unread }) => (unread === undefined ? [] : [`${source.what}: ${unread}`]));
  throw new UnusableInput(
    why === undefined
      ? `every API that lineup could read is disabled in the project ${project}`
      : `the project ${project} could not be read: it does not exist, or these credentials have no access to it (${why})`,
  );
}
