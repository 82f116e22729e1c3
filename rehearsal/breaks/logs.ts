import { BACKEND } from "../scenarios/incident/names";
import type { Break } from "./break";
import { AUTH, AUTH_NAME, BACKEND_NAME } from "./names";
import { says } from "./services";

const LOOK = { command: /^(npx lineup (probe|diagnose)|npm run rollback|gcloud logging read)\b/, by: "look" } as const;

/** What a service says, and nothing that was read explains. */
export const logBreaks: readonly Break[] = [
  {
    id: "start gave up",
    title: "a service gives up its start because of Redis, and nothing is wrong on the way",
    happens: (hands) => says(hands, BACKEND, "Startup checks failed after 7.51 s. Failed services: [redis]"),
    sought: [{ codes: ["START_FAILED"], hits: [BACKEND_NAME], repair: LOOK }],
  },
  {
    id: "silence",
    title: "a service waits in vain for Redis, and nothing is wrong on the way",
    happens: (hands) => says(hands, AUTH, "Redis ping timeout after 2.0 s", "connect ETIMEDOUT 10.166.0.3:6379"),
    sought: [{ codes: ["REDIS_SILENT"], hits: [AUTH_NAME], repair: LOOK }],
  },
  {
    id: "WebSockets closed",
    title: "WebSockets are closed with 1011",
    happens: (hands) => says(hands, BACKEND, "WebSocket connection closed: code = 1011 (internal error)"),
    sought: [{ codes: ["WEBSOCKETS_CLOSED"], hits: [BACKEND_NAME], repair: LOOK }],
  },
];
