import type { Environment } from "../../environments/environment";
import type { Names } from "../../lineup/src/diagnose/repairs";

// biome-ignore lint/suspicious/noExplicitAny: JSON that was synthesized a moment ago
type Json = any;

/** An environment, and what ships of it. */
export interface Shipped {
  environment: Environment;
  /** Its cdk.tf.json. */
  stack: Json;
}

/** What commands and links of a runbook name, from what ships: no name is written twice. */
export interface Here extends Names {
  name: string;
  project: string;
  region: string;
  redis: string;
  config: string;
  /** All services, and those that use Redis, by name. */
  all: readonly string[];
  services: readonly string[];
  state: { bucket: string; prefix: string };
  /** Ids of the alerts that ship, and the services that each is about; none where it is about all or none of them. */
  alerts: ReadonlyMap<string, readonly string[]>;
}

export function namesOf({ environment, stack }: Shipped): Here {
  const { name, project, region } = environment;
  const one = (type: string): string | undefined => everyOf(stack, type)[0]?.name;
  const services = Object.values(environment.services);
  const { bucket, prefix } = stack.terraform.backend.gcs;
  return {
    name,
    project,
    environment: name,
    region,
    config: `cdktf.out/stacks/${name}`,
    network: one("google_compute_network") ?? "default",
    servicesRanges: rangesOf(stack),
    connector: one("google_vpc_access_connector"),
    redis: one("google_redis_instance") ?? "",
    secret: everyOf(stack, "google_secret_manager_secret")[0]?.secret_id,
    all: services.map((service) => service.name),
    services: services.filter(({ redis }) => redis).map((service) => service.name),
    state: { bucket, prefix },
    alerts: alertsOf(stack, environment),
  };
}

/** Its own range by reference, and those that the connection has besides, by name. */
function rangesOf(stack: Json): string[] | undefined {
  const [connection] = everyOf(stack, "google_service_networking_connection");
  return connection?.reserved_peering_ranges.map((range: string) => {
    const key = /^\$\{google_compute_global_address\.(\w+)\.name\}$/.exec(range)?.[1];
    return key === undefined ? range : stack.resource.google_compute_global_address[key].name;
  });
}

const everyOf = (stack: Json, type: string): Json[] => Object.values(stack.resource[type] ?? {});

/** A policy links to the section of its alert. It is about the services that its filters refer to, or about that of its address. */
function alertsOf(stack: Json, environment: Environment): Map<string, string[]> {
  const written = stack.resource.google_cloud_run_v2_service ?? {};
  const alerts = new Map<string, Set<string>>();
  for (const [address, policy] of Object.entries<Json>(stack.resource.google_monitoring_alert_policy ?? {})) {
    const links: Json[] = [policy.documentation].flat().flatMap(({ links = [] }) => links);
    const [id] = links.flatMap(({ url }) => /\/alerts\.md#([\w-]+)$/.exec(url)?.[1] ?? []);
    if (id === undefined) continue;
    const read = JSON.stringify(policy).matchAll(/google_cloud_run_v2_service\.(\w+)\.name/g);
    const key = address.slice(`watch_${id}_`.length).replaceAll("_", "-");
    const about = [...[...read].map(([, service = ""]) => written[service]), environment.services[key]];
    const names = about.flatMap((service) => service?.name ?? []);
    alerts.set(id, new Set([...(alerts.get(id) ?? []), ...names]));
  }
  // In the order of the file, which is that of every other list.
  const all = Object.values(environment.services).map(({ name }) => name);
  return new Map([...alerts].map(([id, names]) => [id, all.filter((name) => names.has(name))]));
}
