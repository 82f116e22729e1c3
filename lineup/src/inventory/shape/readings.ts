import { mayBeSecretName } from "../../../../facts/secret-names";
import { COMMAND, isProbe } from "../../../../probe/command";
import { type ApiObject, textAt } from "../../google/answer";
import { isBlock, own } from "../../inputs/blocks";
import { lastSegment } from "../../values";
import { HostName } from "../kinds/host-name";
import { accountIn } from "../kinds/named";
import { shownValue } from "../kinds/shown-value";
import type { Reading } from "./reading";

const hidden = () => null;
const segment = (value: unknown) => (typeof value === "string" ? lastSegment(value) : value);

/** Logs that are off are none. */
const logs = (value: unknown) => (own(value, "enable") === false ? undefined : value);

function flowLogs(value: unknown): unknown {
  const said = logs(value);
  // The API goes on listing the fields of a choice that was left.
  return isBlock(said) && said.metadata !== "CUSTOM_METADATA" ? { ...said, metadataFields: undefined } : said;
}

/** Without ports: all of them. */
const listed = (value: unknown) => value ?? [];

const unset = (seconds: number) => (value: unknown) => value || seconds;

/** A variable whose value is a secret's has none of its own. */
function variables(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const one = (thing: ApiObject) => ({ ...thing, value: own(thing, "valueSource") ? "" : (own(thing, "value") ?? "") });
  return value.map((thing) => (isBlock(thing) && Object.keys(thing).length > 0 ? one(thing) : thing));
}

function variable(value: unknown, around: ApiObject): HostName | string | null {
  const name = textAt(around, "name") ?? "";
  return shownValue(name, value) ?? HostName.in(name, value) ?? null;
}

const account = (value: unknown) => (typeof value === "string" ? (accountIn(value) ?? value) : value);

/** The text of the probe is public: it holds nothing of the project. */
const script = (value: unknown) => (Array.isArray(value) && isProbe(value) ? value : null);
const command = (value: unknown) => (Array.isArray(value) && String(value) === String(COMMAND) ? value : null);

/** Where a job has what a service has in its template. */
const TASK = "template.template";

const madeOf = (template: string): Reading["made"] => ({
  [`${template}.containers.env`]: variables,
  [`${template}.service_account`]: account,
});

const emptyOf = (template: string) =>
  ["grpc", "http_get", "tcp_socket"].map((how) => `${template}.containers.startup_probe.${how}`);

const hiddenOf = (template: string): Reading["withheld"] => ({
  annotations: hidden,
  "binary_authorization.breakglass_justification": hidden,
  "template.annotations": hidden,
  [`${template}.service_account`]: (value) => accountIn(String(value)) ?? null,
  [`${template}.containers.args`]: hidden,
  [`${template}.containers.command`]: hidden,
  [`${template}.containers.env.value`]: variable,
  [`${template}.containers.startup_probe.http_get.http_headers.value`]: hidden,
});

/**
 * One for each type that is read in the shape of its schema. Withheld is what people write as they like: values of variables,
 * arguments, commands, headers, annotations, descriptions. Names, labels, images and paths are not.
 */
export const READINGS: Readonly<Record<string, Reading>> = {
  google_compute_network: {
    from: {
      routing_mode: "routingConfig.routingMode",
      bgp_always_compare_med: "routingConfig.bgpAlwaysCompareMed",
      bgp_best_path_selection_mode: "routingConfig.bgpBestPathSelectionMode",
      bgp_inter_region_cost: "routingConfig.bgpInterRegionCost",
    },
    also: ["self_link"],
    withheld: { description: hidden },
  },
  google_compute_subnetwork: {
    from: { secondary_ip_range: "secondaryIpRanges" },
    made: { region: segment, log_config: flowLogs },
    also: ["self_link"],
    withheld: { description: hidden },
  },
  google_compute_global_address: { also: ["self_link"], withheld: { description: hidden } },
  google_compute_firewall: {
    from: { allow: "allowed", "allow.protocol": "IPProtocol", deny: "denied", "deny.protocol": "IPProtocol" },
    made: { log_config: logs, "allow.ports": listed, "deny.ports": listed },
    also: ["self_link"],
    withheld: { description: hidden },
  },
  google_compute_router: {
    made: { region: segment },
    also: ["self_link"],
    withheld: { description: hidden, "bgp.advertised_ip_ranges.description": hidden },
  },
  google_compute_router_nat: {
    from: { subnetwork: "subnetworks", nat64_subnetwork: "nat64Subnetworks" },
    made: {
      icmp_idle_timeout_sec: unset(30),
      tcp_established_idle_timeout_sec: unset(1200),
      tcp_time_wait_timeout_sec: unset(120),
      tcp_transitory_idle_timeout_sec: unset(30),
      udp_idle_timeout_sec: unset(30),
      "log_config.enable": (value) => value ?? false,
      "log_config.filter": (value) => value ?? "",
    },
    withheld: { "rules.description": hidden },
  },
  google_service_networking_connection: { made: { service: segment }, also: ["peering"] },
  google_vpc_access_connector: {
    from: { self_link: "name" },
    made: { name: segment, network: segment },
    also: ["self_link", "state"],
  },
  google_redis_instance: {
    made: { name: segment },
    empty: ["maintenance_policy.weekly_maintenance_window.start_time"],
    also: ["host", "port", "read_endpoint", "read_endpoint_port"],
    withheld: {
      display_name: hidden,
      "maintenance_policy.description": hidden,
      redis_configs: (value, { name }) => (mayBeSecretName(String(name)) ? null : String(value)),
    },
  },
  google_secret_manager_secret: {
    from: { "replication.auto": "automatic" },
    empty: ["replication.auto"],
    also: ["name"],
    withheld: { annotations: hidden },
  },
  google_cloud_run_v2_job: {
    made: { name: segment, ...madeOf(TASK) },
    empty: emptyOf(TASK),
    withheld: { ...hiddenOf(TASK), [`${TASK}.containers.args`]: script, [`${TASK}.containers.command`]: command },
  },
  google_cloud_run_v2_service: {
    made: { name: segment, ...madeOf("template") },
    empty: [
      ...emptyOf("template"),
      "template.containers.liveness_probe.grpc",
      "template.containers.liveness_probe.http_get",
    ],
    withheld: {
      ...hiddenOf("template"),
      description: hidden,
      "build_config.environment_variables": hidden,
      "template.containers.liveness_probe.http_get.http_headers.value": hidden,
    },
  },
};
