import type { Store } from "../store";

/** One container of a task, as it is started. */
export interface Container {
  /** The job that it is of, as the store has it: where in the network it stands follows from there. */
  job: string;
  image: string;
  command: readonly string[];
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  /** What is mounted: the content by its path. */
  files: Readonly<Record<string, string>>;
  /** It is ended when it has run this long. */
  milliseconds: number;
}

/** How a container ended, and what it wrote. */
export interface Ended {
  /** None, where a signal ended it. */
  exitCode: number | undefined;
  isTimedOut: boolean;
  stdout: readonly string[];
  stderr: readonly string[];
}

export interface Running {
  ended: Promise<Ended>;
  stop(): void;
}

/** Runs containers; the cloud itself runs none. Throws a NotStarted for what cannot be started. */
export type Machine = (container: Container, store: Store) => Running;

/** Why a container was not started: the reason of a condition of Cloud Run's, and the sentence beside it. */
export class NotStarted extends Error {
  constructor(
    readonly reason: string | undefined,
    message: string,
  ) {
    super(message);
  }
}
