import { type ApiObject, textAt, thingsAt } from "../google/answer";
import { isBlock, own } from "../inputs/blocks";
import { obstacleIn } from "./conditions";
import type { Ended } from "./follow";
import type { Obstacle } from "./obstacles";

/** With which code the script ended; or why it did not get there. */
export function exitOf({ execution, tasks }: Pick<Ended, "execution" | "tasks">): number | Obstacle {
  const wanted = own(execution, "taskCount") ?? 1;
  // Of no tasks all have ended well.
  if (tasks.length !== wanted || tasks.length === 0) {
    return oddAnswer(
      `Google lists ${tasks.length} tasks of an execution of ${typeof wanted === "number" ? wanted : "?"}`,
    );
  }
  if (isCount(own(execution, "cancelledCount")))
    return obstacleIn({ conditions: [{ reason: "CANCELLED" }] }) as Obstacle;
  const codes = tasks.map(exitCodeOf);
  if (codes.some((code) => code === undefined)) return whyNone(execution, tasks);
  const failed = codes.find((code) => code !== 0);
  if (failed !== undefined) return failed;
  const succeeded =
    own(execution, "succeededCount") === wanted &&
    !isCount(own(execution, "failedCount")) &&
    isCompleted(execution, true);
  return succeeded ? 0 : (obstacleIn(execution) ?? oddAnswer("its task ended well, and the execution did not"));
}

/** Zero is left out of Google's JSON, and perhaps all of a result that has nothing else: the condition says it. */
function exitCodeOf(task: ApiObject): number | undefined {
  const attempt = own(task, "lastAttemptResult");
  const code = own(attempt, "exitCode");
  if (isCount(own(attempt, "termSignal"))) return undefined;
  if (code !== undefined && code !== 0) return isCount(code) ? (code as number) : undefined;
  const isError = isCount(own(own(attempt, "status"), "code"));
  const isResult = attempt === undefined || isBlock(attempt);
  return isResult && !isError && isCompleted(task, false) ? 0 : undefined;
}

/** Whether its conditions say so, all of them; `unsaid`: what holds where none does. */
function isCompleted(thing: ApiObject, unsaid: boolean): boolean {
  const said = thingsAt(thing, "conditions").filter((one) => textAt(one, "type") === "Completed");
  return said.length === 0 ? unsaid : said.every((one) => own(one, "state") === "CONDITION_SUCCEEDED");
}

function whyNone(execution: ApiObject, tasks: readonly ApiObject[]): Obstacle {
  const known = obstacleIn(...tasks, execution);
  if (known) return known;
  const signal = tasks.map((task) => own(own(task, "lastAttemptResult"), "termSignal")).find(isCount);
  if (signal !== undefined) {
    return {
      code: "EXECUTION_KILLED",
      message: `signal ${signal} ended the container before the script had an answer`,
      fix: "run the probe again; where this stays, give the job more memory",
    };
  }
  return oddAnswer("the container ended without an exit code");
}

function oddAnswer(what: string): Obstacle {
  return {
    code: "ANSWER_UNUSABLE",
    message: `Google's answer about the execution cannot be used: ${what}`,
    fix: "run the probe again",
  };
}

function isCount(value: unknown): boolean {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0;
}
