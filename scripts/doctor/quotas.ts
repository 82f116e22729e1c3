import { textAt } from "../../lineup/src/google/answer";
import { own } from "../../lineup/src/inputs/blocks";
import type { Written } from "../cloud/written";
import { type Check, type Finding, listIn, Misshapen, reading, type World, wrong } from "./check";

/** What an environment takes of Compute Engine's quotas: a resource of a type is one of a metric. */
const OF_PROJECT: Readonly<Record<string, string>> = {
  google_compute_network: "NETWORKS",
  google_compute_subnetwork: "SUBNETWORKS",
  google_compute_firewall: "FIREWALLS",
  google_compute_router: "ROUTERS",
};
const OF_REGION: Readonly<Record<string, string>> = {
  // NAT takes an address for itself.
  google_compute_router_nat: "IN_USE_ADDRESSES",
};

/** Of the quotas only those that a first deploy can meet: what stands has its part already. */
export const quotas: Check = {
  title: "quotas",
  judge: async (world) => {
    const { deployed, environment, reader } = world;
    const at = `projects/${reader.project.id}`;
    const findings = await reading("what is left of Compute Engine's quotas", async () => {
      if (await stands(world)) return [];
      return [
        ...judge(needed(deployed, OF_PROJECT), await quotasAt(at, "compute.projects.get", world), "the project"),
        ...judge(
          needed(deployed, OF_REGION),
          await quotasAt(`${at}/regions/${environment.region}`, "compute.regions.get", world),
          environment.region,
        ),
      ];
    });
    return { good: "enough for a first deploy, or the environment stands", findings };
  },
};

/** Whether the environment's network is there, and with it all that counts. */
async function stands({ deployed, reader }: World): Promise<boolean> {
  const written = deployed.filter(({ type }) => type === "google_compute_network").map(({ values }) => values.name);
  const networks = await reader.list("items", {
    api: "COMPUTE",
    path: `projects/${reader.project.id}/global/networks`,
    permission: "compute.networks.list",
  });
  return written.length > 0 && written.every((name) => networks.some((one) => textAt(one, "name") === name));
}

function needed(deployed: readonly Written[], metrics: Readonly<Record<string, string>>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { type } of deployed) {
    const metric = Object.hasOwn(metrics, type) ? metrics[type] : undefined;
    if (metric) counts.set(metric, (counts.get(metric) ?? 0) + 1);
  }
  return counts;
}

async function quotasAt(path: string, permission: string, { reader }: World): Promise<object[]> {
  // The rest of what is said of a project is the metadata of machines, which may hold anything.
  const said = await reader.one({ api: "COMPUTE", path, query: { fields: "quotas" }, permission });
  const quotas = listIn(said, "quotas");
  if (quotas.length === 0) throw new Misshapen("the answer has no quotas");
  return quotas;
}

function judge(needs: ReadonlyMap<string, number>, live: readonly object[], where: string): Finding[] {
  return [...needs].flatMap(([metric, count]) => {
    const quota = live.find((one) => own(one, "metric") === metric);
    const [limit, usage] = [own(quota, "limit"), own(quota, "usage")];
    if (typeof limit !== "number" || typeof usage !== "number")
      throw new Misshapen(`the answer has no quota ${metric}`);
    if (usage + count <= limit) return [];
    return [
      wrong(
        `${metric} of ${where}: ${count} are needed, ${limit - usage} of ${limit} are left`,
        "ask for more: https://console.cloud.google.com/iam-admin/quotas",
      ),
    ];
  });
}
