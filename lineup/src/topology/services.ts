import { isCallerType } from "../../../facts/callers";
import { OpenList, plain } from "../inputs/expressions/types";
import type { Resource } from "../inputs/model";
import { field, referencesIn, Unresolved, type Value } from "../values";
import { accessV2 } from "./access";
import { accessV1, isAnnotatedItself } from "./access-v1";
import { V1 } from "./access-words";
import { attributeOfFunction, FUNCTION, pinnedFunction, stateOfFunction, templateOfFunction } from "./functions";
import type { Argument, SecretUse, SecretVolume, Service, Variable } from "./model";
import { get, itemFields, items, knownText, list, unlessComputed, within } from "./read";
import { regionOf } from "./regions";
import { hasPreviousReady, servesOther } from "./traffic";

// Everything that calls, as one thing: Cloud Run services of both APIs, jobs, worker pools and functions.

/** Where each kind of resource keeps its template. */
const TEMPLATES: Record<string, (resource: Resource) => { template: Value | undefined; path: string }> = {
  google_cloud_run_v2_service: (resource) => ({ template: get(resource, "template"), path: "template" }),
  google_cloud_run_v2_job: (resource) => ({
    template: within(get(resource, "template"), "template"),
    path: "template.template",
  }),
  [V1]: (resource) => ({ template: get(resource, "template"), path: "template" }),
  google_cloud_run_v2_worker_pool: (resource) => ({ template: get(resource, "template"), path: "template" }),
  [FUNCTION]: (resource) => ({ template: templateOfFunction(resource), path: "service_config" }),
};

export function isService({ type, mode }: Pick<Resource, "type" | "mode">): boolean {
  return mode === "managed" && isCallerType(type);
}

/** What a caller is made from; undefined where the kind has no template. */
export function specOf(resource: Resource): { template: Value | undefined; spec: Value | undefined } {
  const template = TEMPLATES[resource.type]?.(resource).template;
  return { template, spec: resource.type === V1 ? within(template, "spec") : template };
}

export function service(resource: Resource, isApplied: boolean): Service {
  const found = ofTemplate(resource, isApplied);
  return resource.type === FUNCTION ? inWordsOfFunctions(found, isApplied) : found;
}

function ofTemplate(resource: Resource, isApplied: boolean): Service {
  const { template, path } = TEMPLATES[resource.type]?.(resource) ?? { template: undefined, path: "" };
  const isV1 = resource.type === V1;
  const { access, egress, attribute } = isV1 ? accessV1(template) : accessV2(template, path);
  const spec = isV1 ? within(template, "spec") : template;
  const accountKey = isV1 ? "service_account_name" : "service_account";
  const containersPath = isV1 ? `${path}.spec.containers` : `${path}.containers`;
  const containers = entries(within(spec, "containers"));
  return {
    ...itemFields(resource),
    region: regionOf(resource, "location"),
    access,
    accessAttribute: attribute,
    isAnnotatedItself: isV1 && access.kind === "none" && isAnnotatedItself(resource),
    egress,
    variables: containers.flatMap((one, index) => variables(one, containersPath, index)),
    secretVolumes: entries(within(spec, "volumes")).flatMap((volume, index): SecretVolume[] => {
      const isWhole = !(volume instanceof Unresolved);
      const mounting = isWhole ? containersThatMount(within(volume, "name"), containers) : undefined;
      const attribute = `${isV1 ? `${path}.spec` : path}.volumes[${index}].secret`;
      const block = isWhole ? within(volume, "secret") : volume;
      return mounted(block, attribute).map((use) => ({ ...use, containers: mounting }));
    }),
    arguments: containers.flatMap((one, index) => words(one, containersPath, index)),
    account: within(spec, accountKey),
    accountAttribute: `${isV1 ? `${path}.spec` : path}.${accountKey}`,
    notReady: notReady(resource),
    servesOther: settling(resource) ?? servesOther(resource, template, isApplied || isFailed(resource)),
  };
}

