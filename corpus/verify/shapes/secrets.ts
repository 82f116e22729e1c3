import { type Shape, UNRESOLVED, VPC_MISSING } from "./shape";

const SHOP = "hcl-url-of-host-and-port";
const callers = ["google_cloud_run_v2_service.web"];
const worker = "module.worker.google_cloud_run_v2_service.worker";
const frontend = "module.frontend.google_cloud_run_v2_service.frontend";

/** Variables that are secrets. */
export const secrets: Shape[] = [
  {
    id: "hcl-secret-filled-by-hand",
    over: [SHOP],
    why: "What somebody types into the secret is in no file.",
    ...UNRESOLVED,
    callers,
  },
  {
    id: "hcl-secret-filled-by-hand-without-way-in",
    over: [SHOP, "hcl-secret-filled-by-hand"],
    why: "Whatever address is in the secret, the service has no way into the network of the Redis.",
    ...VPC_MISSING,
    callers,
  },
  {
    id: "hcl-map-of-secrets",
    why: "The worker reads the secret that holds the URL, the frontend another one of the same map, and needs no network.",
    verdict: "reachable",
    callers: [worker],
  },
  {
    id: "hcl-map-of-secrets-read-without-way-in",
    over: ["hcl-map-of-secrets"],
    why: "The frontend reads the secret that holds the URL, and has no way into the network.",
    ...VPC_MISSING,
    callers: [frontend, worker],
  },
];
