import { STORIES } from "../../corpus/stories";
import type { Alert, Severity } from "../../watch/alert";
import { canHappen, hereIn, type Story } from "../../watch/replay/story";
import { firstOfEach, type Told, toldIn } from "../../watch/replay/told";
import { SUBJECTS } from "../../watch/subjects";
import type { Things } from "../../watch/things";
import { DELAYS, HEAD, UNSEEN } from "./prose";

export const PAGE = "docs/watch.md";

export interface Shipped {
  name: string;
  /** Its cdk.tf.json. */
  stack: unknown;
}

/** docs/watch.md: what is watched, from the subjects, and what is told when, from the stories and the stacks that ship. */
export function watchPage(shipped: readonly Shipped[]): string {
  return [HEAD, alertTables(shipped), DELAYS, storyTable(shipped), UNSEEN].join("\n");
}

const WORDS: Record<Severity, string> = { CRITICAL: "page", ERROR: "today", WARNING: "this week" };

function alertTables(shipped: readonly Shipped[]): string {
  return SUBJECTS.map(({ title, alerts }) =>
    [`### ${title}`, "", "| alert | told as | what | threshold | why this one |", "| --- | --- | --- | --- | --- |"]
      .concat(alerts.map((alert) => alertRow(alert, shipped)))
      .concat("")
      .join("\n"),
  ).join("\n");
}

function alertRow({ id, title, severity, threshold }: Alert<Things>, shipped: readonly Shipped[]): string {
  const cells = [linked(id, shipped), WORDS[severity], title];
  const set = threshold ? [`${threshold.default}, ${threshold.unit}`, threshold.reason] : ["", ""];
  return `| ${[...cells, ...set].map(inCell).join(" | ")} |`;
}

/** To the section of the first environment in which it ships; a runbook has none for what does not. */
function linked(id: string, shipped: readonly Shipped[]): string {
  const where = shipped.find(({ stack }) => JSON.stringify(stack).includes(`/alerts.md#${id}"`));
  return where === undefined ? id : `[${id}](runbooks/${where.name}/alerts.md#${id})`;
}

function storyTable(shipped: readonly Shipped[]): string {
  const rows = STORIES.map((story) => {
    const where = shipped.find(({ stack }) => canHappen(story, hereIn(stack)));
    return where === undefined ? "" : storyRow(story, where);
  });
  return ["| story | in | page | what else is told |", "| --- | --- | --- | --- |", ...rows.filter(Boolean), ""].join(
    "\n",
  );
}

function storyRow({ title, ...story }: Story, { name, stack }: Shipped): string {
  const told = firstOfEach(toldIn(stack, { ...story, title }));
  const page = told.filter(({ alert }) => alert === story.page);
  const others = told.filter(({ alert }) => alert !== story.page);
  const cells = [
    title,
    name,
    page.map(toldText).join(""),
    others.map(toldText).join(", ") || (page.length ? "" : "nothing"),
  ];
  return `| ${cells.map(inCell).join(" | ")} |`;
}

function toldText({ alert, after }: Told): string {
  return `${alert} ${timeText(after)}`;
}

function timeText(minutes: number): string {
  const before = minutes < 0 ? " before" : "";
  const long = Math.abs(minutes);
  return `${long < 120 ? `${long} min` : `${Math.round(long / 6) / 10} h`}${before}`;
}

const inCell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
