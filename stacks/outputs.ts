import { TerraformOutput, Token } from "cdktf";
import type { Construct } from "constructs";
import type { CloudNat } from "../constructs/cloud-nat";
import type { CloudRunService } from "../constructs/cloud-run-service";
import type { Firewall } from "../constructs/firewall";
import type { Network } from "../constructs/network";
import type { RedisCache } from "../constructs/redis-cache";
import type { ServerlessConnector } from "../constructs/serverless-connector";

interface OutputSources {
  network: Network;
  nat: CloudNat | undefined;
  firewall: Firewall;
  connector: ServerlessConnector;
  cache: RedisCache;
  services: Record<string, CloudRunService>;
}

/** Other people's scripts read these by name. What the environment does not create is null, never absent. */
export function addOutputs(
  scope: Construct,
  { network, nat, firewall, connector, cache, services }: OutputSources,
): void {
  const outputs: Record<string, unknown> = {
    vpc_network_name: network.isDedicated ? network.name : undefined,
    vpc_subnet_name: network.subnetName,
    vpc_connector_name: connector.resource.name,
    vpc_connector_id: connector.resource.id,
    vpc_connector_state: connector.resource.state,
    vpc_connector_ip_cidr_range: connector.resource.ipCidrRange,
    vpc_connector_self_link: connector.resource.selfLink,
    firewall_rules: whereThereAreAny(firewall.rules.map((rule) => rule.name)),
    firewall_rule_ids: whereThereAreAny(firewall.rules.map((rule) => rule.id)),
    nat_router_name: nat?.router.name,
    nat_gateway_name: nat?.nat.name,
    redis_host: cache.host,
    redis_port: cache.portNumber,
    service_urls: Object.fromEntries(Object.entries(services).map(([key, service]) => [key, service.url])),
  };
  for (const [name, value] of Object.entries(outputs)) {
    new TerraformOutput(scope, name, { value: value ?? Token.nullValue() });
  }
}

function whereThereAreAny<T>(list: T[]): T[] | undefined {
  return list.length > 0 ? list : undefined;
}