function inWordsOfFunctions(found: Service, isApplied: boolean): Service {
  const state = isApplied ? stateOfFunction(found.resource) : { notReady: undefined, servesOther: undefined };
  return {
    ...found,
    accessAttribute: attributeOfFunction(found.accessAttribute, "", false),
    variables: found.variables.map((one) => ({
      ...one,
      container: 0,
      attribute: attributeOfFunction(one.attribute, one.name, one.secret !== undefined),
    })),
    secretVolumes: found.secretVolumes.map((one) => ({
      ...one,
      attribute: attributeOfFunction(one.attribute, "", true),
    })),
    notReady: state.notReady,
    servesOther: state.servesOther ?? pinnedFunction(found.resource),
  };
}

/** The items of a list; one that stands for all of them where the list is not resolved. */
function entries(value: Value | undefined): Value[] {
  const found = list(unlessComputed(value));
  return found instanceof Unresolved ? [found] : found;
}

/** One entry for each version that is named, or one for the latest. */
function mounted(block: Value | undefined, attribute: string): SecretUse[] {
  if (block instanceof Unresolved) return [{ secret: block, secretVersion: undefined, attribute }];
  const secret = within(block, "secret") ?? within(block, "secret_name");
  if (secret === undefined) return [];
  const files = items(within(block, "items"));
  if (files.length === 0) return [{ secret, secretVersion: undefined, attribute }];
  // The first API calls the version a key.
  return files.map((file) => ({ secret, secretVersion: within(file, "version") ?? within(file, "key"), attribute }));
}

/** A volume is of the whole instance, and its files are only in the containers that mount it. */
function containersThatMount(name: Value | undefined, containers: readonly Value[]): number[] | undefined {
  const wanted = knownText(name);
  const mounts = containers.map((one) => list(field(one, "volume_mounts") ?? undefined));
  const names = mounts.map((one) => (one instanceof Unresolved ? undefined : one.map((it) => within(it, "name"))));
  if (wanted === undefined || names.some((one) => one === undefined || one.some((it) => it instanceof Unresolved)))
    return undefined;
  return names.flatMap((one, index) => (one?.includes(wanted) ? [index] : []));
}

function words(container: Value, path: string, index: number): Argument[] {
  return ["command", "args"].flatMap((key) =>
    entries(within(container, key)).map((value) => ({ value, attribute: `${path}.${key}`, container: index })),
  );
}

function variables(container: Value, path: string, index: number): Variable[] {
  const said = list(container instanceof Unresolved ? container : (field(container, "env") ?? undefined));
  const env = said instanceof OpenList && said.possible !== undefined ? [said] : said;
  if (env instanceof Unresolved)
    return [
      { name: "", value: env, secret: undefined, secretVersion: undefined, attribute: `${path}.env`, container: index },
    ];
  return env.flatMap(possibleEntries).map((entry) => {
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
      container: index,
    };
  });
}

/** Of variables that may be there or not, each name is known where all of them are, and no value is. */
function possibleEntries(entry: Value): Value[] {
  if (!(entry instanceof OpenList) || entry.possible?.length === undefined) return [entry];
  return entry.possible.map((one) => {
    const open = new Unresolved(entry.text, referencesIn(plain(one)));
    const said = within(plain(one), "name");
    return said === undefined || said instanceof Unresolved ? open : { name: said, value: open };
  });
}

/**
 * Why a state or the live project reports the service as not ready. Where an earlier revision became ready, that one
 * still serves.
 */
function notReady(resource: Resource): string | undefined {
  if (!isFailed(resource) || hasPreviousReady(resource)) return undefined;
  const condition = get(resource, "terminal_condition");
  return knownText(within(condition, "reason")) ?? conditionOf(resource);
}

const SETTLING = new Set(["CONDITION_PENDING", "CONDITION_RECONCILING"]);

export function isSettling(resource: Resource): boolean {
  return SETTLING.has(conditionOf(resource) ?? "");
}

function isFailed(resource: Resource): boolean {
  const state = conditionOf(resource);
  return state !== undefined && state !== "CONDITION_SUCCEEDED" && !SETTLING.has(state);
}

function conditionOf(resource: Resource): string | undefined {
  return knownText(within(get(resource, "terminal_condition"), "state"));
}

/** During a rollout the previous revision serves, and the input does not describe that one. */
function settling(resource: Resource): Service["servesOther"] {
  const state = conditionOf(resource);
  if (!isSettling(resource)) return undefined;
  return { code: "CLOUD_RUN_REVISION_NOT_READY", message: `its latest revision is still being rolled out: ${state}` };
}
