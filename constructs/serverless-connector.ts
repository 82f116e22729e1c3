import type { ComputeFirewall } from "@cdktf/provider-google/lib/compute-firewall";
import { VpcAccessConnector } from "@cdktf/provider-google/lib/vpc-access-connector";
import { Construct } from "constructs";
import type { Port } from "../addressing/port";
import type { Range } from "../addressing/range";
import { CONNECTOR_MBITS_PER_INSTANCE, connectorTags } from "../facts/connectors";
import type { Things } from "../watch/things";
import type { Firewall, FirewallSender } from "./firewall";
import type { Network } from "./network";
import { ProjectApis } from "./project-apis";

export interface ServerlessConnectorProps {
  firewall: Firewall;
  name: string;
  range: Range;
  machineType: keyof typeof CONNECTOR_MBITS_PER_INSTANCE;
  instances: { min: number; max: number };
}

/**
 * The way from Cloud Run into the network. It is closed until allowTo or allowToRedis opens it; it lives in
 * the network of its firewall, so the two cannot disagree.
 *
 * Its limits can grow in place but not shrink: a lower limit replaces the connector, and while it is replaced every
 * service behind it is cut off. Throughput settings are the older twins of the instance limits and are never used.
 */
export class ServerlessConnector extends Construct {
  readonly network: Network;
  readonly resource: VpcAccessConnector;
  /** What there is to watch of it. */
  readonly watched: Things["connector"];
  private readonly firewall: Firewall;
  private readonly sender: FirewallSender;

  constructor(
    scope: Construct,
    id: string,
    { firewall, name, range, machineType, instances }: ServerlessConnectorProps,
  ) {
    super(scope, id);
    this.firewall = firewall;
    this.network = firewall.network;
    this.resource = new VpcAccessConnector(this, "Resource", {
      name,
      network: this.network.name,
      region: this.network.region,
      ipCidrRange: range.toString(),
      machineType,
      minInstances: instances.min,
      maxInstances: instances.max,
      dependsOn: [ProjectApis.of(this).enable("vpcaccess")],
    });
    const [, tag] = connectorTags(this.network.region, name);
    this.sender = { tag, range };
    firewall.close(this.sender);
    this.watched = {
      name: this.resource.name,
      range: this.resource.ipCidrRange,
      mostInstances: instances.max,
      mostMbits: instances.max * CONNECTOR_MBITS_PER_INSTANCE[machineType],
    };
  }

  get id(): string {
    return this.resource.id;
  }

  allowTo(to: Range, port: Port, reason: string): ComputeFirewall | undefined {
    return this.firewall.open({ sender: this.sender, to, port, reason });
  }

  allowToRedis(to: Range, port: Port, reason: string): ComputeFirewall | undefined {
    return this.firewall.openRedis({ sender: this.sender, to, port, reason });
  }

  allowToExternalApis(): void {
    this.firewall.openExternalApis(this.sender);
  }
}
