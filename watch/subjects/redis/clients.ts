import type { Alert } from "../../alert";
import type { Things } from "../../things";
import { MINUTE, SHARE } from "../subject";
import { of } from "./measures";

/** Who may connect. */
export const clients: readonly Alert<Things>[] = [
  {
    id: "redis-refused",
    title: "Redis refuses clients",
    severity: "CRITICAL",
    why: "There are as many clients as Redis takes: whoever connects now, a new instance of a service above all, gets an error.",
    first: [
      {
        text: "Dashboard, Redis, clients: a steady rise is a leak of connections, a jump is more instances than there were.",
      },
      { text: "Deploy the last release that did not leak, or lower services.*.instances.max, so that clients fit." },
    ],
    repair: [
      { text: "A leak since a release? Go back:", command: "npm run rollback -- ENVIRONMENT --service SERVICE" },
      {
        text: "More instances than Redis takes? Lower instances.max in the environment's file, and deploy:",
        command: "npm run deploy -- ENVIRONMENT",
      },
    ],
    when: (things) => [
      {
        is: "over",
        title: "clients refused in 5 minutes",
        measure: {
          ...of(things, "clients that are refused", "stats/reject_connections_count"),
          // A minute in which nobody tried would close it, and the next one open it anew.
          everySeconds: 5 * MINUTE,
          align: "ALIGN_DELTA",
        },
        limit: 0,
        forSeconds: 0,
      },
    ],
  },
  {
    id: "redis-connections",
    title: "Redis has nearly as many clients as it takes",
    severity: "WARNING",
    why: "At the limit Redis refuses every new client: the next instance that starts does not become ready.",
    first: [
      {
        text: "Dashboard, Redis, clients: a steady rise is a leak of connections, a jump is more instances than there were.",
      },
      { text: "Bound the connection pool of the service that has grown, or lower its instances.max." },
    ],
    repair: [
      { text: "A leak since a release? Go back:", command: "npm run rollback -- ENVIRONMENT --service SERVICE" },
      { text: "Lower instances.max in the environment's file, and deploy:", command: "npm run deploy -- ENVIRONMENT" },
    ],
    threshold: {
      default: 0.8,
      ...SHARE,
      unit: "share of the clients that it takes",
      reason: "a fifth is what is left for the instances of a deploy, which has the old and the new at once",
    },
    when: (things, share) => [
      {
        is: "over",
        title: "clients",
        measure: {
          ...of(things, "clients", "clients/connected"),
          everySeconds: MINUTE,
          align: "ALIGN_MAX",
        },
        limit: share * things.redis.mostClients,
        forSeconds: 5 * MINUTE,
      },
    ],
  },
];
