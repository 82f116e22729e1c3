import { setTimeout } from "node:timers/promises";
import { Changes } from "../google/changes";
import { authenticated } from "../google/credentials";
import { endpoints } from "../google/endpoints";
import type { Project } from "../google/refusal";
import type { Send } from "../google/send";
import { Waiting } from "../google/waiting";
import { refuseBadAccount, refuseBadProjectId } from "../inventory/project";
import { type Get, Reader, readingOnly } from "../inventory/reader";
import type { Progress } from "../progress";

/** How the APIs are reached; tests replace it. */
export interface Surroundings {
  send?: Send;
  env?: NodeJS.ProcessEnv;
  wait?: (milliseconds: number) => Promise<unknown>;
  /** Ends whatever is still asked or waited for. */
  signal?: AbortSignal;
  progress?: Progress;
  /** Says at once what is waited for. */
  say?: (text: string) => void;
}

/** What one probing asks Google with: signed in once, and all of it waits together. */
export interface Session {
  project: string;
  reader: Reader;
  changes: Changes;
  wait(milliseconds: number): Promise<unknown>;
  progress: Progress;
  say(text: string): void;
  /** For the inventory, which is read beside. */
  get: Get;
  /** The same reader, where the number of the project is known, or of another project. */
  readerOf(project: Project): Reader;
  env: NodeJS.ProcessEnv;
}

/** A wait that is given up ends at once, and lets the process end. */
function waitingUntil(signal: AbortSignal | undefined) {
  return (milliseconds: number) => setTimeout(milliseconds, undefined, signal === undefined ? {} : { signal });
}

export async function sessionOf(
  { project, impersonate }: { project: string; impersonate?: string | undefined },
  {
    send,
    env = process.env,
    signal,
    wait = waitingUntil(signal),
    progress = () => {},
    say = () => {},
  }: Surroundings = {},
): Promise<Session> {
  refuseBadProjectId(project);
  if (impersonate !== undefined) refuseBadAccount(impersonate);
  const endpoint = endpoints(env);
  const sending = send ?? (await authenticated(impersonate, env, signal));
  const waiting = new Waiting(wait, say);
  const names = { id: project, number: undefined };
  const get = readingOnly(sending);
  const readerOf = (named: Project) => new Reader(get, endpoint, waiting, named);
  return {
    project,
    reader: readerOf(names),
    readerOf,
    changes: new Changes(sending, endpoint, waiting, names),
    ...{ wait, progress, say, get, env },
  };
}
