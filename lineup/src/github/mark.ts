import { randomUUID } from "node:crypto";
import { NIGHT_MARK } from "../../../facts/night-mark";
import { isUnread } from "../google/refusal";
import { UnusableInput } from "../inputs/model";
import { isProjectId } from "../inventory/project";
import { type Surroundings, sessionOf } from "../probe/session";
import { type Env, StepError } from "./entry";
import { readReport } from "./outcome";
import { runOf } from "./page";

/**
 * mark PROJECT FOLDER: writes into the log of the project that drift was judged this night, and how. Whoever waits for this
 * entry notices a night that has judged nothing: such a night leaves none.
 */
export async function mark([project = "", folder]: string[], env: Env, by: Surroundings = {}): Promise<string> {
  if (!isProjectId(project) || !folder) {
    const got = JSON.stringify(project.slice(0, 60));
    throw new StepError(`mark takes the id of a project and the folder that judge has written, got ${got}`);
  }
  const { kind, environment, verdict, exitCode } = readReport(folder, env).outcome;
  if (kind !== "drift") throw new StepError(`mark takes a report of drift, got one of a ${kind}`);
  if (exitCode === 2) {
    throw new StepError(`nothing was judged in ${environment}, so this night leaves no mark: its issue says why`);
  }
  const { log, resource, schema } = NIGHT_MARK;
  const entry = {
    // The same in each attempt to send it: Logging then keeps one.
    insertId: randomUUID(),
    timestamp: new Date().toISOString(),
    severity: "INFO",
    jsonPayload: { schema, environment, verdict, run: runOf(env) },
  };
  await written(
    project,
    { env, ...by },
    {
      logName: `projects/${project}/logs/${log}`,
      resource: { type: resource, labels: { project_id: project } },
      entries: [entry],
    },
  );
  return `the log ${log} of ${project} says that ${environment} was judged ${verdict}`;
}

async function written(project: string, by: Surroundings, body: object): Promise<void> {
  try {
    const { changes } = await sessionOf({ project }, by);
    await changes.repeatable({
      ...{ api: "LOGGING", method: "POST", path: "entries:write", permission: "logging.logEntries.create" },
      body,
    });
  } catch (error) {
    if (!(isUnread(error) || error instanceof UnusableInput)) throw error;
    throw new StepError(
      `drift was judged, and its mark could not be written into the log of ${project}: ${error.message}`,
    );
  }
}
