import { ofLog } from "../../facts/log-filter";
import { MINUTE, type Subject } from "./subject";

const DENIED = "redis-packets-denied";
const TITLE = "packets to Redis that a firewall rule dropped";

export const firewall: Subject = {
  title: "Firewall",
  after: {
    stop: "Stop when no such line has come for ten minutes and `lineup probe` reaches Redis for every service.",
  },
  counted: [
    {
      name: DENIED,
      title: TITLE,
      filter: ({ hasFirewall, connector, redis }) =>
        hasFirewall
          ? ofLog(
              "gce_subnetwork",
              'log_id("compute.googleapis.com/firewall")',
              'jsonPayload.disposition="DENIED"',
              `ip_in_net(jsonPayload.connection.src_ip, "${connector.range}")`,
              `jsonPayload.connection.dest_port=${redis.port}`,
            )
          : undefined,
    },
  ],
  alerts: [
    {
      id: "firewall-denied",
      title: "A firewall rule drops packets to Redis",
      severity: "ERROR",
      why: "A rule stands above the one that opens the way. Google's documents do not say that what a connector's packets meet is written into this project's log: silence here proves nothing, and the other alerts do not need it.",
      first: [
        { text: "the rule is named there.", command: "npx lineup diagnose --project PROJECT" },
        {
          text: "what was dropped, and by which rule?",
          command:
            'gcloud logging read \'log_id("compute.googleapis.com/firewall") jsonPayload.disposition="DENIED"\' --project PROJECT --limit 5',
        },
      ],
      repair: [
        {
          text: "A rule of this environment that was changed by hand? Deploy what is written:",
          command: "npm run deploy -- ENVIRONMENT",
        },
        {
          text: "A rule that somebody added? Switch it off, and delete it when nobody misses it:",
          command: "gcloud compute firewall-rules update RULE --disabled --project PROJECT",
        },
      ],
      when: (things) =>
        things.hasFirewall
          ? [
              {
                is: "over",
                title: `${TITLE} in 5 minutes`,
                measure: {
                  title: TITLE,
                  metric: things.count(DENIED),
                  resource: "gce_subnetwork",
                  labels: {},
                  everySeconds: 5 * MINUTE,
                  align: "ALIGN_DELTA",
                  reduce: "REDUCE_SUM",
                  groupBy: ["resource.labels.subnetwork_name"],
                },
                limit: 0,
                forSeconds: 0,
              },
            ]
          : [],
    },
  ],
};
