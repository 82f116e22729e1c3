import { areAlike } from "../../compare/differences";
import type { Resource } from "../../inputs/model";
import { type Fields, field, isFields, lastSegment, Unresolved, type Value } from "../../values";

/** What decides a path, of each kind that an inventory reads in Terraform's terms. */
const DECISIVE: Record<string, readonly string[]> = {
  google_redis_instance: [
    "host",
    "port",
    "authorized_network",
    "connect_mode",
    "state",
    "auth_enabled",
    "transit_encryption_mode",
  ],
  google_vpc_access_connector: ["network", "ip_cidr_range", "state"],
  google_compute_network: ["network_firewall_policy_enforcement_order"],
  google_service_networking_connection: ["reserved_peering_ranges"],
  google_compute_firewall: [
    "allow",
    "deny",
    "destination_ranges",
    "direction",
    "disabled",
    "priority",
    "source_ranges",
    "source_service_accounts",
    "source_tags",
    "target_service_accounts",
    "target_tags",
  ],
};
/** Where an API says nothing, these are empty. */
const LISTS = /^(allow|deny|.*_(ranges|tags|service_accounts))$/;

/** A managed resource with what the live project says of it, where that decides. */
export function asItIs(managed: Resource, live: Resource): Resource {
  if (/^google_cloud_run_v2_(service|job|worker_pool)$/.test(managed.type))
    return { ...managed, values: service(managed, live) };
  const keys = Object.hasOwn(DECISIVE, managed.type) ? (DECISIVE[managed.type] ?? []) : [];
  const said = keys.flatMap((key): [string, Value][] => {
    const value = live.values[key] ?? (LISTS.test(key) ? [] : undefined);
    const was = managed.values[key];
    // The provider does not read this of every kind, and then its silence says nothing.
    if (key === "state" && was === undefined && value === "READY") return [];
    return value === undefined || value instanceof Unresolved || isSame(was, value) ? [] : [[key, value]];
  });
  return { ...managed, values: { ...managed.values, ...Object.fromEntries(said) } };
}

/** Networks are written as names, paths and links. */
function isSame(one: Value | undefined, other: Value): boolean {
  if (areAlike(one, other)) return true;
  return (
    typeof one === "string" &&
    typeof other === "string" &&
    isPath(one, other) &&
    lastSegment(one) === lastSegment(other)
  );
}

function isPath(...texts: string[]): boolean {
  return texts.some((text) => text.includes("/")) && !texts.some((text) => /\/\d+$/.test(text));
}

function service({ values, type }: Resource, live: Resource): Fields {
  const isJob = type.endsWith("_job");
  const condition = first(live.values.terminal_condition);
  const state = field(condition, "state");
  const made = isJob
    ? {
        template: within(values.template, (outer) => ({
          ...outer,
          template: template(outer.template, field(first(live.values.template), "template")),
        })),
      }
    : { template: template(values.template, live.values.template) };
  if (typeof state !== "string") return { ...values, ...made };
  return {
    ...values,
    ...made,
    terminal_condition: within(values.terminal_condition, (block) => ({ ...block, state })),
  };
}

function template(managed: Value | undefined, live: Value | undefined): Value {
  const [access, containers] = [field(first(live), "vpc_access"), field(first(live), "containers")];
  return within(managed, (block) => ({
    ...block,
    ...(access === undefined ? {} : { vpc_access: accessOf(block.vpc_access, access) }),
    ...(Array.isArray(containers) && Array.isArray(block.containers)
      ? { containers: block.containers.map((one, index) => container(one, containers[index])) }
      : {}),
  }));
}

function accessOf(managed: Value | undefined, live: Value): Value {
  const now = first(live);
  if (!now) return [];
  const was = first(managed) ?? {};
  return [{ ...was, ...Object.fromEntries(Object.entries(now).filter(([key, value]) => !isSame(was[key], value))) }];
}

/** Values that an inventory does not write are taken to be what they were. */
function container(managed: Value, live: Value | undefined): Value {
  const env = field(live, "env");
  if (!isFields(managed) || !Array.isArray(env)) return managed;
  const before = Array.isArray(managed.env) ? managed.env : [];
  const now = env.map((entry): Value => {
    const name = field(entry, "name");
    const was = before.find((one) => field(one, "name") === name);
    const value = field(entry, "value");
    const isHidden = value instanceof Unresolved || value === null;
    if (was && isHidden) return was;
    return was && isFields(was) ? { ...was, value: value ?? null } : entry;
  });
  return { ...managed, env: now.map(known) };
}

function known(entry: Value): Value {
  return isFields(entry) && entry.value instanceof Unresolved ? { ...entry, value: null } : entry;
}

function first(value: Value | undefined): Fields | undefined {
  const block = Array.isArray(value) ? value[0] : value;
  return isFields(block) ? block : undefined;
}

function within(value: Value | undefined, change: (block: Fields) => Fields): Value {
  const block = first(value);
  return block ? [change(block)] : (value ?? null);
}
