import type { DiagnoseReport, Evidence, Look, RankedCause } from "../diagnose/contract";
import { minuteOf } from "../text/times";
import { telling } from "./evidence";
import { code, fenced, prose } from "./markdown-text";

const LONGEST = 1_000;
const MOST_CHANGES = 50;

/** A diagnosis in the shape of an incident ticket: problem, evidence, impact, plan. Everything from outside is escaped. */
export function incidentTicket(report: DiagnoseReport): string {
  const { project, readAt, causes, changes, looks } = report;
  const [first] = causes;
  const blocks = [
    `# ${prose(project)}: ${first ? said(first.message) : prose(VERDICTS[report.verdict])}`,
    `Looked at ${minuteOf(readAt)} by \`lineup diagnose\`: ${report.verdict}.`,
    "## Problem",
    ...(causes.length === 0 ? ["No cause was found."] : causes.map(problem)),
    "## Evidence",
    ...causes.flatMap((cause) => evidenceOf(cause)),
    ...listed("What changed, the newest first:", changes.slice(0, MOST_CHANGES).map(line)),
    "## Impact",
    impact(report),
    "## Plan",
    ...causes.map(plan),
    "## Not looked at",
    ...unseen(looks),
  ];
  return `${blocks.join("\n\n")}\n`;
}

const VERDICTS: Record<DiagnoseReport["verdict"], string> = {
  broken: "something is broken",
  unknown: "whether anything is broken is unknown",
  healthy: "nothing that was looked at is broken",
};

const said = (text: string) => prose(text, LONGEST);

function problem({ rank, code: id, certainty, at, attribute, message }: RankedCause): string {
  return `${rank}. ${code(id)}, ${certainty}, at ${code(attribute === "" ? at : `${at}.${attribute}`)}: ${said(message)}`;
}

function evidenceOf({ rank, code: id, evidence }: RankedCause): string[] {
  const { shown, more } = telling(evidence);
  const left = more === 0 ? [] : [`and ${more} more, in the JSON beside this`];
  return listed(`For ${rank}, ${code(id)}:`, [...shown.map(line), ...left]);
}

function listed(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, lines.map((one) => `- ${one}`).join("\n")];
}

function line({ from, at, attribute, text, when, by }: Evidence): string {
  const time = when === undefined ? "" : `${minuteOf(when)}: `;
  const who = by === undefined ? "" : ` by ${code(by)}`;
  return `${time}${code(attribute === "" ? at : `${at}.${attribute}`)}${who}: ${said(text)} (${from})`;
}

function impact({ causes, paths }: DiagnoseReport): string {
  const services = [...new Set(causes.flatMap((cause) => cause.services))].sort();
  const cut = paths.filter(({ verdict }) => verdict === "blocked").length;
  const hit =
    services.length === 0 ? "No service is known to be hit." : `Hit: ${services.map((one) => code(one)).join(", ")}.`;
  return paths.length === 0 ? hit : `${hit} Of ${paths.length} paths to Redis ${cut} ${cut === 1 ? "is" : "are"} cut.`;
}

function plan({ rank, repair, proof, proofCommands }: RankedCause): string {
  const block = (commands: readonly string[]) => (commands.length === 0 ? [] : [fenced(commands)]);
  return [
    `${rank}. ${said(repair.text)}`,
    ...block(repair.commands),
    `Proof: ${said(proof)}`,
    ...block(proofCommands),
  ].join("\n\n");
}

function unseen(looks: readonly Look[]): string[] {
  const open = looks.filter(({ did }) => did !== "looked");
  if (open.length === 0) return ["Everything was looked at."];
  return [open.map(({ what, did, why = "" }) => `- ${said(what)}, ${did}: ${said(why)}`).join("\n")];
}
