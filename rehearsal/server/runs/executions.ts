import { randomUUID } from "node:crypto";
import { ApiError, failedPrecondition } from "../api-error";
import type { Place } from "../kind";
import type { OperationError } from "../operations";
import type { CloudObject } from "../store";
import { ABORTED, failure, notStarted, type Outcome, outcomeOf } from "./conditions";
import { containerOf } from "./container";
import { Execution } from "./execution";
import { keepLog } from "./logs";
import { type Machine, NotStarted, type Running } from "./machine";

/** What is told when an execution is over: the execution as it is then, and the error that its operation ends in. */
export type Over = (execution: CloudObject, error: OperationError | undefined) => void;

/** The executions of jobs, each of one task, which a machine runs. */
export class Executions {
  /** Without one, nothing can be run. */
  machine: Machine | undefined;
  private readonly running = new Map<string, { cancel: () => void; over: Promise<CloudObject> }>();

  /** Begins one, and returns it as it is then. `fault`: why it is not started, where a test asks for that. */
  begin(job: CloudObject, place: Place, over: Over, fault?: NotStarted): CloudObject {
    const id = `${place.id}-${randomUUID().slice(0, 5)}`;
    const one = new Execution(job, place, id);
    const ends = (outcome: Outcome): CloudObject => {
      this.running.delete(one.name);
      one.keep(outcome);
      // One that was cancelled has no error: that is said by the execution alone.
      const message = outcome.is === "failed" ? failure(outcome.message, one.task) : undefined;
      over(one.shown, message === undefined ? undefined : { code: ABORTED, message });
      return one.shown;
    };
    try {
      if (fault) throw fault;
      if (!this.machine) throw new ApiError(501, "this loopback cloud has no machine that runs containers");
      const running = this.machine(containerOf(job, place, id), place.store);
      one.keep(undefined);
      this.follow(one, running, ends);
    } catch (error) {
      if (!(error instanceof NotStarted)) throw error;
      one.keep(undefined);
      queueMicrotask(() => ends(notStarted(error.reason, error.message)));
    }
    return one.shown;
  }

  /** Ends one that runs, and tells when it is over. */
  cancel(execution: CloudObject, name: string, over: Over): CloudObject {
    const running = this.running.get(name);
    if (!running)
      throw failedPrecondition(`Execution ${String(execution.name)} has completed and cannot be cancelled.`);
    running.cancel();
    void running.over.then((ended) => over(ended, undefined));
    return execution;
  }

  async close(): Promise<void> {
    const all = [...this.running.values()];
    for (const { cancel } of all) cancel();
    await Promise.all(all.map(({ over }) => over));
  }

  private follow(one: Execution, running: Running, ends: (outcome: Outcome) => CloudObject): void {
    let isCancelled = false;
    const outcome = running.ended.then(
      (how): Outcome => {
        keepLog(one.place, one.name, how);
        return isCancelled ? { is: "cancelled" } : outcomeOf(how);
      },
      (error: unknown) => notStarted("INTERNAL", error instanceof Error ? error.message : String(error)),
    );
    const cancel = () => {
      isCancelled = true;
      running.stop();
    };
    this.running.set(one.name, { cancel, over: outcome.then(ends) });
  }
}
