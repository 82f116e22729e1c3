import { alertsPage } from "./alerts";
import { causesPage } from "./causes";
import { namesOf, type Shipped } from "./names";
import { treePage } from "./tree";

/** Where the runbooks of an environment are, seen from the root. */
export const folderOf = (environment: string) => `docs/runbooks/${environment}`;

/** Each page of an environment's runbooks, by its path. */
export function runbooksOf(shipped: Shipped): Map<string, string> {
  const here = namesOf(shipped);
  const folder = folderOf(here.name);
  return new Map([
    [`${folder}/README.md`, treePage(here)],
    [`${folder}/alerts.md`, alertsPage(here, shipped.environment.alerts.thresholds ?? {})],
    [`${folder}/causes.md`, causesPage(here)],
  ]);
}
