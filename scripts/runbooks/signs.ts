import { ALERTS } from "../../watch/subjects";
import { anchorOf } from "./causes";
import type { Here } from "./names";

/** What somebody sees, what to run after the diagnosis, and which section to read. */
export interface Sign {
  see: string;
  run?: string;
  read: readonly string[];
}

const cause = (code: string) => `[${anchorOf(code)}](causes.md#${anchorOf(code)})`;
const alert = ({ alerts }: Here, id: string) => (alerts.has(id) ? [`[${id}](alerts.md#${id})`] : []);
const firstDeploy = (anchor = "") => `[first-deploy-failed.md](../first-deploy-failed.md${anchor})`;

/** A user's words, a line of a log, a failed deploy, a red night: the way from each to its section. */
export function signs(here: Here): { title: string; signs: Sign[] }[] {
  const { name } = here;
  return [
    {
      title: "An alert",
      signs: [
        { see: "Its message links to its section. All of them:", read: ["[alerts.md](alerts.md)"] },
        { see: "The ones that wake somebody up:", read: CRITICAL.flatMap((id) => alert(here, id)) },
      ],
    },
    {
      title: "A user",
      signs: [
        {
          see: "The chat is closed, or closes again and again (1011)",
          read: [cause("WEBSOCKETS_CLOSED"), cause("START_FAILED")],
        },
        {
          see: "Errors (5xx), or nobody can sign in",
          read: [...alert(here, "service-errors"), cause("AUTH_NOT_GIVEN")],
        },
        { see: "It is slow", read: [...alert(here, "connector-cpu"), ...alert(here, "redis-cpu")] },
        {
          see: "The page is not found, or the browser warns of its certificate",
          read: [cause("DOMAIN_UNRESOLVED"), cause("DOMAIN_ELSEWHERE"), cause("CERTIFICATE_INVALID")],
        },
      ],
    },
    {
      title: "A line in the log",
      signs: [
        { see: "`Failed services: [redis]`", read: [cause("START_FAILED")] },
        { see: "`ping timeout`, `Error -3 connecting`", read: [cause("REDIS_SILENT"), cause("ADDRESS_MISMATCH")] },
        { see: "`NOAUTH`, `WRONGPASS`", read: [cause("AUTH_NOT_GIVEN")] },
        { see: "`Permission denied on secret`", read: [cause("SECRET_NOT_READABLE"), firstDeploy()] },
      ],
    },
    {
      title: "A deploy that failed",
      signs: [
        { see: "`Error acquiring the state lock`", read: [cause("STATE_LOCKED")] },
        { see: "`Failed to persist state`, `errored.tfstate`", read: [cause("STATE_NOT_SAVED")] },
        { see: "It stopped half way", run: `npm run plan -- ${name}`, read: [cause("APPLY_INTERRUPTED")] },
        { see: "The new revision does not become ready", read: [cause("REVISION_FAILED")] },
        { see: "`cannot destroy service`, `Cannot find metric(s)`", read: [firstDeploy()] },
        { see: "`Instance cannot be destroyed`", read: ["[destroy.md](../destroy.md)"] },
        { see: "The gate stopped it: a path is blocked as it is written", run: "npm run verify", read: [] },
      ],
    },
    {
      title: "The nightly drift is red",
      signs: [
        {
          see: "Its issue says what was changed, and by whom",
          run: `npm run drift -- ${name}`,
          read: ["[drift.md](../../drift.md)"],
        },
        { see: "Something is not there any more", read: [cause("RESOURCE_MISSING")] },
        { see: "A variable is another one", read: [cause("VARIABLE_CHANGED")] },
        { see: "A pin of traffic has ended", read: [cause("TRAFFIC_PIN_ENDED")] },
      ],
    },
    {
      title: "Going back",
      signs: [
        {
          see: "A release broke it: which revision reaches the Redis of today? It asks before it changes anything",
          run: `npm run rollback -- ${name}`,
          read: ["[recovery.md](../../recovery.md#going-back)"],
        },
        {
          see: "A change of the infrastructure broke it: plans the configuration of an earlier commit against today's world",
          run: `npm run rollback -- ${name} --config HEAD~1`,
          read: ["[recovery.md](../../recovery.md#going-back)"],
        },
        { see: "An older state? That forgets things, and undoes none", read: ["[older-state.md](../older-state.md)"] },
      ],
    },
  ];
}

const CRITICAL = ALERTS.filter(({ severity }) => severity === "CRITICAL").map(({ id }) => id);
