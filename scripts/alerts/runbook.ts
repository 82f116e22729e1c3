import type { Alert, Severity, Threshold } from "../../watch/alert";
import { SUBJECTS } from "../../watch/subjects";
import type { Subject } from "../../watch/subjects/subject";
import type { Things } from "../../watch/things";

export const RUNBOOK = "docs/runbooks/alerts.md";

const MEANS: Record<Severity, string> = {
  CRITICAL: "somebody is woken up: a service is down, or will be at its next start",
  ERROR: "somebody looks at it today",
  WARNING: "somebody looks at it this week",
};

const HEAD = `# What to do when an alert opens

Each alert has a section under its id, to which its message links; above the sections of a subject stands what comes after
the two lines, and when to stop. \`ENVIRONMENT\`, \`PROJECT\`, \`REGION\` and \`REDIS\` are filled in in the message. Written by \`npm run alerts\` from
[watch/subjects](../../watch/subjects/index.ts).

${Object.entries(MEANS)
  .map(([severity, means]) => `- **${severity}**: ${means}.`)
  .join("\n")}

**When to stop.** An incident closes by itself when what opened it no longer holds: nobody closes it by hand. Stop before you attach a
connector, set an address or write a firewall rule by hand: the next deploy takes it back. Where half an hour has not shown the
cause of something critical, deploy the last commit that was good and go on looking in peace.
`;

/** One section for each alert that there is, whether an environment has it or not: a link must not end in nothing. */
export function alertsRunbook(): string {
  return [HEAD, ...SUBJECTS.flatMap((subject) => [partOf(subject), ...subject.alerts.map(sectionOf)])].join("\n");
}

function partOf({ title, after: { page, stop } }: Subject): string {
  return `## ${title}

After the two lines: [${page.replace("../", "")}](${page}). ${stop}
`;
}

function sectionOf({ id, title, severity, why, first, threshold }: Alert<Things>): string {
  const [one, two] = first.map(shown);
  return `### ${id}

**${title}** · ${severity}. ${why}

1. ${one}
2. ${two}
${threshold ? `\n${settingOf(id, threshold)}\n` : ""}`;
}

function settingOf(id: string, { default: usual, unit, reason }: Threshold): string {
  return `It opens at ${usual} (${unit}) unless \`alerts.thresholds.${id}\` says otherwise: ${reason}.`;
}

/** A command at the beginning is set as code, and a page of docs is a link. */
function shown(line: string): string {
  return line
    .replace(/^((?:gcloud|gh|npm|npx) [^:]+(?:'[^']*')?[^:]*?)(?=: |\.$|$)/, "`$1`")
    .replaceAll(
      /docs\/(runbooks\/)?([\w-]+\.md)/g,
      (page, inRunbooks, file) => `[${page}](${inRunbooks ? "" : "../"}${file})`,
    );
}
