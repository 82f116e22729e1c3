import type { PathCause } from "../reachability/path";
import { lastSegment } from "../values";
import { commandOf } from "./command-line";
import type { Repair } from "./contract";
import type { Live, Scene } from "./part";
import { nameAt } from "./rank/same";
import { describeCommand, repairOf } from "./repair";

/** What is known of the thing that is to be repaired by hand. */
interface Thing {
  name: string;
  region: string;
  project: string;
  values: Readonly<Record<string, unknown>>;
}

/** What verify advises, with the commands that do it. */
export function repairOfPath(scene: Scene, live: Live, cause: PathCause): Repair {
  const { project } = scene;
  const { address, code, fix } = cause;
  const { values = {} } = live.model.resources.find((one) => one.address === address) ?? {};
  const where = text(values.region) ?? text(values.location);
  const thing: Thing = { name: lastSegment(nameAt(address)), region: where ?? "REGION", project, values };
  const look = describeCommand(address, project, where);
  const byHand = BY_HAND[code]?.(thing) ?? (look === undefined ? [] : [look]);
  return repairOf(scene, address, fix, byHand);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? lastSegment(value) : undefined;
}

const gcloud = (group: string, ...words: readonly string[]) => commandOf("gcloud", ...group.split(" "), ...words);

/**
 * What is done where Terraform does not keep the thing. Nothing here deletes: a rule is disabled, and what would be made
 * anew is looked at first.
 */
const BY_HAND: Readonly<Partial<Record<string, (thing: Thing) => string[]>>> = {
  FIREWALL_RULE: ({ name, project }) => [
    gcloud("compute firewall-rules", "describe", name, "--project", project),
    gcloud("compute firewall-rules", "update", name, "--disabled", "--project", project),
  ],
  VPC_CONNECTOR_NOT_RUNNING: ({ project, region }) => [
    gcloud("compute networks vpc-access connectors", "list", "--region", region, "--project", project),
  ],
  REDIS_INSTANCE_NOT_RUNNING: ({ name, region, project }) => [
    gcloud("redis instances", "describe", name, "--region", region, "--project", project),
    gcloud("redis operations", "list", "--region", region, "--project", project),
  ],
  ADDRESS_MISMATCH: ({ name, region, project }) => [
    gcloud("redis instances", "list", "--region", region, "--project", project),
    gcloud("run services", "describe", name, "--region", region, "--project", project),
  ],
  SECRET_NOT_READABLE: ({ name, project }) => [
    gcloud("secrets", "versions", "list", name, "--project", project),
    gcloud("secrets", "get-iam-policy", name, "--project", project),
  ],
  GOOGLE_MANAGED_SERVICE_NO_PEERING: ({ project }) => [
    gcloud("compute networks", "peerings", "list", "--project", project),
  ],
  NO_ROUTE: ({ project }) => [gcloud("compute routes", "list", "--project", project)],
};
