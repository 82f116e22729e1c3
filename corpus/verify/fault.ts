import { base, type Root } from "./base";

export type Code =
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
  | "REGION_MISMATCH"
  | "ADDRESS_MISMATCH"
  | "RANGE_OVERLAP"
  | "UNRESOLVED_REFERENCE"
  | "UNEVALUATED_POLICY";

export type Verdict = "reachable" | "blocked" | "unknown";

export interface Label {
  verdict: Verdict;
  /** The cause that must be among those given, where the contract has a code for it. */
  code?: Code;
}

/** A plan is labelled like the JSON it was made from, except where it says less, or more, or cannot be made. */
type PlanLabel = Label & { because: string };
type NotPlanned = { planned: false; because: string };

/** One small change to a root that works, and what the cloud makes of it. */
export interface Fault extends Label {
  id: string;
  why: string;
  mutate: (root: Root) => void;
  plan?: PlanLabel | NotPlanned;
}

/** The root with the fault in it. A change that changes nothing proves nothing and is refused. */
export function mutated({ id, mutate }: Fault): Root {
  const root = structuredClone(base);
  mutate(root);
  if (id !== "ok" && JSON.stringify(root) === JSON.stringify(base)) throw new Error(`${id} changes nothing`);
  return root;
}

/** What a plan made from it should be judged as; undefined where there is no plan of it. */
export function planLabel({ verdict, code, plan }: Fault): Label | undefined {
  if (plan === undefined) return code === undefined ? { verdict } : { verdict, code };
  return "planned" in plan ? undefined : plan;
}
