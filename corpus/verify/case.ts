import { base, type Root } from "./base";

type LabelledCode =
  | "VPC_CONNECTOR_NOT_SET"
  | "VPC_CONNECTOR_NOT_RUNNING"
  | "VPC_CONNECTOR_SERVERLESS_TRAFFIC_BLOCKED"
  | "FIREWALL_RULE"
  | "PRIVATE_TRAFFIC_TO_INTERNET"
  | "GOOGLE_MANAGED_SERVICE_NO_PEERING"
  | "REDIS_INSTANCE_NOT_RUNNING"
  | "REDIS_INSTANCE_UNSUPPORTED_PORT"
  | "REDIS_INSTANCE_UNSUPPORTED_PROTOCOL"
  | "REDIS_INSTANCE_CONNECTING_FROM_PUPI_ADDRESS"
  | "GOOGLE_MANAGED_SERVICE_NO_PSC_ENDPOINT"
  | "REDIS_CLUSTER_NOT_RUNNING"
  | "REDIS_CLUSTER_UNSUPPORTED_PORT"
  | "REDIS_CLUSTER_UNSUPPORTED_PROTOCOL"
  | "VALKEY_INSTANCE_NOT_RUNNING"
  | "TARGET_UNSUPPORTED_PORT"
  | "TARGET_UNSUPPORTED_PROTOCOL"
  | "CLOUD_SQL_INSTANCE_NOT_RUNNING"
  | "CLOUD_SQL_INSTANCE_NO_IP_ADDRESS"
  | "CLOUD_SQL_CONNECTOR_REQUIRED"
  | "REGION_MISMATCH"
  | "ADDRESS_MISMATCH"
  | "RANGE_OVERLAP"
  | "UNRESOLVED_REFERENCE"
  | "UNEVALUATED_POLICY"
  | "SECRET_NOT_READABLE"
  | "ACCOUNT_UNAVAILABLE"
  | "AUTH_NOT_GIVEN"
  | "TLS_MISMATCH";

export type LabelledVerdict = "reachable" | "blocked" | "unknown";

export interface VerifyLabel {
  verdict: LabelledVerdict;
  /** The code that must be among the causes, where the contract has one. */
  code?: LabelledCode;
  /** The rules of the error findings, exactly these; where nothing is said, they are not judged. */
  errors?: readonly string[];
}

/** The label of the plan, where it differs from that of the JSON because a plan holds less or more. */
type PlanLabel = VerifyLabel & { because: string };
type NotPlanned = { planned: false; because: string };

/** One small change to a root that works, and whether its service reaches its Redis in the cloud. */
export interface VerifyCase extends VerifyLabel {
  id: string;
  why: string;
  mutate: (root: Root) => void;
  plan?: PlanLabel | NotPlanned;
  /** Further arguments of `terraform plan`. */
  args?: readonly string[];
}

/** The base with the change made. A change without effect proves nothing and is refused. */
export function mutated({ id, mutate }: VerifyCase): Root {
  const root = structuredClone(base);
  mutate(root);
  if (id !== "ok" && JSON.stringify(root) === JSON.stringify(base)) throw new Error(`${id} changes nothing`);
  return root;
}

/** The right answer for its plan and configuration together: a plan may know what the configuration alone does not. */
export function configuredLabel(one: VerifyCase): VerifyLabel | undefined {
  const label = planLabel(one);
  return label === undefined || label.verdict !== "unknown" ? label : one;
}

/** The right answer for its plan; undefined where no plan can be made. */
export function planLabel({ verdict, code, errors, plan }: VerifyCase): VerifyLabel | undefined {
  if (plan === undefined) return { verdict, ...(code === undefined ? {} : { code }), ...(errors ? { errors } : {}) };
  return "planned" in plan ? undefined : plan;
}
