import { changed, follow, onTheDefaultNetwork, synthesized } from "../support/mutations";
import type { StackJson } from "../support/synth";
import { pointers } from "../support/walker/facts";
import { valuesAt } from "../support/walker/stack";

const written = pointers().map(({ type, path, kind }) => `${type} ${path} -> ${kind}`);

describe("read off the provider's schema, an attribute that names another resource is", () => {
  test.each([
    "google_redis_instance authorized_network -> network",
    "google_redis_instance reserved_ip_range -> range",
    "google_vpc_access_connector network -> network",
    "google_compute_firewall network -> network",
    "google_compute_subnetwork network -> network",
    "google_compute_router network -> network",
    "google_compute_router_nat router -> router",
    "google_compute_global_address network -> network",
    "google_service_networking_connection network -> network",
    "google_service_networking_connection reserved_peering_ranges -> range",
    "google_cloud_run_v2_service template.vpc_access.connector -> connector",
    "google_cloud_run_v2_service template.vpc_access.network_interfaces.network -> network",
    "google_cloud_run_v2_service template.containers.env.value_source.secret_key_ref.secret -> secret",
    "google_cloud_run_v2_service template.volumes.secret.secret -> secret",
    "google_cloud_run_v2_job template.template.vpc_access.connector -> connector",
    "google_cloud_run_v2_job template.template.containers.env.value_source.secret_key_ref.secret -> secret",
    "google_cloud_run_v2_job template.template.volumes.secret.secret -> secret",
    "google_secret_manager_secret_version secret -> secret",
    "google_secret_manager_secret_iam_member secret_id -> secret",
  ])("%s", (pointer) => {
    expect(written).toContain(pointer);
  });
});

test("a secret's own secret_id is its name and no pointer", () => {
  expect(written.filter((pointer) => pointer.startsWith("google_secret_manager_secret "))).toEqual([]);
});

test("a block is no pointer, and neither is what only Google writes", () => {
  expect(written).not.toContain("google_vpc_access_connector subnet -> subnetwork");
  expect(written.filter((pointer) => pointer.startsWith("google_compute_router_nat subnetwork"))).toEqual([]);
  expect(written.filter((pointer) => pointer.startsWith("google_redis_cluster discovery_endpoints"))).toEqual([]);
});

test("with another provider version, another number of pointers is noticed", () => {
  expect(written).toHaveLength(42);
});

/** A lone reference in a resource: where it is, and how to write something else there. */
interface Occurrence {
  address: string;
  attribute: string;
  target: string;
  replace: (json: StackJson, value: string) => void;
}

/** Found in the JSON itself and not by the list under test. */
function references(json: StackJson): Occurrence[] {
  return Object.entries<StackJson>(json.resource).flatMap(([type, byName]) =>
    Object.entries<StackJson>(byName).flatMap(([name, body]) =>
      leaves(body).flatMap(({ keys, value }) => {
        const target = /^\$\{(?:data\.)?(\w+)\.[\w-]+\.\w+\}$/.exec(String(value))?.[1];
        if (!target) return [];
        const attribute = keys.filter((key) => Number.isNaN(Number(key))).join(".");
        const holder = (json: StackJson) =>
          keys.slice(0, -1).reduce<StackJson>((inner, key) => inner[key], json.resource[type][name]);
        const replace = (json: StackJson, value: string) => {
          holder(json)[keys.at(-1) ?? ""] = value;
        };
        return [{ address: `${type}.${name}`, attribute, target, replace }];
      }),
    ),
  );
}

function leaves(value: unknown, keys: string[] = []): { keys: string[]; value: unknown }[] {
  if (typeof value !== "object" || value === null) return [{ keys, value }];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...keys, key]));
}

/** What watches a way is not on it, and has a check of its own for what it names: watch/check. */
const WATCHES = /^google_(monitoring_|logging_metric\.)/;

const KINDS = [
  "google_compute_network",
  "google_compute_subnetwork",
  "google_vpc_access_connector",
  "google_compute_router",
  "google_compute_global_address",
  "google_secret_manager_secret",
];

const environments = [...synthesized, ["the default network", onTheDefaultNetwork()] as const];

describe.each(environments)("in %s", (_, json) => {
  const pointing = references(json).filter(({ target }) => KINDS.includes(target));

  test("each of these references is judged: a literal in its place is refused there", () => {
    expect(pointing.length).toBeGreaterThan(5);
    const unnoticed = pointing.filter(({ address, attribute, replace }) => {
      const { problems } = follow(changed(json, (parts) => replace(parts.json, "a-literal")));
      return !problems.some((problem) => problem.address === address && problem.attribute === attribute);
    });
    expect(unnoticed.map(({ address, attribute }) => `${address} ${attribute}`)).toEqual([]);
  });

  test("the places where the schema says a resource is named are the places where one is", () => {
    const said = pointers().flatMap(({ type, path }) =>
      Object.entries<StackJson>(json.resource[type] ?? {})
        .filter(([, body]) => body.connect_mode !== "DIRECT_PEERING" || path !== "reserved_ip_range")
        .flatMap(([name, body]) => valuesAt(body, path).map(() => `${type}.${name} ${path}`)),
    );
    expect(said.sort()).toEqual(pointing.map(({ address, attribute }) => `${address} ${attribute}`).sort());
  });

  test("what is not judged is known", () => {
    const unjudged = references(json)
      .filter(({ address }) => !WATCHES.test(address))
      .filter(({ replace }) => follow(changed(json, (parts) => replace(parts.json, "a-literal"))).problems.length === 0)
      .map(({ address, attribute }) => `${address.split(".")[0]} ${attribute}`);
    const KNOWN = [
      // Which number of a secret is read; that it is read at all is judged.
      "google_cloud_run_v2_service template.containers.env.value_source.secret_key_ref.version",
      "google_cloud_run_v2_service template.volumes.secret.items.version",
      "google_cloud_run_v2_job template.template.containers.env.value_source.secret_key_ref.version",
      "google_cloud_run_v2_job template.template.volumes.secret.items.version",
      // Who may call a service, or run its probe, is not on its way to Redis.
      "google_cloud_run_v2_job_iam_member name",
      "google_cloud_run_v2_service_iam_member name",
      // A wrong password is refused by Redis, so it has been reached.
      "google_secret_manager_secret_version secret_data",
    ];
    expect(unjudged.filter((place) => !KNOWN.includes(place))).toEqual([]);
  });
});

test("under direct peering the reserved range holds addresses and may be a literal", () => {
  const json = onTheDefaultNetwork();
  expect(json.resource.google_redis_instance.cache.reserved_ip_range).toBe("10.3.0.0/29");
  expect(follow(json).problems).toEqual([]);
});
