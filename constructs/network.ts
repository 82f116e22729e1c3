import { ComputeNetwork } from "@cdktf/provider-google/lib/compute-network";
import { ComputeSubnetwork } from "@cdktf/provider-google/lib/compute-subnetwork";
import { DataGoogleComputeNetwork } from "@cdktf/provider-google/lib/data-google-compute-network";
import { Construct } from "constructs";
import type { Range } from "../addressing/range";
import { ProjectApis } from "./project-apis";

interface DedicatedNetworkProps {
  name: string;
  description?: string | undefined;
  region: string;
  subnet: { name: string; description?: string | undefined; range: Range; flowLogs: boolean };
}

/** All packets, every five seconds, with everything Google knows: what CIS 3.8 asks for. */
const FLOW_LOGS = { aggregationInterval: "INTERVAL_5_SEC", flowSampling: 1, metadata: "INCLUDE_ALL_METADATA" };

/** What Google calls the network that every project begins with. The only network name written in this program. */
const PROJECT_DEFAULT = "default";

/**
 * The network of an environment, and the region in which the environment uses it. There is exactly one such object per
 * environment and everything that needs a network takes *it*: three resources with three ideas of which network this
 * is were the incident.
 */
export class Network extends Construct {
  private vpc!: ComputeNetwork | DataGoogleComputeNetwork;
  private subnetwork?: ComputeSubnetwork;
  /** The addresses of the dedicated subnet; an existing network's are not ours to know. */
  readonly subnetRange?: Range;

  private constructor(
    scope: Construct,
    id: string,
    readonly region: string,
    subnetRange?: Range,
  ) {
    super(scope, id);
    this.subnetRange = subnetRange;
  }

  /** A VPC of the environment's own, with one subnet. */
  static dedicated(scope: Construct, id: string, props: DedicatedNetworkProps): Network {
    const { name, description, region, subnet } = props;
    const network = new Network(scope, id, region, subnet.range);
    network.vpc = new ComputeNetwork(network, "Resource", {
      name,
      description,
      autoCreateSubnetworks: false,
      mtu: 1460,
      routingMode: "REGIONAL",
      dependsOn: [ProjectApis.of(network).enable("compute")],
    });
    network.subnetwork = new ComputeSubnetwork(network, "subnet", {
      name: subnet.name,
      description: subnet.description,
      network: network.id,
      region,
      ipCidrRange: subnet.range.toString(),
      privateIpGoogleAccess: true,
      purpose: "PRIVATE",
      stackType: "IPV4_ONLY",
      logConfig: subnet.flowLogs ? FLOW_LOGS : undefined,
    });
    return network;
  }

  /** The project's default network, as it is. Nothing in it is managed, no firewall rule is added to it. */
  static existing(scope: Construct, id: string, { region }: { region: string }): Network {
    const network = new Network(scope, id, region);
    network.vpc = new DataGoogleComputeNetwork(network, "Resource", { name: PROJECT_DEFAULT });
    return network;
  }

  get isDedicated(): boolean {
    return this.subnetwork !== undefined;
  }

  get id(): string {
    return this.vpc.id;
  }

  get name(): string {
    return this.vpc.name;
  }

  get subnetName(): string | undefined {
    return this.subnetwork?.name;
  }
}
