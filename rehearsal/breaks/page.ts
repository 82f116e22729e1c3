import { readFileSync } from "node:fs";
import { join } from "node:path";
import { areAllNear, isFirstRight, type Outcome } from "./score";

export const PAGE = join(__dirname, "../../docs/recovery.md");
const [BEGIN, END] = ["<!-- faults: begin -->", "<!-- faults: end -->"];

/** The page with what was measured now between its marks. */
export function pageWith(outcomes: readonly Outcome[], page = readFileSync(PAGE, "utf8")): string {
  const [before, rest = ""] = page.split(BEGIN);
  const [, after = ""] = rest.split(END);
  return `${before}${BEGIN}\n${scoreLine(outcomes)}\n\n${table(outcomes)}\n${END}${after}`;
}

export function scoreLine(outcomes: readonly Outcome[]): string {
  const doubles = outcomes.filter(({ one }) => one.isDouble === true).length;
  const share = (right: number) => `${right} of ${outcomes.length} (${((100 * right) / outcomes.length).toFixed(1)} %)`;
  return [
    `${outcomes.length - doubles} single faults and ${doubles} double ones: the first cause is right in ${share(outcomes.filter(isFirstRight).length)},`,
    `everything that is broken is within the first three in ${share(outcomes.filter(areAllNear).length)},`,
    `and code, service, verdict and repair are all as they must be in ${share(outcomes.filter(({ wrong }) => wrong.length === 0).length)}.`,
  ].join("\n");
}

function table(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map((outcome) => {
    const { one, report, wrong } = outcome;
    const found = report.causes.slice(0, 3);
    const [first] = found;
    const commands = [...new Set(outcome.repairs)].map(shown);
    const codes = [...new Set(found.map(({ code, certainty }) => `${code} (${certainty})`))];
    return `| ${one.title} | ${codes.join(", ") || "nothing"} | ${first?.services.join(", ") || "no service"} | ${commands.join(", ") || "whoever owns it"} | ${wrong.length === 0 ? "yes" : "no"} |`;
  });
  return [
    "| what happens | found, the first cause first | the first hits | repaired by | as it must be |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}

/** The folder and the lock are others each time. */
function shown(command: string): string {
  const here = command.replaceAll(
    /\S*\/stacks\/staging\b/g,
    (path) => `${path.startsWith("-chdir=") ? "-chdir=" : ""}cdktf.out/stacks/staging`,
  );
  return `\`${here.replace(/(?<=force-unlock )\d+/, "ID")}\``;
}
