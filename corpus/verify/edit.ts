import { API, CONNECTOR, EGRESS_RULE, type Root, ref, TAG, VPC } from "./base";

// Small changes to a root; each case consists of them.

/** The body of a resource (`type.name`) or of a data source (`data.type.name`). */
export function at(root: Root, address: string): Root {
  const { section, type, name } = parts(address);
  const body = root[section]?.[type]?.[name];
  if (body === undefined) throw new Error(`the root holds no ${address}`);
  return body;
}

/** Changes attributes of an existing block; undefined removes one. */
export function set(root: Root, address: string, attributes: Root): void {
  const body = at(root, address);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined) delete body[name];
    else body[name] = value;
  }
}

export function add(root: Root, address: string, body: Root): void {
  const { section, type, name } = parts(address);
  root[section] ??= {};
  root[section][type] ??= {};
  root[section][type][name] = body;
}

export function remove(root: Root, ...addresses: string[]): void {
  for (const address of addresses) {
    const { section, type, name } = parts(address);
    delete root[section][type][name];
    // Terraform refuses an empty section.
    if (Object.keys(root[section][type]).length === 0) delete root[section][type];
  }
}

/** A copy of one resource under another name, changed. */
export function copy(root: Root, address: string, name: string, attributes: Root = {}): string {
  const twin = address.replace(/[^.]+$/, name);
  add(root, twin, structuredClone(at(root, address)));
  set(root, twin, attributes);
  return twin;
}

function parts(address: string) {
  const [name = "", type = "", data] = address.split(".").reverse();
  return { section: data === undefined ? "resource" : "data", type, name };
}

/** Sets one env of the service; undefined removes it. */
export function env(root: Root, name: string, value: string | undefined, service = API): void {
  const [container] = at(root, service).template.containers;
  container.env = container.env.filter((entry: Root) => entry.name !== name);
  if (value !== undefined) container.env.push({ name, value });
}

/** Changes the VPC access of the service; undefined removes an attribute. */
export function access(root: Root, attributes: Root | undefined, service = API): void {
  const { template } = at(root, service);
  if (attributes === undefined) delete template.vpc_access;
  else template.vpc_access = JSON.parse(JSON.stringify({ ...template.vpc_access, ...attributes }));
}

/** An egress rule that targets the connector and, by default, denies Redis. */
function rule(root: Root, name: string, attributes: Root): void {
  const defaults = {
    name: name.replaceAll("_", "-"),
    network: ref(`${VPC}.id`),
    direction: "EGRESS",
    destination_ranges: ["10.166.0.0/16"],
    target_tags: [TAG],
  };
  add(root, `google_compute_firewall.${name}`, JSON.parse(JSON.stringify({ ...defaults, ...attributes })));
}

const redis = [{ protocol: "tcp", ports: ["6379"] }];

export function deny(root: Root, attributes: Root = {}, name = "lockdown"): void {
  rule(root, name, { priority: 900, deny: redis, ...attributes });
}

export function allow(root: Root, attributes: Root = {}, name = "opening"): void {
  rule(root, name, { priority: 900, allow: redis, ...attributes });
}

/** Changes the rule that allows the connector to reach Redis. */
export function opening(root: Root, attributes: Root): void {
  set(root, EGRESS_RULE, attributes);
}

/** Denies the connector's egress at 65000: only what an earlier rule allows leaves. */
export function close(root: Root, attributes: Root = {}): void {
  deny(
    root,
    { priority: 65000, deny: [{ protocol: "all" }], destination_ranges: ["0.0.0.0/0"], ...attributes },
    "closed",
  );
}

/** A second network beside the service's own. */
export function otherNetwork(root: Root, attributes: Root = {}): string {
  add(root, "google_compute_network.other", { name: "other-vpc", auto_create_subnetworks: false, ...attributes });
  return ref("google_compute_network.other.id");
}

/** A subnet of the network, 10.3.0.0/28 by default. */
export function subnet(root: Root, name: string, attributes: Root = {}): void {
  const defaults = { name, network: ref(`${VPC}.id`), region: "europe-west1", ip_cidr_range: "10.3.0.0/28" };
  add(root, `google_compute_subnetwork.${name}`, { ...defaults, ...attributes });
}

export function connector(root: Root, attributes: Root): void {
  set(root, CONNECTOR, attributes);
}
