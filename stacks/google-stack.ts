import { GoogleProvider } from "@cdktf/provider-google/lib/provider";
import { Annotations, Aspects, type TerraformElement, TerraformStack } from "cdktf";
import type { Construct, Node } from "constructs";
import type { Environment } from "../environments/environment";
import { AttachedServicesConnected, Labels, NetworksByReference, Protection } from "./policies";

/** What every stack of an environment has: the provider, labels, policies and readable addresses. */
export abstract class GoogleStack extends TerraformStack {
  private readonly addresses = new Map<string, string>();

  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id);
    new GoogleProvider(this, "google", { project: environment.project, region: environment.region });
    // On the stack: aspects of the app are silently ignored by cdktf.
    const aspects = Aspects.of(this);
    aspects.add(new Labels({ environment: environment.name, project: "netra", managed_by: "cdktf", team: "platform" }));
    aspects.add(new NetworksByReference());
    aspects.add(new AttachedServicesConnected());
    if (environment.destroyable) {
      Annotations.of(this).addWarning(`nothing in ${id} is protected: ${environment.destroyable.reason}`);
    } else {
      aspects.add(new Protection());
    }
  }

  /**
   * Addresses without the hash that cdktf adds: `google_redis_instance.cache`. They are public API - a renamed address
   * is a destroy and a create - so two elements that would share one are refused here instead of merged silently.
   */
  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = "node" in element ? element.node : element;
    const ids = node.scopes.slice(node.scopes.indexOf(this) + 1).map((construct) => construct.node.id);
    const address = ids
      .filter((id) => id !== "Resource")
      .join("_")
      .replaceAll("-", "_");
    const taken = this.addresses.get(address);
    if (taken !== undefined && taken !== node.path) {
      throw new Error(`${node.path} and ${taken} would share the address ${address} - rename one of the two ids`);
    }
    this.addresses.set(address, node.path);
    return address;
  }
}
