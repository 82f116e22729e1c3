import { UnusableInput } from "../inputs/model";
import { UsageError } from "../options";
import { textAt } from "./model";
import type { Reader } from "./reader";
import { ApiDisabled, ApiFailure } from "./refusal";

const ID = /^([a-z0-9.-]{1,100}:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/;

/** Refuses what cannot be a project before anything is asked: the name becomes a part of every address. */
export function refuseNoProject(project: string): void {
  if (ID.test(project)) return;
  const said = JSON.stringify(project.slice(0, 60));
  const hint = /^\d+$/.test(project)
    ? `that is a number - gcloud projects describe ${project} tells the id`
    : "an id is 6 to 30 of a-z, 0-9 and hyphens, and gcloud projects list shows them";
  throw new UsageError(`--project takes the id of a project, got ${said}: ${hint}`);
}

const ACCOUNT = /^[a-z0-9-]{1,63}@[a-z0-9.-]{1,200}\.gserviceaccount\.com$/;

export function refuseNoAccount(account: string): void {
  if (ACCOUNT.test(account)) return;
  const said = JSON.stringify(account.slice(0, 80));
  throw new UsageError(`--impersonate takes the e-mail address of a service account, got ${said}`);
}

/** The number by which some APIs know the project; undefined where nobody says. */
export async function numberOf(reader: Reader): Promise<string | undefined> {
  const { id } = reader.project;
  try {
    const path = `projects/${id}`;
    const said = await reader.one({ api: "RESOURCE_MANAGER", path, permission: "resourcemanager.projects.get" });
    if (textAt(said, "projectId") !== id) throw new UnusableInput(`Google knows no project ${id}, only one like it`);
    const state = textAt(said, "lifecycleState");
    if (state !== "ACTIVE") throw new UnusableInput(`the project ${id} is not active: it is being deleted`);
    const number = textAt(said, "projectNumber");
    return number !== undefined && /^\d+$/.test(number) ? number : undefined;
  } catch (error) {
    if (error instanceof ApiFailure || error instanceof ApiDisabled) return undefined;
    throw error;
  }
}
