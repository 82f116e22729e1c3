import type { Resource } from "../inputs/model";
import { field, Unresolved, type Value } from "../values";
import { accessV1, accessV2 } from "./access";
import type { Argument, SecretUse, Service, Variable } from "./model";
import { get, itemFields, items, knownText, list, within } from "./read";
import { regionOf } from "./regions";
import { servesOther } from "./traffic";

// Cloud Run v2 services and jobs and v1 services, as one thing.

/** Where each kind of resource keeps its template. */
const TEMPLATES: Record<string, (resource: Resource) => { template: Value | undefined; path: string }> = {
  google_cloud_run_v2_service: (resource) => ({ template: get(resource, "template"), path: "template" }),
  google_cloud_run_v2_job: (resource) => ({
    template: within(get(resource, "template"), "template"),
    path: "template.template",
  }),
  google_cloud_run_service: (resource) => ({ template: get(resource, "template"), path: "template" }),
};

export function isService({ type, mode }: Pick<Resource, "type" | "mode">): boolean {
  return mode === "managed" && Object.hasOwn(TEMPLATES, type);
}

export function service(resource: Resource, isApplied: boolean): Service {
  const { template, path } = TEMPLATES[resource.type]?.(resource) ?? { template: undefined, path: "" };
  const isV1 = resource.type === "google_cloud_run_service";
  const { access, egress, attribute } = isV1 ? accessV1(template) : accessV2(template, path);
  const spec = isV1 ? within(template, "spec") : template;
  const accountKey = isV1 ? "service_account_name" : "service_account";
  const containersPath = isV1 ? `${path}.spec.containers` : `${path}.containers`;
  return {
    ...itemFields(resource),
    region: regionOf(resource, "location"),
    access,
    accessAttribute: attribute,
    egress,
    variables: items(within(spec, "containers")).flatMap((container) => variables(container, containersPath)),
    secretVolumes: items(within(spec, "volumes")).flatMap((volume, index) =>
      mounted(within(volume, "secret"), `${isV1 ? `${path}.spec` : path}.volumes[${index}].secret`),
    ),
    arguments: items(within(spec, "containers")).flatMap((container) => words(container, containersPath)),
    account: within(spec, accountKey),
    accountAttribute: `${isV1 ? `${path}.spec` : path}.${accountKey}`,
    notReady: notReady(resource),
    servesOther: settling(resource) ?? servesOther(resource, template, isApplied),
  };
}

/** One entry for each version that is named, or one for the latest. */
function mounted(block: Value | undefined, attribute: string): SecretUse[] {
  const secret = within(block, "secret") ?? within(block, "secret_name");
  if (secret === undefined) return [];
  const files = items(within(block, "items"));
  if (files.length === 0) return [{ secret, secretVersion: undefined, attribute }];
  // The first API calls the version a key.
  return files.map((file) => ({ secret, secretVersion: within(file, "version") ?? within(file, "key"), attribute }));
}

function words(container: Value, path: string): Argument[] {
  return ["command", "args"].flatMap((key) =>
    items(within(container, key)).map((value) => ({ value, attribute: `${path}.${key}` })),
  );
}

function variables(container: Value, path: string): Variable[] {
  const found = field(container, "env");
  const env = list(found ?? undefined);
  if (env instanceof Unresolved)
    return [{ name: "", value: env, secret: undefined, secretVersion: undefined, attribute: `${path}.env` }];
  return env.map((entry) => {
    const source = within(entry, "value_source") ?? within(entry, "value_from");
    const secret = within(source, "secret_key_ref");
    const value = within(entry, "value");
    const name = knownText(within(entry, "name")) ?? "";
    return {
      name,
      // "" is how an unset value is printed after a refresh.
      value: value === "" ? undefined : value,
      secret: within(secret, "secret") ?? within(secret, "name"),
      secretVersion: within(secret, "version") ?? within(secret, "key"),
      attribute: `${path}.env[${name}].value`,
    };
  });
}

/** Why a state or the live project reports the service as not ready. */
function notReady(resource: Resource): string | undefined {
  const condition = get(resource, "terminal_condition");
  const state = knownText(within(condition, "state"));
  if (state === undefined || state === "CONDITION_SUCCEEDED" || SETTLING.has(state)) return undefined;
  return knownText(within(condition, "reason")) ?? state;
}

const SETTLING = new Set(["CONDITION_PENDING", "CONDITION_RECONCILING"]);

/** During a rollout the previous revision serves, and the input does not describe that one. */
function settling(resource: Resource): Service["servesOther"] {
  const state = knownText(within(get(resource, "terminal_condition"), "state"));
  if (state === undefined || !SETTLING.has(state)) return undefined;
  return { code: "CLOUD_RUN_REVISION_NOT_READY", message: `its latest revision is still being rolled out: ${state}` };
}
