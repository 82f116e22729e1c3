import { referenceOf } from "../../shipped/references";
import { type Mistake, shown } from "../mistake";
import type { Rule } from "../subject";

const OF_MONITORING = [
  "google_monitoring_alert_policy",
  "google_logging_metric",
  "google_monitoring_slo",
  "google_monitoring_uptime_check_config",
  "google_monitoring_notification_channel",
] as const;

/** How many of a resource are made is said by these: it may be none. */
const HOW_MANY = ["count", "for_each"];

/** What watches is made, once, in the project of what it watches: elsewhere there are no series of it. */
export const allHere: Rule = ({ made }) =>
  OF_MONITORING.flatMap((type) =>
    made.ofType(type).flatMap((at): Mistake[] => {
      const mistakes: Mistake[] = [];
      const project = made.value(at, ["project"]);
      if (
        made.project !== undefined &&
        typeof project === "string" &&
        project !== made.project &&
        !project.includes("${")
      ) {
        const wayOut = `leave it out: ${made.project} is the provider's`;
        mistakes.push({ at, what: "it is made in another project", got: shown(project), wayOut });
      }
      for (const key of HOW_MANY.filter((one) => made.value(at, [one]) !== undefined)) {
        mistakes.push({ at, what: "it is made once, or nobody knows", got: key, wayOut: `leave ${key} out` });
      }
      const service = made.value(at, ["service"]);
      if (type !== "google_monitoring_slo" || typeof service !== "string") return mistakes;
      const reference = referenceOf(service);
      if (reference && made.has(reference.address)) return mistakes;
      const wayOut = "refer to a google_monitoring_custom_service of this stack";
      return [...mistakes, { at, what: "an objective is of a service of this stack", got: shown(service), wayOut }];
    }),
  );
