import { textAt } from "../google/answer";
import { ApiDisabled, ApiFailure, type Project } from "../google/refusal";
import { UnusableInput } from "../inputs/model";
import { UsageError } from "../usage-error";
import type { Reader } from "./reader";

const ID = /^([a-z0-9.-]{1,100}:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/;

export function isProjectId(text: string): boolean {
  return ID.test(text);
}

/** Refuses what cannot be a project id, before it becomes a part of every URL. */
export function refuseBadProjectId(project: string): void {
  if (isProjectId(project)) return;
  const said = JSON.stringify(project.slice(0, 60));
  const hint = /^\d+$/.test(project)
    ? `that is a project number; gcloud projects describe ${project} prints the id`
    : "an id has 6 to 30 characters of a-z, 0-9 and hyphens; gcloud projects list prints yours";
  throw new UsageError(`--project takes a project id, got ${said}: ${hint}`);
}

const ACCOUNT = /^[a-z0-9-]{1,63}@[a-z0-9.-]{1,200}\.gserviceaccount\.com$/;

export function refuseBadAccount(account: string): void {
  if (ACCOUNT.test(account)) return;
  const said = JSON.stringify(account.slice(0, 80));
  throw new UsageError(`--impersonate takes the e-mail address of a service account, got ${said}`);
}

/** What knows the number of a project, the surest first. */
const KNOWING = [
  { who: "Resource Manager", ask: ofResourceManager },
  { who: "compute", ask: ofCompute },
] as const;

/** The names of the project. Some APIs use its number: Resource Manager knows it, and compute where that is out of reach. */
export async function named(reader: Reader): Promise<Project> {
  const { id } = reader.project;
  const whys: string[] = [];
  for (const { who, ask } of KNOWING) {
    try {
      const number = await ask(reader, `projects/${id}`);
      if (number !== undefined) return { id, number };
      whys.push(`${who} does not say it`);
    } catch (error) {
      if (!(error instanceof ApiFailure || error instanceof ApiDisabled)) throw error;
      whys.push(`${who} does not say it (${error.message})`);
    }
  }
  return { id, number: undefined, numberUnknown: whys.join(", ") };
}

async function ofResourceManager(reader: Reader, path: string): Promise<string | undefined> {
  const { id } = reader.project;
  const answer = await reader.one({ api: "RESOURCE_MANAGER", path, permission: "resourcemanager.projects.get" });
  if (textAt(answer, "projectId") !== id)
    throw new UnusableInput(`Google returned another project for the id ${id}: check the spelling`);
  if (textAt(answer, "lifecycleState") !== "ACTIVE")
    throw new UnusableInput(`the project ${id} is being deleted: restore it or read another one`);
  return /^\d{1,30}$/.exec(textAt(answer, "projectNumber") ?? "")?.[0];
}

/** Its own `id` is another number; the default account of machines is named after the project's. */
async function ofCompute(reader: Reader, path: string): Promise<string | undefined> {
  // The rest of the answer is the metadata of machines, which may hold anything.
  const query = { fields: "name,defaultServiceAccount" };
  const answer = await reader.one({ api: "COMPUTE", path, query, permission: "compute.projects.get" });
  const account = /^(\d{1,30})-compute@developer\.gserviceaccount\.com$/.exec(
    textAt(answer, "defaultServiceAccount") ?? "",
  );
  return textAt(answer, "name") === reader.project.id ? account?.[1] : undefined;
}
