import type { Policy, Watching } from "../shipped/model";
import { namesIn } from "../shipped/names";
import { watchingInStack } from "../shipped/read";
import type { Notification } from "./incidents";
import { replay } from "./replay";
import { happenedIn, type Story } from "./story";

/** The id of the alert that a policy is: the heading of the runbook that it links to. */
export function alertOf({ at, links }: Pick<Policy, "at" | "links">): string {
  const id = links.map(({ url }) => url.split("#")[1]).find((one) => one !== undefined && one !== "");
  if (id === undefined) throw new Error(`${at}: links to no section of a runbook, so nothing says which alert it is`);
  return id;
}

/** What is told of a story by what a stack ships. */
export interface Told {
  alert: string;
  /** Minutes after the break; of a story without one, after its beginning. */
  after: number;
  notification: Notification;
}

export function toldIn(stack: unknown, story: Story, options: { zeros?: boolean } = {}): Told[] {
  const watching: Watching = watchingInStack(stack, namesIn(stack));
  return replay(watching, happenedIn(story, stack), options)
    .filter(({ what }) => what === "opened")
    .map((notification) => ({
      alert: alertOf(notification.policy),
      after: notification.at - (story.breaks ?? 0),
      notification,
    }));
}

/** The first time that each alert was told, in the order of time. */
export function firstOfEach(told: readonly Told[]): Told[] {
  const seen = new Set<string>();
  return told.filter(({ alert }) => !seen.has(alert) && seen.add(alert));
}
