import { ComputeGlobalAddress } from "@cdktf/provider-google/lib/compute-global-address";
import { ServiceNetworkingConnection } from "@cdktf/provider-google/lib/service-networking-connection";
import { Construct } from "constructs";
import type { Range } from "../addressing/range";
import type { Network } from "./network";
import { ProjectApis } from "./project-apis";

export interface PrivateServicesProps {
  network: Network;
  name: string;
  description?: string | undefined;
  range: Range;
  /** The names of all ranges that the connection has, in its order; the own one comes first where it is not among them. */
  others?: readonly string[] | undefined;
}

/**
 * The addresses set aside for Google's services in this network, and the peering through which they are reached. Redis
 * and Cloud SQL share both: dropping the range from the connection cuts Cloud SQL off as well.
 */
export class PrivateServices extends Construct {
  readonly network: Network;
  readonly range: Range;
  private readonly allocated: ComputeGlobalAddress;
  /** What must exist before a service can be given an address: no reference says so. */
  readonly connection: ServiceNetworkingConnection;

  constructor(scope: Construct, id: string, props: PrivateServicesProps) {
    super(scope, id);
    const { network, name, range, others = [] } = props;
    this.network = network;
    this.range = range;
    this.allocated = new ComputeGlobalAddress(this, "range", {
      name,
      description: props.description,
      network: network.id,
      purpose: "VPC_PEERING",
      addressType: "INTERNAL",
      // Both written out: the first plan then already knows which addresses Redis can get.
      address: range.address,
      prefixLength: range.prefixLength,
    });
    this.connection = new ServiceNetworkingConnection(this, "connection", {
      network: network.id,
      service: "servicenetworking.googleapis.com",
      reservedPeeringRanges: (others.includes(name) ? others : [name, ...others]).map((one) =>
        one === name ? this.allocated.name : one,
      ),
      dependsOn: [ProjectApis.of(this).enable("servicenetworking")],
    });
  }

  get rangeName(): string {
    return this.allocated.name;
  }
}
