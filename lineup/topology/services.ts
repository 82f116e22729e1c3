import type { Resource } from "../inputs/model";
import { field, isFields, isKnown, type Maybe, Unresolved, type Value } from "../values";
import type { Access, Service, Variable } from "./model";
import { get, items, knownText, list, text, unlessComputed, within } from "./read";

// Cloud Run v2 services and jobs and v1 services, as one thing.

/** Where each kind keeps what matters. */
const TEMPLATES: Record<string, (resource: Resource) => { template: Value | undefined; path: string }> = {
  google_cloud_run_v2_service: (resource) => ({ template: get(resource, "template"), path: "template" }),
  google_cloud_run_v2_job: (resource) => ({
    template: within(get(resource, "template"), "template"),
    path: "template.template",
  }),
  google_cloud_run_service: (resource) => ({ template: get(resource, "template"), path: "template" }),
};

export function isService(resource: Resource): boolean {
  return resource.mode === "managed" && Object.hasOwn(TEMPLATES, resource.type);
}

export function service(resource: Resource): Service {
  const { template, path } = TEMPLATES[resource.type]?.(resource) ?? { template: undefined, path: "" };
  const isV1 = resource.type === "google_cloud_run_service";
  const { access, egress, attribute } = isV1 ? accessV1(template) : accessV2(template, path);
  const spec = isV1 ? within(template, "spec") : template;
  const containersPath = isV1 ? `${path}.spec.containers` : `${path}.containers`;
  return {
    address: resource.address,
    name: text(get(resource, "name")),
    certain: resource.certain,
    resource,
    region: text(unlessComputed(get(resource, "location"))) ?? resource.region,
    access,
    accessAttribute: attribute,
    egress,
    variables: items(within(spec, "containers")).flatMap((container) => variables(container, containersPath)),
    secretVolumes: items(within(spec, "volumes")).flatMap((volume) => {
      const secret = within(volume, "secret");
      return [within(secret, "secret") ?? within(secret, "secret_name")].filter(
        (name): name is Value => name !== undefined,
      );
    }),
    notReady: notReady(resource),
  };
}

function variables(container: Value, path: string): Variable[] {
  const found = field(container, "env");
  const env = list(found ?? undefined);
  if (env instanceof Unresolved) return [{ name: "", value: env, secret: undefined, attribute: `${path}.env` }];
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
      attribute: `${path}.env[${name}].value`,
    };
  });
}

interface Found {
  access: Access;
  egress: Maybe<string> | undefined;
  attribute: string;
}

function accessV2(template: Value | undefined, path: string): Found {
  const attribute = `${path}.vpc_access`;
  if (template instanceof Unresolved)
    return { access: { kind: "unresolved", what: template }, egress: template, attribute };
  const block = within(template, "vpc_access");
  if (block instanceof Unresolved) return { access: { kind: "unresolved", what: block }, egress: block, attribute };
  const egress = text(within(block, "egress"));
  const connector = within(block, "connector");
  if (connector !== undefined && connector !== "")
    return { access: { kind: "connector", connector }, egress: unlessComputed(egress), attribute };
  const interfaces = within(block, "network_interfaces");
  if (interfaces instanceof Unresolved && interfaces.references.length > 0) {
    return { access: { kind: "unresolved", what: interfaces }, egress, attribute };
  }
  const [only] = items(interfaces instanceof Unresolved ? undefined : interfaces);
  if (!isFields(only)) return { access: { kind: "none" }, egress: unlessComputed(egress), attribute };
  return { access: direct(only), egress: unlessComputed(egress), attribute: `${attribute}.network_interfaces` };
}

function direct(block: Value): Access {
  const said = (key: string) => {
    const value = within(block, key);
    return value === "" || (value instanceof Unresolved && value.references.length === 0) ? undefined : value;
  };
  const tags = list(within(block, "tags"));
  const names = isKnown(tags) ? tags.map((tag) => text(tag)) : tags;
  const unknown = isKnown(names) ? names.find((name) => name instanceof Unresolved) : names;
  return {
    kind: "direct",
    network: said("network"),
    subnetwork: said("subnetwork"),
    tags:
      unknown instanceof Unresolved
        ? unknown
        : ((names as (string | undefined)[]).filter((name) => name !== undefined) as string[]),
  };
}

const EGRESS_V1: Record<string, string> = {
  "private-ranges-only": "PRIVATE_RANGES_ONLY",
  all: "ALL_TRAFFIC",
  "all-traffic": "ALL_TRAFFIC",
};

/** The first generation says all of this in annotations. */
function accessV1(template: Value | undefined): Found {
  const annotations = within(within(template, "metadata"), "annotations");
  const attribute = "template.metadata.annotations";
  if (annotations instanceof Unresolved)
    return { access: { kind: "unresolved", what: annotations }, egress: annotations, attribute };
  const said = (key: string) => text(field(annotations, `run.googleapis.com/${key}`) ?? undefined);
  const mode = said("vpc-access-egress");
  const egress = typeof mode === "string" ? (EGRESS_V1[mode] ?? mode) : mode;
  const connector = said("vpc-access-connector");
  if (connector !== undefined) return { access: { kind: "connector", connector }, egress, attribute };
  const interfaces = said("network-interfaces");
  if (interfaces === undefined) return { access: { kind: "none" }, egress, attribute };
  if (interfaces instanceof Unresolved) return { access: { kind: "unresolved", what: interfaces }, egress, attribute };
  try {
    const [only] = JSON.parse(interfaces) as Value[];
    return { access: direct(only ?? null), egress, attribute };
  } catch {
    return { access: { kind: "unresolved", what: new Unresolved(interfaces.slice(0, 80)) }, egress, attribute };
  }
}

/** What a state or the live project says about a service that is not up; nothing where it does not say. */
function notReady(resource: Resource): string | undefined {
  const condition = get(resource, "terminal_condition");
  const state = knownText(within(condition, "state"));
  if (state === undefined || state === "CONDITION_SUCCEEDED") return undefined;
  return knownText(within(condition, "reason")) ?? state;
}
