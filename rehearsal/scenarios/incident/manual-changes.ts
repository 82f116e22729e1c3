import type { Sandbox } from "../../sandbox";
import { BACKEND, CONNECTOR, creation, DEFAULT_NETWORK, FIREWALLS, NETWORK, NEW_RANGE, REDIS } from "./names";

/** Who changes a cloud by hand. */
type Hands = Pick<Sandbox, "callApi">;

/** Changes that people made outside Terraform, as the API calls that gcloud sends. */

/** A new Redis under the old name: its address changes, and the services keep the old one. */
export async function replaceRedis(sandbox: Hands, network?: string): Promise<string> {
  const { name: _, host: __, port: ___, ...settings } = await sandbox.callApi("GET", REDIS);
  await sandbox.callApi("DELETE", REDIS);
  await sandbox.callApi("POST", creation(REDIS, "instanceId"), {
    ...settings,
    ...(network === undefined ? {} : { authorizedNetwork: network }),
    connectMode: "PRIVATE_SERVICE_ACCESS",
    reservedIpRange: NEW_RANGE,
  });
  return String((await sandbox.callApi("GET", REDIS)).host);
}

/** `gcloud run deploy --clear-vpc-connector`, as the deploy script had it. */
export async function detachConnector(sandbox: Hands): Promise<void> {
  const { template } = (await sandbox.callApi("GET", BACKEND)) as { template: Record<string, unknown> };
  const { vpcAccess: _, ...without } = template;
  await sandbox.callApi("PATCH", `${BACKEND}?updateMask=template`, { template: without });
}

/** The connector recreated under its name, on the network `default`. */
export async function moveConnector(sandbox: Hands, network = DEFAULT_NETWORK): Promise<void> {
  const { name: _, state: __, ...settings } = await sandbox.callApi("GET", CONNECTOR);
  await sandbox.callApi("DELETE", CONNECTOR);
  await sandbox.callApi("POST", creation(CONNECTOR, "connectorId"), { ...settings, network });
}

const RULE = "block-redis-while-debugging";

/** A deny rule outside Terraform whose priority comes before every allow rule. */
export async function denyRedis(sandbox: Hands): Promise<string> {
  await sandbox.callApi("POST", FIREWALLS, {
    name: RULE,
    network: NETWORK,
    direction: "EGRESS",
    priority: 900,
    denied: [{ IPProtocol: "tcp", ports: ["6379"] }],
    destinationRanges: ["10.166.0.0/16"],
    targetTags: ["vpc-connector"],
  });
  return RULE;
}

export async function allowRedisAgain(sandbox: Hands): Promise<void> {
  await sandbox.callApi("DELETE", `${FIREWALLS}/${RULE}`);
}
