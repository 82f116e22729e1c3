import { UnusableInput } from "../inputs/model";
import { UsageError } from "../usage-error";
import { textAt } from "./model";
import type { Reader } from "./reader";
import { ApiDisabled, ApiFailure } from "./refusal";

const ID = /^([a-z0-9.-]{1,100}:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/;

/** Refuses what cannot be a project id, before it becomes a part of every URL. */
export function refuseBadProjectId(project: string): void {
  if (ID.test(project)) return;
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

/** The project number, which some APIs use; undefined where it could not be read. */
export async function projectNumber(reader: Reader): Promise<string | undefined> {
  const { id } = reader.project;
  try {
    const path = `projects/${id}`;
    const answer = await reader.one({ api: "RESOURCE_MANAGER", path, permission: "resourcemanager.projects.get" });
    if (textAt(answer, "projectId") !== id)
      throw new UnusableInput(`Google returned another project for the id ${id}: check the spelling`);
    const state = textAt(answer, "lifecycleState");
    if (state !== "ACTIVE")
      throw new UnusableInput(`the project ${id} is being deleted: restore it or read another one`);
    const number = textAt(answer, "projectNumber");
    return number !== undefined && /^\d+$/.test(number) ? number : undefined;
  } catch (error) {
    if (error instanceof ApiFailure || error instanceof ApiDisabled) return undefined;
    throw error;
  }
}
