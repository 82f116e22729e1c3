import { diagnose, proofOf, type Step } from "../../lineup/src/diagnose/repairs";
import type { Alert, Deed } from "../../watch/alert";
import { deedsFilledIn } from "../../watch/filled-in";
import { SUBJECTS } from "../../watch/subjects";
import type { Subject } from "../../watch/subjects/subject";
import type { Things } from "../../watch/things";
import * as at from "./console";
import type { Here } from "./names";
import { type Section, sectionText } from "./section";

/** docs/runbooks/ENVIRONMENT/alerts.md: a section for each alert that ships there, and none for the others. */
export function alertsPage(here: Here, thresholds: Readonly<Record<string, number | undefined>>): string {
  const parts = SUBJECTS.flatMap((subject) => {
    const shipped = subject.alerts.filter(({ id }) => here.alerts.has(id));
    if (shipped.length === 0) return [];
    const sections = shipped.map((alert) => sectionText(sectionOf(subject, alert, here, thresholds[alert.id])));
    return [`## ${subject.title}\n`, ...sections];
  });
  return [head(here), ...parts].join("\n");
}

const head = (here: Here) => `# ${here.name}: an alert has opened

Written by \`npm run runbooks\` from [watch/subjects](../../../watch/subjects/index.ts). First, whatever the alert is:

\`\`\`bash
${diagnose(here)}
\`\`\`

- **broken**: its first cause has a section in [causes.md](causes.md). Go there.
- **healthy** or **unknown**: look at the alert's own section below.
- CRITICAL: somebody is woken up. ERROR: today. WARNING: this week.
- An incident closes by itself when what opened it is over: nobody closes it by hand. In the console: ${at.linked(at.incidents(here))}, ${at.linked(at.dashboards(here))}.
- What is written in capital letters below is filled in by you: diagnose names it.
`;

function sectionOf(subject: Subject, alert: Alert<Things>, here: Here, threshold: number | undefined): Section {
  const about = here.alerts.get(alert.id) ?? [];
  const fill = (deeds: readonly Deed[]) => stepsOf(deeds, here, about.length > 0 ? about : here.services);
  const { proof } = subject.after;
  return {
    id: alert.id,
    title: alert.title,
    badge: alert.severity,
    means: [alert.why, ...opensAt(alert, threshold)].join(" "),
    places: PLACES[subject.title]?.(here, about) ?? [],
    look: fill(alert.first),
    repair: fill(alert.repair),
    // An alert has no cause of its own: what shows that all causes are gone.
    proof: proof === undefined ? proofOf("", here) : fill(proof),
    stop: subject.after.stop,
  };
}

function opensAt({ threshold }: Alert<Things>, set: number | undefined): string[] {
  if (threshold === undefined) return [];
  return [`It opens at ${set ?? threshold.default} (${threshold.unit}): ${threshold.reason}.`];
}

/** With the names of the environment; a command that names a service is said for each that the alert is about. */
function stepsOf(deeds: readonly Deed[], here: Here, services: readonly string[]): Step[] {
  const names = {
    ENVIRONMENT: here.name,
    PROJECT: here.project,
    REGION: here.region,
    REDIS: here.redis,
  };
  return deeds.flatMap((deed) => {
    const each = deed.command?.includes("SERVICE") ? services : [""];
    return each.map((service, place) => {
      const step = deedsFilledIn(service === "" ? names : { ...names, SERVICE: service })(deed);
      return place === 0 ? { ...step, text: capital(step.text) } : { ...step, text: "" };
    });
  });
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const services = (here: Here, about: readonly string[]) => about.map((name) => at.service(here, name));

/** Where to look in the console, by the title of the subject. */
export const PLACES: Readonly<Record<string, (here: Here, about: readonly string[]) => at.Place[]>> = {
  Services: services,
  "From outside": (here) => here.all.map((name) => at.service(here, name)),
  Connector: (here) => [at.connectors(here), at.dashboards(here)],
  Redis: (here) => [at.redis(here), at.dashboards(here)],
  Firewall: (here) => [at.firewall(here)],
  Logs: services,
  Probes: (here) => [at.jobs(here)],
  Certificate: (here) => [at.redis(here), at.secret(here)],
  "Nightly drift": () => [],
  Objectives: (here, about) => [...services(here, about), at.dashboards(here)],
};
