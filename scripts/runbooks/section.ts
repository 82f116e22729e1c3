import type { Step } from "../../lineup/src/diagnose/repairs";
import { linked, type Place } from "./console";

/** One heading of a runbook: what it means, and the four things to do. */
export interface Section {
  /** The heading, which is the anchor. */
  id: string;
  title: string;
  /** After the title, in a few words: how bad it is. */
  badge?: string;
  means: string;
  places: readonly Place[];
  look: readonly Step[];
  repair: readonly Step[];
  proof: readonly Step[];
  stop: string;
}

/** Each step has its label, so that a reader and the rehearsal know what it is for. */
export function sectionText({ id, title, badge, means, places, look, repair, proof, stop }: Section): string {
  const head = [`**${title}**`, ...(badge === undefined ? [] : [badge])].join(" · ");
  return [
    `### ${id}`,
    "",
    `${head}. ${means}`,
    "",
    ...(places.length > 0 ? [`- **See** ${places.map(linked).join(", ")}`] : []),
    ...steps("Look", look),
    ...steps("Repair", repair),
    ...steps("Proof", proof),
    `- **Stop** ${withLinks(stop)}`,
    "",
  ].join("\n");
}

/** One entry for each thing to do, and under it the commands, each on a line of its own. */
function steps(label: string, all: readonly Step[]): string[] {
  const lines = all.flatMap(({ text, command }) => [
    ...(text === "" ? [] : [`- **${label}** ${withLinks(text)}`]),
    ...(command === undefined ? [] : [`  \`${command}\``]),
  ]);
  // A line goes on in the entry that it is in; the backslash breaks it there.
  return lines.map((line, at) => (lines[at + 1]?.startsWith("  ") ? `${line}\\` : line));
}

/** A page of docs/ is a link, seen from docs/runbooks/ENVIRONMENT. */
export function withLinks(text: string): string {
  return text.replaceAll(/docs\/(runbooks\/)?([\w-]+\.md)/g, (_, inRunbooks: string | undefined, file: string) => {
    return `[${file}](${inRunbooks === undefined ? "../../" : "../"}${file})`;
  });
}
