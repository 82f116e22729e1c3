import type { EnvironmentInput } from "../../environments/schema";
import type { Session } from "../../lineup/src/probe/session";

/** What the command needs besides its words; tests replace it. */
export interface World {
  /** The folder of the repository. */
  root: string;
  now: Date;
  hasTerminal: boolean;
  written: Record<string, EnvironmentInput>;
  /** To standard output: what was asked for. */
  print(text: string): void;
  /** To standard error: what is done, and why not. */
  say(text: string): void;
  /** Asks the person at the terminal. */
  ask(question: string): Promise<string>;
  session(project: string, impersonate: string | undefined): Promise<Session>;
}

/** It ends with this code, and these sentences say why. */
export class Refused extends Error {
  constructor(
    readonly code: number,
    ...sentences: string[]
  ) {
    super(sentences.join("\n"));
  }
}
