import { CAUSES } from "../../lineup/src/causes";
import { DIAGNOSES } from "../../lineup/src/diagnose/causes";
import { diagnose, GUIDES, type Guide, groupOf, proofOf } from "../../lineup/src/diagnose/repairs";
import * as at from "./console";
import type { Here } from "./names";
import { sectionText } from "./section";

/** A cause's heading: its code as an anchor has it. */
export const anchorOf = (code: string) => code.toLowerCase().replaceAll("_", "-");

/** All causes that a diagnosis may name, with their own words. */
export const TEXTS = [...CAUSES, ...DIAGNOSES];

/** docs/runbooks/ENVIRONMENT/causes.md: a section for each cause that a diagnosis may name. */
export function causesPage(here: Here): string {
  const parts = Object.entries(GROUPS).flatMap(([group, { title, places }]) => {
    const own = TEXTS.filter(({ id }) => groupOf(id) === group);
    if (own.length === 0) return [];
    return [`## ${title}\n`, ...own.map((text) => causeText(text, GUIDES[text.id], here, places(here)))];
  });
  return [head(here), ...parts].join("\n");
}

function causeText(text: (typeof TEXTS)[number], guide: Guide | undefined, here: Here, places: at.Place[]): string {
  const { id, title, help, remedy } = text;
  return sectionText({
    id: anchorOf(id),
    title,
    means: `${help} ${remedy}`,
    places,
    look: guide?.look(here) ?? [],
    repair: guide?.repair(here) ?? [],
    proof: proofOf(id, here),
    stop: guide?.stop ?? "",
  });
}

const head = (here: Here) => `# ${here.name}: a cause, and what to do about it

Written by \`npm run runbooks\` from the causes that lineup knows. They are found by

\`\`\`bash
${diagnose(here)}
\`\`\`

It prints the same commands with the names that it found: take those where there are both. What is written in capital letters below is
filled in by you. Only one repair at a time, and its proof after it.
`;

const services = (here: Here) => here.services.map((name) => at.service(here, name));

/** What causes are of, in the order in which a packet meets them. */
const GROUPS: Readonly<Record<string, { title: string; places(here: Here): at.Place[] }>> = {
  caller: { title: "The service", places: services },
  access: { title: "What it may read", places: (here) => [at.secret(here), at.accounts(here)] },
  network: {
    title: "The way through the network",
    places: (here) => [at.connectors(here), at.firewall(here), at.peering(here)],
  },
  target: { title: "Redis", places: (here) => [at.redis(here)] },
  elsewhere: { title: "Targets that are not of this environment", places: (here) => [at.databases(here)] },
  outside: { title: "The way in", places: (here) => [at.domains(here)] },
  deploy: { title: "A deploy that was cut short", places: (here) => [at.bucket(here)] },
};
