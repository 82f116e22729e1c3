import type { CloudRunV2Service } from "@cdktf/provider-google/lib/cloud-run-v2-service";
import { CloudRunV2ServiceIamBinding } from "@cdktf/provider-google/lib/cloud-run-v2-service-iam-binding";
import { CloudRunV2ServiceIamMember } from "@cdktf/provider-google/lib/cloud-run-v2-service-iam-member";
import type { Construct } from "constructs";

export interface CallerProps {
  /** From where requests reach the service. */
  ingress: keyof typeof INGRESS;
  /** Who may call it from there: everybody, nobody who has no role elsewhere, or these members. */
  public: boolean | readonly string[];
  /** How everybody is let in: by a grant, or because Cloud Run does not ask. */
  publicBy: "allUsers" | "no-invoker-check";
  publicBecause?: string | undefined;
}

/** How Cloud Run calls what the settings say. */
export const INGRESS = {
  all: "INGRESS_TRAFFIC_ALL",
  internal: "INGRESS_TRAFFIC_INTERNAL_ONLY",
  "internal-and-load-balancing": "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER",
} as const;

/** What a service says of its callers itself. The sentence is its description: the console shows it beside the name. */
export function entranceFor({ ingress, public: callers, publicBy, publicBecause }: CallerProps) {
  return {
    description: publicBecause && `Public: ${publicBecause}`,
    ingress: INGRESS[ingress],
    invokerIamDisabled: callers === true && publicBy === "no-invoker-check",
  };
}

/** Gives callers the role that Cloud Run asks for. */
export function admit(scope: Construct, service: CloudRunV2Service, { public: callers, publicBy }: CallerProps): void {
  const grant = { name: service.name, location: service.locationInput, role: "roles/run.invoker" };
  if (callers === true && publicBy === "allUsers") {
    new CloudRunV2ServiceIamMember(scope, "public", { ...grant, member: "allUsers" });
  }
  // The whole list and not one grant each: who was let in by hand shows in the next plan.
  if (typeof callers !== "boolean") {
    new CloudRunV2ServiceIamBinding(scope, "callers", { ...grant, members: [...callers] });
  }
}
