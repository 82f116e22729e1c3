import { areAlike } from "../../compare/differences";
import { endpointOf, isAddressText, isLoopback } from "../../endpoint";
import type { Resource } from "../../inputs/model";
import { type Fields, field, isFields, Unresolved, type Value } from "../../values";
import { isSame } from "./sameness";

export function isRun({ type }: Resource): boolean {
  return /^google_cloud_run_v2_(service|job|worker_pool)$/.test(type);
}

/** A managed service, job or worker pool as the live project has it. */
export function callerAsItIs({ values, type }: Resource, live: Resource): Fields {
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
  return {
    ...values,
    ...made,
    ...openTo(values, live.values),
    ...revisions(values, live.values),
    ...sharesOf("traffic", values, live.values),
    ...sharesOf("instance_splits", values, live.values),
    ...(typeof state === "string"
      ? { terminal_condition: within(values.terminal_condition, (block) => ({ ...block, state })) }
      : {}),
  };
}

function openTo({ ingress: was }: Fields, { ingress }: Fields): Fields {
  return typeof ingress !== "string" || isSame(was, ingress) ? {} : { ingress };
}

/** A service whose first revision failed has made one, and none that is ready. */
function revisions(was: Fields, is: Fields): Fields {
  if (typeof is.latest_created_revision !== "string") return {};
  const keys = ["latest_created_revision", "latest_ready_revision"];
  const now = keys.map((key): [string, Value] => [key, is[key] ?? null]);
  return Object.fromEntries(now.filter(([key, value]) => !isSame(was[key], value)));
}

/** Which revisions take the requests, where it is not as it was: the newest one takes all where nothing is said. */
function sharesOf(key: "traffic" | "instance_splits", was: Fields, is: Fields): Fields {
  const now = is[key];
  return !Array.isArray(now) || areAlike(shares(was[key]), shares(now)) ? {} : { [key]: now };
}

function shares(targets: Value | undefined): Value {
  const found = (Array.isArray(targets) ? targets : []).flatMap((one): Fields[] => {
    const [percent, revision] = ["percent", "revision"].map((key) => field(one, key) ?? null);
    const isNewest = revision === null || revision === "";
    return Number(percent) > 0 ? [{ percent: percent ?? null, revision: isNewest ? null : (revision ?? null) }] : [];
  });
  return found.length > 0 ? found : [{ percent: 100, revision: null }];
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

/** Values that an inventory does not write are taken to be what they were, unless it would have written them. */
function container(managed: Value, live: Value | undefined): Value {
  const env = field(live, "env");
  if (!isFields(managed) || !Array.isArray(env)) return managed;
  const before = Array.isArray(managed.env) ? managed.env : [];
  const now = env.map((entry): Value => {
    const name = field(entry, "name");
    const was = before.find((one) => field(one, "name") === name);
    const value = field(entry, "value");
    const isHidden = value instanceof Unresolved || value === null;
    if (was && isHidden && !isAlwaysShown(String(name), field(was, "value"))) return was;
    return was && isFields(was) ? { ...was, value: value instanceof Unresolved ? null : (value ?? null) } : entry;
  });
  return { ...managed, env: now.map(known) };
}

/** An inventory writes every address and every port: what it hides instead is something else. */
function isAlwaysShown(name: string, value: Value | undefined): boolean {
  if (typeof value !== "string") return false;
  const { host } = endpointOf(value);
  return (
    (host !== undefined && (isAddressText(host) || isLoopback(host))) || (/PORT/i.test(name) && /^\d{1,5}$/.test(value))
  );
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
