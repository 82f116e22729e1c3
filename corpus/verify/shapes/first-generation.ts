import { OTHER_NETWORK, RULE, type Shape, UNRESOLVED, VPC_MISSING } from "./shape";

const NOTES = "hcl-v1-annotation-with-connector-id";
const callers = ["google_cloud_run_service.notes"];

/** Services of the first generation, whose connector is an annotation. */
export const firstGeneration: Shape[] = [
  {
    id: NOTES,
    why: "The annotation names the connector by its id, which is not known before the apply.",
    verdict: "reachable",
    callers,
  },
  {
    id: "hcl-v1-annotation-with-connector-id-denied",
    over: [NOTES],
    why: "A rule for the tag of the connector lets nothing out.",
    ...RULE,
    callers,
  },
  {
    id: "hcl-v1-annotation-with-connector-id-on-other-network",
    over: [NOTES],
    why: "The connector is on another network than the Redis.",
    ...OTHER_NETWORK,
    callers,
  },
  {
    id: "hcl-v1-annotation-without-connector",
    over: [NOTES],
    why: "The annotations say how far the service scales, and name no connector.",
    ...VPC_MISSING,
    callers,
  },
  {
    id: "hcl-v1-annotation-without-connector-with-unknown-member",
    over: [NOTES],
    why: "No key of the annotations names a connector; that the value of another is unknown changes nothing.",
    ...VPC_MISSING,
    plan: { ...UNRESOLVED, because: "Terraform plans the whole map as unknown, and a key in it may name a connector" },
    callers,
  },
];
