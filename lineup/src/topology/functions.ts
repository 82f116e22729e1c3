import type { Resource } from "../inputs/model";
import { type Fields, field, isFields, Unresolved, type Value } from "../values";
import type { Service } from "./model";
import { flag, get, items, knownText, unlessComputed, within } from "./read";

// A function of the second generation is a Cloud Run service that is written in other words.

export const FUNCTION = "google_cloudfunctions2_function";

const CONFIG = "service_config";
const DIRECT_EGRESS: Record<string, string> = {
  VPC_EGRESS_ALL_TRAFFIC: "ALL_TRAFFIC",
  VPC_EGRESS_PRIVATE_RANGES_ONLY: "PRIVATE_RANGES_ONLY",
};

/** Its configuration as the template of the Cloud Run service that Google makes of it. */
export function templateOfFunction(resource: Resource): Value | undefined {
  const config = get(resource, CONFIG);
  if (config === undefined || config instanceof Unresolved) return config;
  const said = (key: string) => within(config, key) ?? null;
  const variables = unlessComputed(within(config, "environment_variables"));
  const secrets = within(config, "secret_environment_variables");
  const volumes = within(config, "secret_volumes");
  return {
    // What is unknown of the one must not hide the other.
    containers: [{ env: asEnv(variables) }, { env: secrets instanceof Unresolved ? secrets : secretsOf(secrets) }],
    volumes: volumes instanceof Unresolved ? volumes : items(volumes).map((volume) => ({ secret: mounted(volume) })),
    vpc_access: accessOf(said),
    service_account: said("service_account_email"),
  };
}

function asEnv(variables: Value | undefined): Value {
  if (variables instanceof Unresolved) return variables;
  return isFields(variables) ? Object.entries(variables).map(([name, value]) => ({ name, value })) : [];
}

function secretsOf(secrets: Value | undefined): Value {
  return items(secrets).map((one) => ({
    name: within(one, "key") ?? null,
    value_source: [{ secret_key_ref: [{ secret: named(one), version: within(one, "version") ?? null }] }],
  }));
}

function mounted(volume: Value): Value {
  return [{ secret: named(volume), items: items(within(volume, "versions")) }];
}

/** The project stands beside the name: a secret of another project is another secret. */
function named(block: Value): Value {
  const said = unlessComputed(within(block, "project_id"));
  if (said instanceof Unresolved) return new Unresolved("a secret of a project that is not resolved", said.references);
  const [secret, project] = [within(block, "secret") ?? null, knownText(said)];
  const isName = typeof secret === "string" && !secret.includes("/");
  return isName && project !== undefined ? `projects/${project}/secrets/${secret}` : secret;
}

function accessOf(said: (key: string) => Value): Value {
  const interfaces = said("direct_vpc_network_interface");
  if (items(interfaces).some(isFields) || (interfaces instanceof Unresolved && interfaces.references.length > 0)) {
    const egress = said("direct_vpc_egress");
    const mode = typeof egress === "string" ? (DIRECT_EGRESS[egress] ?? egress) : egress;
    return { network_interfaces: interfaces, egress: mode };
  }
  const egress = said("vpc_connector_egress_settings");
  return {
    connector: said("vpc_connector"),
    egress: egress === "VPC_CONNECTOR_EGRESS_SETTINGS_UNSPECIFIED" ? null : egress,
  };
}

/** The attributes as they are called here, for messages and for what compares them. */
export function attributeOfFunction(attribute: string, name: string, isSecret: boolean): string {
  if (attribute.includes(".volumes[")) return `${CONFIG}.secret_volumes`;
  if (!attribute.includes(".env")) return CONFIG;
  return isSecret
    ? `${CONFIG}.secret_environment_variables`
    : `${CONFIG}.environment_variables${name === "" ? "" : `.${name}`}`;
}

const DEPLOYED = "its last deploy";

/** What the state of an existing function says of the revision that serves. */
export function stateOfFunction(resource: Resource): Pick<Service, "notReady" | "servesOther"> {
  const state = knownText(get(resource, "state"));
  const serving = (code: NonNullable<Service["servesOther"]>["code"], message: string) => ({
    notReady: undefined,
    servesOther: { code, message },
  });
  if (state === "DELETING") return { notReady: state, servesOther: undefined };
  if (state !== undefined && state !== "ACTIVE") {
    const why = state === "FAILED" ? "failed, and the revision before may still serve" : `is not finished: ${state}`;
    return serving("CLOUD_RUN_REVISION_NOT_READY", `${DEPLOYED} ${why}`);
  }
  return { notReady: undefined, servesOther: undefined };
}

/** Requests may be kept on another revision than the newest. */
export function pinnedFunction(resource: Resource): Service["servesOther"] {
  const isNewest = flag(field(block(get(resource, CONFIG)), "all_traffic_on_latest_revision") ?? undefined);
  if (isNewest === undefined || isNewest === true) return undefined;
  return { code: "UNRESOLVED_REFERENCE", message: "its requests may go to another revision than the latest" };
}

function block(value: Value | undefined): Fields | undefined {
  const found = Array.isArray(value) ? value[0] : value;
  return isFields(found) ? found : undefined;
}
