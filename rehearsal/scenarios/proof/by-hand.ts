import type { ChangedCloud } from "../../recording/out-of-band";
import { listOf, thingOf } from "../../server/kind";
import type { CloudObject } from "../../server/store";
import { creation, DEFAULT_NETWORK, FIREWALLS, REDIS } from "../incident/names";

/** Changes that people made outside Terraform, as the API calls that gcloud and the console send. */

const OPENING = "allow-vpc-connector-to-redis-egress";

/** The rule without which the deny below it acts. Returns how it is made again. */
export async function deleteOpening(sandbox: ChangedCloud): Promise<() => Promise<unknown>> {
  const rule = await sandbox.callApi("GET", `${FIREWALLS}/${OPENING}`);
  await sandbox.callApi("DELETE", `${FIREWALLS}/${OPENING}`);
  const { name, network, direction, priority, allowed, destinationRanges, targetTags, description, logConfig } = rule;
  const body = { name, network, direction, priority, allowed, destinationRanges, targetTags, description, logConfig };
  return () => sandbox.callApi("POST", FIREWALLS, body);
}

/** Half of the environment is on `default`: Redis there, and everybody has its address. */
export async function moveRedisToDefault(sandbox: ChangedCloud): Promise<string> {
  const { name: _, host: __, port: ___, reservedIpRange: ____, ...settings } = await sandbox.callApi("GET", REDIS);
  await sandbox.callApi("DELETE", REDIS);
  const moved = { ...settings, connectMode: "DIRECT_PEERING", authorizedNetwork: DEFAULT_NETWORK };
  await sandbox.callApi("POST", creation(REDIS, "instanceId"), moved);
  const { host } = await sandbox.callApi("GET", REDIS);
  await giveAddress(sandbox, String(host));
  return String(host);
}

/** AUTH off and on: Google makes another string each time. */
export async function rotateAuth(sandbox: ChangedCloud): Promise<void> {
  for (const authEnabled of [false, true]) {
    await sandbox.callApi("PATCH", `${REDIS}?updateMask=authEnabled`, { authEnabled });
  }
  await sandbox.callApi("GET", `${REDIS}/authString`);
}

/** Every service and job that reads an address of Redis reads this one from now on. */
export async function giveAddress(sandbox: ChangedCloud, host: string): Promise<void> {
  const all = [...sandbox.cloud.cloud.store.matching(/^run\/projects\/[^/]+\/locations\/[^/]+\/(services|jobs)$/)];
  for (const { name, thing } of all) {
    const template = structuredClone(thingOf(thing, "template") ?? {});
    const containers = listOf(thingOf(template, "template") ?? template, "containers") as CloudObject[];
    const variables = containers.flatMap((one) => listOf(one, "env") as CloudObject[]);
    const hosts = variables.filter((one) => one.name === "REDIS_HOST");
    for (const variable of hosts) variable.value = host;
    const path = name.replace(/^run\//, "run/v2/");
    if (hosts.length > 0) await sandbox.callApi("PATCH", path, { template });
  }
}
