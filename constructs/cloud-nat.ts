import { ComputeRouter } from "@cdktf/provider-google/lib/compute-router";
import { ComputeRouterNat } from "@cdktf/provider-google/lib/compute-router-nat";
import { Construct } from "constructs";
import type { Network } from "./network";

export interface CloudNatProps {
  network: Network;
  routerName: string;
  natName: string;
  /** Without one the router speaks no BGP. */
  asn: number | undefined;
}

/** The way from the network to the internet. Services use it only under ALL_TRAFFIC; nothing on the way to Redis does. */
export class CloudNat extends Construct {
  readonly router: ComputeRouter;
  readonly nat: ComputeRouterNat;

  constructor(scope: Construct, id: string, { network, routerName, natName, asn }: CloudNatProps) {
    super(scope, id);
    this.router = new ComputeRouter(this, "router", {
      name: routerName,
      network: network.id,
      region: network.region,
      bgp: asn === undefined ? undefined : { asn },
    });
    this.nat = new ComputeRouterNat(this, "gateway", {
      name: natName,
      router: this.router.name,
      region: network.region,
      type: "PUBLIC",
      endpointTypes: ["ENDPOINT_TYPE_VM"],
      natIpAllocateOption: "AUTO_ONLY",
      // All of them: the connector's own subnet is hidden and cannot be named in a list.
      sourceSubnetworkIpRangesToNat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
      // The API refuses these two together.
      enableDynamicPortAllocation: true,
      enableEndpointIndependentMapping: false,
      minPortsPerVm: 64,
      maxPortsPerVm: 4096,
      logConfig: { enable: true, filter: "ERRORS_ONLY" },
    });
  }
}
