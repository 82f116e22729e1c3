import type { Watching } from "../../../watch/shipped/model";
import { type Listed, watchingListed } from "../../../watch/shipped/read";
import type { Sandbox } from "../../sandbox";
import { listOf } from "../../server/kind";
import type { CloudObject } from "../../server/store";
import { PROJECT } from "../incident/names";

const MONITORING = `projects/${PROJECT}`;

/** What watches the project, as its APIs list it: not what was written, and not what Terraform remembers. */
export async function watchingOf(sandbox: Sandbox): Promise<Watching> {
  const list = async (path: string, key: string) => listOf(await sandbox.callApi("GET", path), key) as CloudObject[];
  const services = await list(`monitoring/v3/${MONITORING}/services`, "services");
  const objectives = services.map(({ name }) =>
    list(`monitoring/v3/${String(name)}/serviceLevelObjectives`, "serviceLevelObjectives"),
  );
  const listed: Listed = {
    policies: await list(`monitoring/v3/${MONITORING}/alertPolicies`, "alertPolicies"),
    channels: await list(`monitoring/v3/${MONITORING}/notificationChannels`, "notificationChannels"),
    uptimeChecks: await list(`monitoring/v3/${MONITORING}/uptimeCheckConfigs`, "uptimeCheckConfigs"),
    dashboards: await list(`monitoring/v1/${MONITORING}/dashboards`, "dashboards"),
    logMetrics: await list(`logging/v2/${MONITORING}/metrics`, "metrics"),
    objectives: (await Promise.all(objectives)).flat(),
  };
  return watchingListed(listed);
}

interface State {
  values: { root_module: { resources: { address: string; values: Record<string, unknown> }[] } };
}

/** What a reference of the stack stands for now: `${google_redis_instance.cache.id}` is the name that Google knows. */
export async function namesOf(sandbox: Sandbox): Promise<(text: string) => string> {
  const { resources } = ((await sandbox.state()) as State).values.root_module;
  const known = new Map(resources.map(({ address, values }) => [address, values]));
  return (text) =>
    text.replaceAll(/\$\{([a-z0-9_]+\.[\w-]+)\.([a-z0-9_]+)\}/g, (whole, address: string, attribute: string) => {
      // What is not made here has no series either, and nobody asks for them.
      const value = known.get(address)?.[attribute];
      return value === undefined ? whole : String(value);
    });
}
