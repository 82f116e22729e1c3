import { replaceRedis } from "../scenarios/incident/manual-changes";
import { BACKEND } from "../scenarios/incident/names";
import { giveAddress } from "../scenarios/proof/by-hand";
import type { Break } from "./break";
import { BACKEND_NAME, DEPLOY } from "./names";
import { changed, newestOf, says, trafficTo } from "./services";

const ROLLBACK = {
  command: /^npm run (rollback -- staging --service netra-backend-staging\b|deploy -- staging$)/,
  by: "rollback",
} as const;

export const releaseBreaks: readonly Break[] = [
  {
    id: "revision failed",
    title: "a release never becomes ready, and the revision before goes on serving",
    happens: async (hands) => {
      const message =
        "The user-provided container failed to start and listen on the port defined provided by the PORT=8080 environment variable within the allocated timeout.";
      const failure = { revisionReason: "HEALTH_CHECK_CONTAINER_ERROR", message };
      hands.cloud.expect({
        method: "PATCH",
        path: /\/services\/netra-backend-staging$/,
        does: { revisionFails: failure },
      });
      await changed(hands, BACKEND, ({ containers: [container] }) => {
        if (container) container.image = "us-docker.pkg.dev/netra-staging/apps/backend:1.43.0";
      });
    },
    sought: [{ codes: ["REVISION_FAILED"], at: /netra-backend-staging/, hits: [BACKEND_NAME], repair: ROLLBACK }],
  },
  {
    id: "traffic on an old address",
    title: "requests are sent back to a revision that holds the address of a Redis that is gone",
    happens: async (hands) => {
      const old = await newestOf(hands, BACKEND);
      const host = await replaceRedis(hands);
      await giveAddress(hands, host);
      await trafficTo(hands, BACKEND, old);
      await says(hands, BACKEND, "Failed services: [redis]");
    },
    sought: [
      {
        codes: ["TRAFFIC_PINNED_STALE", "ADDRESS_MISMATCH"],
        at: /netra-backend-staging/,
        hits: [BACKEND_NAME],
        repair: ROLLBACK,
      },
    ],
  },
  {
    id: "service deleted",
    title: "a service is deleted",
    happens: (hands) => hands.callApi("DELETE", BACKEND),
    sought: [
      { codes: ["RESOURCE_MISSING"], at: /netra-backend-staging|backend/, hits: [BACKEND_NAME], repair: DEPLOY },
    ],
  },
];
