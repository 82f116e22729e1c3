import { OTHER_NETWORK, type Shape, UNRESOLVED, VPC_MISSING } from "./shape";

const SHOP = "hcl-url-of-host-and-port";
const INTO = "hcl-map-into-module";
const web = ["module.web.google_cloud_run_v2_service.this"];
const api = ["module.api.google_cloud_run_v2_service.this"];
const tickets = ["google_cloud_run_v2_service.tickets"];

/** Roots that are put together of modules. */
export const modules: Shape[] = [
  {
    id: "hcl-module-depends-on",
    why: "The module of the Redis waits for the module that makes the services connection.",
    verdict: "reachable",
    errors: [],
    callers: tickets,
  },
  {
    id: "hcl-module-without-depends-on",
    over: ["hcl-module-depends-on"],
    why: "Nothing makes the Redis wait for the services connection that it needs; which is first is chance.",
    verdict: "reachable",
    errors: ["missing-dependency"],
    state: { applied: false, because: "Terraform makes the Redis first here, and the cloud refuses it" },
    callers: tickets,
  },
  {
    id: INTO,
    over: [SHOP],
    why: "The module makes a variable of each member of the map that it is given.",
    verdict: "reachable",
    taken: "REDIS_HOST",
    callers: web,
  },
  {
    id: "hcl-map-into-module-with-optional-connector",
    over: [SHOP, INTO],
    why: "The module asks whether it was given a connector; an id is never null, which Terraform knows after the apply.",
    verdict: "reachable",
    plan: { ...UNRESOLVED, because: "it says only that there may be a way into a network" },
    callers: web,
  },
  {
    id: "hcl-map-into-module-without-connector",
    over: [SHOP, INTO, "hcl-map-into-module-with-optional-connector"],
    why: "The module is given no connector, so the service has none.",
    ...VPC_MISSING,
    callers: web,
  },
  {
    id: "hcl-modules-only",
    why: "Everything is in modules, and the root hands what one makes to the next.",
    verdict: "reachable",
    callers: api,
  },
  {
    id: "hcl-modules-only-on-other-network",
    over: ["hcl-modules-only"],
    why: "The root hands the Redis the network of the second call of the same module.",
    ...OTHER_NETWORK,
    callers: api,
  },
];
