import { setTimeout } from "node:timers/promises";
import { authenticated } from "../google/credentials";
import { endpoints as endpointsIn } from "../google/endpoints";
import type { Project } from "../google/refusal";
import { UNREACHED } from "../google/send";
import { Waiting } from "../google/waiting";
import { UnusableInput } from "../inputs/model";
import type { Progress } from "../progress";
import { assembled } from "./assemble";
import { access } from "./kinds/access";
import { caches } from "./kinds/caches";
import { connectionPolicies } from "./kinds/connection-policies";
import { dns } from "./kinds/dns";
import { enabledApis } from "./kinds/enabled-apis";
import { endpoints } from "./kinds/endpoints";
import { firewalls } from "./kinds/firewalls";
import { invokers } from "./kinds/invokers";
import { networks, routing } from "./kinds/networks";
import { peeringRoutes } from "./kinds/peering-routes";
import { revisions } from "./kinds/revisions";
import { run } from "./kinds/run";
import { servicesAccess } from "./kinds/services-access";
import { HOST_ROUNDS, sharedVpcHost } from "./kinds/shared-vpc";
import type { ApiSource } from "./kinds/source";
import type { Inventory } from "./model";
import { named, refuseBadAccount, refuseBadProjectId } from "./project";
import { type Get, Reader, readingOnly } from "./reader";
import { readRounds, type SourceOutcome, Tally } from "./rounds";

export type { Inventory } from "./model";

/** Everything that is read, in rounds: some APIs are asked for each network, or only for what a caller names. */
const ROUNDS: readonly (readonly ApiSource[])[] = [
  [networks],
  [...routing, ...firewalls, ...servicesAccess, ...caches, ...run],
  [sharedVpcHost, revisions, endpoints, peeringRoutes, connectionPolicies, enabledApis],
  [...access, invokers, dns],
];

export const SOURCES: readonly ApiSource[] = ROUNDS.flat();

interface LiveRequest {
  project: string;
  impersonate?: string | undefined;
  /**
   * Values that no file may hold (of variables, arguments, annotations) are kept, to be compared. What is read so is
   * never written and never printed.
   */
  keepsWithheld?: boolean;
}

/** How the APIs are reached; tests replace it. */
export interface LiveAccess {
  get?: Get;
  env?: NodeJS.ProcessEnv;
  wait?: (milliseconds: number) => Promise<unknown>;
  progress?: Progress;
  /** Says at once what is waited for. */
  say?: (text: string) => void;
}

/** Signs in once; then each project has a reader of its own, and all of them wait together. */
export async function signedIn(
  wanted: LiveRequest,
  { env = process.env, wait = setTimeout, say = () => {}, get }: LiveAccess = {},
): Promise<(project: Project) => Reader> {
  refuseBadProjectId(wanted.project);
  if (wanted.impersonate !== undefined) refuseBadAccount(wanted.impersonate);
  const endpoint = endpointsIn(env);
  const asking = get ?? readingOnly(await authenticated(wanted.impersonate, env));
  const waiting = new Waiting(wait, say);
  return (project) => new Reader(asking, endpoint, waiting, project);
}

/** Reads a live project, changes nothing in it, and lists what could not be read. */
export async function readLive(wanted: LiveRequest, surroundings: LiveAccess = {}): Promise<Inventory> {
  const { progress = () => {} } = surroundings;
  const readerOf = await signedIn(wanted, surroundings);
  const tally = new Tally(wanted.project, SOURCES.length, progress);
  const reader = readerOf(await named(readerOf({ id: wanted.project, number: undefined })));

  const outcomes = await readRounds(ROUNDS, reader, tally);
  refuseAllUnread(wanted.project, outcomes);
  const live = outcomes.flatMap(({ result }) => result?.live ?? []);
  const hosts = await Promise.all(
    outcomes
      .flatMap(({ result }) => result?.host ?? [])
      .map(async (id) => {
        const host = readerOf(await namedIfThere(readerOf({ id, number: undefined })));
        const lists = new Tally(id, HOST_ROUNDS.flat().length, progress);
        return { project: host.project, outcomes: await readRounds(HOST_ROUNDS, host, lists, live) };
      }),
  );
  const own = { project: reader.project, outcomes };
  const withholds = wanted.keepsWithheld !== true;
  return assembled({ own, hosts, readAt: new Date().toISOString(), withholds });
}

/** A host that is being deleted is no reason to refuse the project that was asked for. */
async function namedIfThere(host: Reader): Promise<Project> {
  try {
    return await named(host);
  } catch (error) {
    if (error instanceof UnusableInput) return { ...host.project, numberUnknown: error.message };
    throw error;
  }
}

/** An empty project answers; a project that answers nothing cannot be judged. */
function refuseAllUnread(project: string, outcomes: readonly SourceOutcome[]): void {
  // Where nothing was named, nothing was asked.
  const isAsked = ({ source }: SourceOutcome) => ROUNDS.slice(0, 2).some((round) => round.includes(source));
  if (outcomes.some((outcome) => outcome.result && isAsked(outcome))) return;
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
