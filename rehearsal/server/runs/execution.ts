import { randomUUID } from "node:crypto";
import { lastSegment, listOf, numberOf, type Place, thingOf, timestamp } from "../kind";
import type { CloudObject } from "../store";
import { attemptOf, conditionsOf, type Outcome } from "./conditions";

/** One execution and its task, as the store has them while it goes on and when it is over. */
export class Execution {
  readonly name: string;
  readonly task: string;
  private readonly began = timestamp();

  constructor(
    private readonly job: CloudObject,
    readonly place: Place,
    id: string,
  ) {
    this.name = `${place.name}/executions/${id}`;
    this.task = `${id}-task0`;
  }

  get shown(): CloudObject {
    return this.place.store.get(this.name) ?? {};
  }

  /** Without an outcome it goes on. */
  keep(outcome: Outcome | undefined): void {
    const { store, id, path } = this.place;
    const template = thingOf(thingOf(this.job, "template"), "template") ?? {};
    const now = timestamp();
    const times = {
      createTime: this.began,
      startTime: this.began,
      updateTime: now,
      ...(outcome ? { completionTime: now } : { reconciling: true }),
    };
    const common = { generation: "1", observedGeneration: "1", job: id, ...labelsOf(this.job), ...times };
    const execution = lastSegment(this.name);
    store.put(this.name, {
      ...this.known(this.name),
      ...common,
      launchStage: "GA",
      creator: "rehearsal@example.com",
      parallelism: numberOf(thingOf(this.job, "template"), "parallelism") || 1,
      taskCount: 1,
      template,
      ...countsOf(outcome),
      conditions: conditionsOf(outcome, this.task),
      logUri: logsOf(this.place, execution),
    });
    const task = `${this.name}/tasks/${this.task}`;
    store.put(task, {
      ...this.known(task),
      ...common,
      scheduledTime: this.began,
      execution,
      containers: listOf(template, "containers"),
      ...pickedFrom(template, ["volumes", "serviceAccount", "timeout", "vpcAccess", "maxRetries"]),
      ...(outcome ? attemptOf(outcome) : {}),
      conditions: conditionsOf(outcome),
      logUri: logsOf(this.place, execution),
    });
    const job = store.get(this.place.name);
    if (job) store.put(this.place.name, { ...job, ...this.counted(job, outcome, `${path}/executions/${execution}`) });
  }

  /** What the job says of its last execution. */
  private counted(job: CloudObject, outcome: Outcome | undefined, name: string): CloudObject {
    const last = thingOf(job, "latestCreatedExecution");
    if (outcome && last?.name !== name) return {};
    const executionCount = (numberOf(job, "executionCount") ?? 0) + (outcome ? 0 : 1);
    const completionStatus = outcome ? `EXECUTION_${outcome.is.toUpperCase()}` : "EXECUTION_RUNNING";
    const ended = outcome ? { completionTime: timestamp() } : {};
    return {
      executionCount,
      latestCreatedExecution: { name, createTime: this.began, completionStatus, ...ended },
    };
  }

  private known(name: string): CloudObject {
    const { uid, etag } = this.place.store.get(name) ?? {};
    return { name: name.replace(/^run\//, ""), uid: uid ?? randomUUID(), etag: etag ?? `"${randomUUID()}"` };
  }
}

/** The API leaves out what is zero. */
function countsOf(outcome: Outcome | undefined): CloudObject {
  switch (outcome?.is) {
    case undefined:
      return { runningCount: 1 };
    case "succeeded":
      return { succeededCount: 1 };
    case "failed":
      return { failedCount: 1 };
    case "cancelled":
      return { cancelledCount: 1 };
  }
}

function labelsOf(job: CloudObject): CloudObject {
  const labels = thingOf(job, "labels");
  return labels ? { labels } : {};
}

function pickedFrom(thing: CloudObject, keys: readonly string[]): CloudObject {
  return Object.fromEntries(keys.flatMap((key) => (thing[key] === undefined ? [] : [[key, thing[key]]])));
}

function logsOf({ project }: Place, execution: string): string {
  const query = `resource.type="cloud_run_job" labels."run.googleapis.com/execution_name"="${execution}"`;
  return `https://console.cloud.google.com/logs/viewer?project=${project}&advancedFilter=${encodeURIComponent(query)}`;
}
