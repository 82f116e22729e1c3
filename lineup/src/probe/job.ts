import { type ApiObject, textAt, thingsAt } from "../google/answer";
import { own } from "../inputs/blocks";

const HOST = "REDIS_HOST";

/** A job of Cloud Run, as far as a probe needs to know it. */
export interface Job {
  /** `projects/P/locations/R/jobs/J` */
  path: string;
  name: string;
  region: string;
  /** The value of its label. */
  service: string | undefined;
  environment: string | undefined;
  body: ApiObject;
}

/** Its one container; undefined where it has none or several. */
export function containerOf({ body }: Job): ApiObject | undefined {
  return onlyContainer(own(own(body, "template"), "template"));
}

/** The same of an execution. */
export function executedIn(execution: ApiObject): ApiObject | undefined {
  return onlyContainer(own(execution, "template"));
}

function onlyContainer(task: unknown): ApiObject | undefined {
  const containers = thingsAt(task, "containers");
  return containers.length === 1 ? containers[0] : undefined;
}

/** What a container's environment says in clear; a secret has no value there. */
export function settingOf(container: ApiObject | undefined, variable: string): string | undefined {
  const entry = thingsAt(container, "env").find((one) => textAt(one, "name") === variable);
  return textAt(entry, "value");
}

export const hostOf = (job: Job) => settingOf(containerOf(job), HOST);
/** What an execution was given, which somebody may have changed since the job was read. */
export const hostGivenTo = (execution: ApiObject) => settingOf(executedIn(execution), HOST);
