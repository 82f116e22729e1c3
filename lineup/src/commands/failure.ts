import { existsSync, readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { programInUse } from "../../../facts/programs";
import { UnusableInput } from "../inputs/model";
import { inWordsOf } from "../text/in-words-of";
import { UsageError } from "../usage-error";
import { version } from "../version";

/** The lines that are printed of an error. On a terminal, what can be copied has lines of its own, which begin with spaces. */
export function messageOf(error: unknown, onTerminal: boolean): string[] {
  if (error instanceof UnusableInput && onTerminal) {
    return [inWordsOf(programInUse(), error.sentence), ...error.commands.map((command) => `  ${command}`)];
  }
  if (error instanceof UnusableInput) return [inWordsOf(programInUse(), error.message)];
  if (error instanceof UsageError) return [error.message];
  if (error instanceof Error && "problems" in error) return error.message.split("\n");
  const said = (error instanceof Error ? error.message : String(error)).slice(0, MOST_SAID);
  // The limits of JavaScript itself: the depth of its stack, the length of its texts and lists.
  if (error instanceof RangeError) return [`this is too large to judge: ${said}. Judge its parts one by one`];
  return [
    `Something went wrong that should not have: ${said}`,
    `This is a defect of lineup ${version}, not of your input. Please report it as an issue in the repository of lineup, with the command, the smallest input that shows it, every secret in it replaced, and these lines:`,
    `  Node ${process.version}, ${process.platform} ${process.arch}`,
    ...framesOf(error),
  ];
}

const MOST_SAID = 200;
const MOST_FRAMES = 8;

function framesOf(error: unknown): string[] {
  const lines = error instanceof Error ? (error.stack ?? "").split("\n") : [];
  const frames = lines.filter((line) => /^\s+at \S/.test(line)).slice(0, MOST_FRAMES);
  return frames.map((frame) => {
    // A place ends its line, alone or in brackets.
    const from = Math.max(frame.lastIndexOf(" "), frame.lastIndexOf("(")) + 1;
    const place = frame.slice(from).replace(/\)$/, "");
    return `${frame.slice(0, from)}${asWritten(place)}${frame.slice(from + place.length)}`;
  });
}

/** A place in the bundle as the place in the sources that it was made of: `src/verify.ts:38:9`. */
function asWritten(place: string): string {
  const [, file = "", line, column] = /^(.*):(\d+):(\d+)$/.exec(place) ?? [];
  const map = `${file}.map`;
  if (!existsSync(map)) return place;
  const entry = new SourceMap(JSON.parse(readFileSync(map, "utf8"))).findEntry(Number(line) - 1, Number(column) - 1);
  if (!("originalSource" in entry)) return place;
  const source = entry.originalSource.replace(/^(\.\.\/)+/, "");
  return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
}
