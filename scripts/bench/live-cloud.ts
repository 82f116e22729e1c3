import { readEnvironments } from "../../environments/environment";
import { staging } from "../../environments/staging";
import { LoopbackCloud } from "../../rehearsal/server/http";
import { limit } from "../../rehearsal/server/kinds/quotas";
import type { CloudObject } from "../../rehearsal/server/store";

const [environment] = readEnvironments({ "environments/staging.ts": staging });
if (!environment) throw new Error("staging is an environment");
const { project, region, name: prefix } = environment;
const at = `projects/${project}`;
const network = `${at}/global/networks/${prefix}-vpc`;
const connector = `${at}/locations/${region}/connectors/${prefix}-connector`;

export { project };

/** A cloud in which staging was made by hand, beside so many rules and services. */
export async function liveCloud({ rules, services }: { rules: number; services: number }): Promise<LoopbackCloud> {
  const loopback = await LoopbackCloud.start();
  const { cloud } = loopback;
  limit({ project, metric: "FIREWALLS" }, rules + 100, cloud.store);
  const make = (path: string, body: CloudObject, query = {}) => {
    // It throws what the API would refuse.
    cloud.answer({ method: "POST", path, query: new URLSearchParams(query), body });
  };
  make(`compute/${at}/global/networks`, { name: `${prefix}-vpc`, autoCreateSubnetworks: false });
  make(`compute/${at}/regions/${region}/subnetworks`, {
    name: `${prefix}-subnet`,
    network,
    ipCidrRange: "10.0.0.0/24",
  });
  const form = { network: `${prefix}-vpc`, ipCidrRange: "10.2.0.0/28", minInstances: 2, maxInstances: 10 };
  make(`vpcaccess/${at}/locations/${region}/connectors`, form, { connectorId: `${prefix}-connector` });
  const cache = { tier: "BASIC", memorySizeGb: 1, authorizedNetwork: network };
  make(`redis/${at}/locations/${region}/instances`, cache, { instanceId: `${prefix}-redis` });
  for (let index = 0; index < rules; index++) make(`compute/${at}/global/firewalls`, rule(index));
  const own = Object.values(environment?.services ?? {}).map(({ name }) => name);
  for (let index = 0; index < services; index++)
    make(`run/${at}/locations/${region}/services`, service(), { serviceId: own[index] ?? `team-${index}-api` });
  return loopback;
}

/** A range and tags of its own for each. */
function rule(index: number) {
  return {
    name: `rule-${index}`,
    network,
    direction: index % 2 === 0 ? "EGRESS" : "INGRESS",
    priority: 1000 + (index % 9000),
    [index % 2 === 0 ? "destinationRanges" : "sourceRanges"]: [
      `10.${(index >> 12) & 255}.${(index >> 4) & 255}.${(index & 15) << 4}/28`,
    ],
    allowed: [{ IPProtocol: "tcp", ports: [String(1024 + index)] }],
    targetTags: [`team-${index % 500}`],
  };
}

function service() {
  const env = ["REDIS_HOST", "REDIS_PORT", "LOG_LEVEL", "ENVIRONMENT"].map((name) => ({ name, value: "6379" }));
  return {
    template: {
      vpcAccess: { connector, egress: "PRIVATE_RANGES_ONLY" },
      containers: [{ image: "us-docker.pkg.dev/cloudrun/container/hello", env }],
    },
  };
}
