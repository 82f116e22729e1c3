import { NIGHT_MARK } from "../../facts/night-mark";
import { RESULT_SCHEMA } from "../../probe/result";
import type { ToldLines, ToldSeries } from "../../watch/replay/story";

/** What the stories are about, by its address in a stack: policies name it by the same reference. */
const of = (address: string, attribute: string) => `\${${address}.${attribute}}`;

export const REDIS = of("google_redis_instance.cache", "id");
const CONNECTOR = of("google_vpc_access_connector.connector", "name");
const SUBNET = of("google_compute_subnetwork.network_subnet", "name");

export type Service = "backend" | "auth" | "frontend";
export const SERVICES: readonly Service[] = ["backend", "auth", "frontend"];
/** Those that need Redis, and have a probe for it. */
export const CONNECTED: readonly Service[] = ["backend", "auth"];

/** Who notices by the probes, where these run all the time. */
export const BY_PROBE = ["redis-probe-failed", "slo-redis-fast", "slo-redis-slow"];

const nameOf = (service: Service) => of(`google_cloud_run_v2_service.${service}_service`, "name");

export function redis(metric: string, values: string, labels: ToldSeries["labels"] = {}, node = "node-0"): ToldSeries {
  const resource = { type: "redis_instance", labels: { instance_id: REDIS, node_id: node } };
  return { metric: `redis.googleapis.com/${metric}`, labels, resource, values };
}

export function connector(metric: string, values: string): ToldSeries {
  const resource = { type: "vpc_access_connector", labels: { connector_name: CONNECTOR } };
  return { metric: `vpcaccess.googleapis.com/connector/${metric}`, resource, values };
}

export function run(service: Service, metric: string, values: string, labels: ToldSeries["labels"] = {}): ToldSeries {
  return { metric: `run.googleapis.com/${metric}`, labels, resource: revision(service), values };
}

export function answers(service: Service, code: string, values: string): ToldSeries {
  return run(service, "request_count", values, { response_code: code, response_code_class: `${code[0]}xx` });
}

export function latencies(service: Service, values: string): ToldSeries {
  return run(service, "request_latencies", values, { response_code: "200", response_code_class: "2xx" });
}

export function startups(service: Service, isHealthy: boolean, values: string): ToldSeries {
  const labels = {
    probe_type: "STARTUP",
    probe_action: "HTTP_GET",
    is_healthy: String(isHealthy),
    is_default: "false",
  };
  return run(service, "container/completed_probe_count", values, labels);
}

export function probeRuns(service: Service, result: "succeeded" | "failed", values: string): ToldSeries {
  const metric = "run.googleapis.com/job/completed_execution_count";
  return { metric, labels: { result }, resource: job(service), values };
}

/** The places from which Google asks: https://cloud.google.com/monitoring/uptime-checks#check-regions */
export const PLACES = [
  "usa-iowa",
  "usa-oregon",
  "usa-virginia",
  "eur-belgium",
  "apac-singapore",
  "sa-brazil-sao_paulo",
];

export function fromOutside(service: Service, place: string, values: string): ToldSeries {
  const id = of(`google_monitoring_uptime_check_config.watch_uptime_${service}`, "uptime_check_id");
  return {
    metric: "monitoring.googleapis.com/uptime_check/check_passed",
    labels: { check_id: id, checker_location: place },
    resource: { type: "uptime_url", labels: { host: `${service}.run.app` } },
    values,
  };
}

type When = Omit<ToldLines, "entry">;

/** A line of a service, as its app writes it to standard error. */
export function line(service: Service, textPayload: string, when: When): ToldLines {
  const logName = "projects/p/logs/run.googleapis.com%2Fstderr";
  return { entry: { logName, severity: "ERROR", textPayload, resource: revision(service) }, ...when };
}

/** What the nightly drift leaves when it has judged. */
export function night(when: When): ToldLines {
  const { log, schema, resource } = NIGHT_MARK;
  const jsonPayload = { schema, verdict: "clean" };
  return {
    entry: { logName: `projects/p/logs/${log}`, jsonPayload, resource: { type: resource, labels: {} } },
    ...when,
  };
}

/** The line that a probe logs where Redis speaks TLS: probe/README.md. */
export function probeLine(service: Service, caDaysLeft: number, when: When): ToldLines {
  const jsonPayload = { schema: RESULT_SCHEMA, certificate: { caDaysLeft } };
  const logName = "projects/p/logs/run.googleapis.com%2Fstdout";
  return { entry: { logName, severity: "INFO", jsonPayload, resource: job(service) }, ...when };
}

/** A packet of a connector that a firewall rule has dropped: https://docs.cloud.google.com/firewall/docs/vpc-log-format */
export function denied(source: string, port: number, when: When): ToldLines {
  const jsonPayload = { disposition: "DENIED", connection: { src_ip: source, dest_ip: "10.3.0.4", dest_port: port } };
  const resource = { type: "gce_subnetwork", labels: { subnetwork_name: SUBNET } };
  return { entry: { logName: "projects/p/logs/compute.googleapis.com%2Ffirewall", jsonPayload, resource }, ...when };
}

function revision(service: Service): ToldSeries["resource"] {
  return { type: "cloud_run_revision", labels: { service_name: nameOf(service) } };
}

function job(service: Service): ToldSeries["resource"] {
  return {
    type: "cloud_run_job",
    labels: { job_name: of(`google_cloud_run_v2_job.${service}_service_probe`, "name") },
  };
}
