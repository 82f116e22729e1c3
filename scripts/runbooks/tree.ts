import { diagnose } from "../../lineup/src/diagnose/repairs";
import * as at from "./console";
import type { Here } from "./names";
import { type Sign, signs } from "./signs";

/** docs/runbooks/ENVIRONMENT/README.md: from what somebody sees to the command and the section, on one page. */
export function treePage(here: Here): string {
  return [
    head(here),
    ...signs(here).map(({ title, signs }) => [`## ${title}\n`, ...signs.flatMap(lines), ""].join("\n")),
    tail(here),
  ].join("\n");
}

function lines({ see, run, read }: Sign): string[] {
  const to = read.length > 0 ? `→ ${read.join(", ")}` : "";
  const command = run === undefined ? [] : [`  \`${run}\`${to === "" ? "" : "\\"}`];
  return [`- ${see}\\`, ...command, ...(to === "" ? [] : [`  ${to}`])];
}

const head = (here: Here) => `# ${here.name} is broken

## First, always

\`\`\`bash
npm ci && npm run synth
${diagnose(here)}
\`\`\`

It only reads, and takes a minute. In a hurry leave out \`--config …\` and the first line.

- **broken**: repair the first cause. Its code is a heading of [causes.md](causes.md), and its command is printed.
- **unknown**: nothing was found, and something could not be looked at. It says what, and how to be let in.
- **healthy**: Redis is reached. What you see has another reason: go on below.
- It does not start: \`gcloud auth application-default login\`

**Stop** before you attach a connector, set an address, or write a firewall rule by hand: the next deploy takes it back.
After half an hour without a cause: go back to what worked, and look for it by day.

Is it healthy, and something is broken all the same? Go on with what you see.
`;

const tail = (here: Here) => `## Where it is

- Project \`${here.project}\`, region \`${here.region}\`: ${[at.incidents(here), at.dashboards(here)].map(at.linked).join(", ")}
- Services: ${here.all.map((name) => at.linked(at.service(here, name))).join(", ")}
- Redis \`${here.redis}\`: ${at.linked(at.redis(here))}

## Afterwards

Write it down: the ticket is made of what was found, without secrets.

\`\`\`bash
${diagnose(here, "--bundle incident.md")}
\`\`\`
`;
