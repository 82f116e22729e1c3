import { GcsBackend } from "cdktf";
import type { Construct } from "constructs";
import { CloudNat } from "../constructs/cloud-nat";
import { CloudRunService } from "../constructs/cloud-run-service";
import { Firewall } from "../constructs/firewall";
import { Network } from "../constructs/network";
import { PrivateServices } from "../constructs/private-services";
import { RedisCache } from "../constructs/redis-cache";
import { ServerlessConnector } from "../constructs/serverless-connector";
import { Watch } from "../constructs/watch/watch";
import type { Environment } from "../environments/environment";
import { accountEmail } from "../environments/names";
import { ACCOUNT_IDS } from "../facts/identities";
import { pinInForce } from "../facts/pins";
import { GoogleStack } from "./google-stack";
import { addOutputs } from "./outputs";

/** One environment. The wiring is the documentation. */
export class EnvironmentStack extends GoogleStack {
  constructor(
    scope: Construct,
    id: string,
    readonly env: Environment,
  ) {
    super(scope, id, env);
    const { names, region } = env;
    const { descriptions } = env.network;
    new GcsBackend(this, { bucket: names.stateBucket, prefix: env.name });

    const network = env.privateNetwork
      ? Network.dedicated(this, "network", {
          name: names.network,
          region,
          description: descriptions?.network,
          subnet: {
            name: names.subnet,
            description: descriptions?.subnet,
            range: env.network.range,
            flowLogs: env.network.flowLogs,
          },
        })
      : Network.existing(this, "network", { region });
    const privateServices = env.privateNetwork
      ? new PrivateServices(this, "private-services", {
          network,
          name: names.servicesRange,
          description: descriptions?.servicesRange,
          range: env.network.servicesRange,
          others: env.network.otherServicesRanges,
        })
      : undefined;
    const nat = env.privateNetwork
      ? new CloudNat(this, "nat", { network, routerName: names.router, natName: names.nat, asn: env.nat.asn })
      : undefined;

    const firewall = new Firewall(this, "firewall", { network });
    const connector = new ServerlessConnector(this, "connector", { firewall, ...env.connector, name: names.connector });
    const cache = new RedisCache(this, "cache", {
      network,
      services: privateServices,
      ...env.redis,
      name: names.redis,
    });

    const probes = {
      image: env.probe?.image,
      provenBy: accountEmail(ACCOUNT_IDS.probe, env.project),
      watch: env.watch && { ...env.watch, account: accountEmail(ACCOUNT_IDS.watch, env.project) },
    };
    const services: Record<string, CloudRunService> = {};
    for (const [key, settings] of Object.entries(env.services)) {
      const service = new CloudRunService(this, `${key}-service`, {
        ...settings,
        region,
        account: accountEmail(settings.name, env.project),
        publicBy: env.publicBy,
        deletionProtection: env.destroyable === undefined,
        pinnedTo: pinInForce(settings.traffic, env.today)?.revision,
        connector: settings.redis ? { through: connector, egress: settings.egress } : undefined,
      });
      services[key] = service;
      if (!settings.redis) continue;
      service.connectTo(cache);
      service.probe(probes);
      if (!privateServices) continue;
      for (const range of [privateServices.range, ...(env.cloudSql.ranges ?? [])]) {
        for (const port of env.cloudSql.ports) service.allowTo(range, port, env.cloudSql.reason);
      }
    }
    connector.allowToExternalApis();

    new Watch(this, "watch", {
      ...env.alerts,
      ...{ environment: env.name, project: env.project, cache, connector, services },
      probedEveryMinutes: env.watch?.everyMinutes,
    });

    addOutputs(this, { network, nat, firewall, connector, cache, services });
  }
}
