import { ComputeGlobalAddress } from "@cdktf/provider-google/lib/compute-global-address";
import { ComputeNetwork } from "@cdktf/provider-google/lib/compute-network";
import { IamWorkloadIdentityPool } from "@cdktf/provider-google/lib/iam-workload-identity-pool";
import { IamWorkloadIdentityPoolProvider } from "@cdktf/provider-google/lib/iam-workload-identity-pool-provider";
import { ProjectIamCustomRole } from "@cdktf/provider-google/lib/project-iam-custom-role";
import { RedisInstance } from "@cdktf/provider-google/lib/redis-instance";
import { ServiceAccount } from "@cdktf/provider-google/lib/service-account";
import { ServiceNetworkingConnection } from "@cdktf/provider-google/lib/service-networking-connection";
import { StorageBucket } from "@cdktf/provider-google/lib/storage-bucket";
import { VpcAccessConnector } from "@cdktf/provider-google/lib/vpc-access-connector";
import { Annotations, type IAspect, TerraformResource, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { CloudRunService } from "../constructs/cloud-run-service";

/** Policies for everything in a stack, applied at synth to what the constructs have created. */

/**
 * Labels on everything that takes labels. Monitoring calls them user labels: the `labels` of a channel say where it
 * leads.
 */
export class Labels implements IAspect {
  constructor(private readonly labels: Record<string, string>) {}

  visit(node: IConstruct): void {
    if (!(node instanceof TerraformResource)) return;
    if (takesUserLabels(node)) node.userLabels = { ...node.userLabelsInput, ...this.labels };
    else if (takesLabels(node)) node.labels = { ...node.labelsInput, ...this.labels };
  }
}

type UserLabelled = TerraformResource & {
  userLabels: Record<string, string>;
  userLabelsInput?: Record<string, string>;
};

function takesUserLabels(resource: TerraformResource): resource is UserLabelled {
  return "userLabelsInput" in resource;
}

type Labelled = TerraformResource & { labels: Record<string, string>; labelsInput?: Record<string, string> };

function takesLabels(resource: TerraformResource): resource is Labelled {
  return "labelsInput" in resource;
}

/**
 * What cannot be lost without cutting services off or losing data. The Redis of this provider version has no
 * deletion_protection: this is its only guard.
 */
const PROTECTED = [
  RedisInstance,
  VpcAccessConnector,
  ComputeNetwork,
  ComputeGlobalAddress,
  ServiceNetworkingConnection,
  StorageBucket,
  // Made anew they are refused for weeks, as their ids stay taken, or come back as somebody whom no grant knows.
  IamWorkloadIdentityPool,
  IamWorkloadIdentityPoolProvider,
  ProjectIamCustomRole,
  ServiceAccount,
];

export class Protection implements IAspect {
  visit(node: IConstruct): void {
    if (PROTECTED.some((kind) => node instanceof kind) && node instanceof TerraformResource) {
      node.lifecycle = { ...node.lifecycle, preventDestroy: true };
    }
  }
}

const NETWORK_ATTRIBUTES = ["network", "authorizedNetwork", "subnetwork", "router"];

/** In the incident the connector's network was a literal name, and another one than that of Redis. */
export class NetworksByReference implements IAspect {
  visit(node: IConstruct): void {
    if (!(node instanceof TerraformResource)) return;
    for (const attribute of NETWORK_ATTRIBUTES) {
      const value = (node as unknown as Record<string, unknown>)[`${attribute}Input`];
      if (typeof value === "string" && !Token.isUnresolved(value)) {
        Annotations.of(node).addError(
          `${attribute} must be a reference, got "${value}" - pass the Network object, not its name`,
        );
      }
    }
  }
}

/** Without this, a forgotten connectTo leaves a service in the network that looks wired and has no address of Redis. */
export class AttachedServicesConnected implements IAspect {
  visit(node: IConstruct): void {
    if (!(node instanceof CloudRunService) || !node.isAttached || node.isConnected) return;
    Annotations.of(node).addError(
      `${node.name} is attached to a connector but connected to no Redis - call connectTo(cache), or create it without a connector`,
    );
  }
}
