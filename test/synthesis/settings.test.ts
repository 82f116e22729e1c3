import { attributeFacts } from "../../facts/provider";
import { BEHIND_NONE } from "../../stacks/settings-behind";
import type { Row } from "../../stacks/settings-behind/row";
import { edited } from "../support/environment-problems";
import { leaves } from "../support/environment-schema";
import { readBack, type Shipped, ship } from "../support/settings-behind";
import { stagingInput } from "../support/synth";

/** Each kind of callers, and a secret. */
const INPUT = edited(stagingInput(), {
  "services.auth.public": ["group:support@example.com"],
  "services.auth.publicBecause": undefined,
  "redis.configs": { "maxmemory-policy": "allkeys-lru" },
  "services.backend.secrets": { SIGNER: "session-signer" },
  "alerts.slos": undefined,
});
const BASES: Record<string, Shipped> = {
  "on a network of its own": ship(INPUT),
  "on the default network": ship(edited(INPUT, { privateNetwork: false })),
};

/** Another valid value for each setting, and what has to be said with it. */
const OTHER: Record<string, [value: unknown, besides?: Record<string, unknown>]> = {
  region: ["europe-west1"],
  "network.name": ["by-hand"],
  "network.descriptions.network": ["By hand"],
  "network.subnetName": ["by-hand-subnet"],
  "network.descriptions.subnet": ["By hand"],
  "network.range": ["10.9.0.0/20"],
  "network.flowLogs": [true],
  "network.servicesRangeName": ["by-hand-services"],
  "network.descriptions.servicesRange": ["Peering range for Google"],
  "network.servicesRange": ["10.107.0.0/20"],
  "network.otherServicesRanges": [["sql", "staging-private-ip"]],
  "nat.routerName": ["by-hand-router"],
  "nat.asn": [65001],
  "nat.gatewayName": ["by-hand-nat"],
  "connector.name": ["by-hand-connector"],
  "connector.range": ["10.8.0.0/28"],
  "connector.machineType": ["e2-standard-4"],
  "connector.instances.min": [3, { "connector.instances.max": 10 }],
  "connector.instances.max": [10],
  "redis.name": ["staging-redis-7f3a"],
  "redis.tier": ["STANDARD_HA"],
  "redis.version": ["REDIS_6_X"],
  "redis.memoryGb": [5],
  "redis.auth": [false],
  "redis.tls": [true],
  "redis.peeringRange": ["10.7.0.0/29"],
  "redis.configs.{name}": ["noeviction"],
  "redis.maintenance.day": ["MONDAY"],
  "redis.maintenance.hourUtc": [7],
  publicBy: ["no-invoker-check"],
  "probe.image": [`mirror.example/node@sha256:${"a".repeat(64)}`],
  "services.{key}.name": ["by-hand-service"],
  "services.{key}.image": ["gcr.io/a/b"],
  "services.{key}.ingress": ["internal-and-load-balancing"],
  "services.{key}.timeoutSeconds": [77],
  "services.{key}.sessionAffinity": [true],
  "services.{key}.concurrency": [7],
  "services.{key}.instances.min": [2],
  "services.{key}.instances.max": [17],
  "services.{key}.port": [8888],
  "services.{key}.cpu": ["4"],
  "services.{key}.memory": ["3Gi"],
  "services.{key}.startupProbe.path": ["/health"],
  "services.{key}.startupProbe.periodSeconds": [11],
  "services.{key}.startupProbe.failureThreshold": [14],
  "services.{key}.startupProbe.timeoutSeconds": [3],
  "services.{key}.env.{name}": ["elsewhere"],
  "services.{key}.secrets.{name}": ["another-secret"],
  "services.{key}.egress": ["ALL_TRAFFIC"],
  "services.{key}.public": [["user:ann@example.com"], { "services.{key}.publicBecause": null }],
  "services.{key}.publicBecause": ["Partners call it, and none of them has an identity of Google's."],
};
/** Beside cpu "4" there is more memory, and where sessionAffinity is kept for WebSockets there are none. */
const BESIDES: Record<string, Record<string, unknown>> = {
  "services.{key}.cpu": { "services.{key}.memory": "2Gi" },
  "services.backend.sessionAffinity": { "services.backend.websockets": false },
};

/** What watches a thing says its limits, and has its names in what to do first. */
const WATCHES = /^google_(monitoring_|logging_metric\.)/;

/** What follows from a setting in attributes that do not say it alone. */
const FOLLOWS: Record<string, RegExp> = {
  region: /target_tags$|_iam_(member|binding)\.\w+ location$/,
  "network.range": /firewall_internal source_ranges$/,
  "network.servicesRange":
    /^google_compute_firewall\.firewall_(egress_tcp_\d+_to_[\d_]+ |redis_egress destination_ranges$)/,
  "connector.name": /target_tags$/,
  "connector.range": /firewall_redis source_ranges$/,
  "redis.name": /cache_auth secret_id$|firewall_redis_egress description$/,
  "redis.auth":
    /^google_secret_manager_secret(_version|_iam_member)?\.\w+_auth|env\.REDIS_PASSWORD\.|apis_secretmanager /,
  "redis.tls":
    /^google_secret_manager_secret(_version|_iam_member)?\.\w+_(ca|certificates)|env\.REDIS_CA_FILE\.|template\.(volumes|containers\.volume_mounts)\.|allow\.ports$/,
  publicBy: /^google_cloud_run_v2_service_iam_member\.\w+_public /,
  "services.{key}.name": /service_account$| member$|firewall_\w+ description$|labels\.lineup-probe$/,
  "services.{key}.secrets.{name}": /secret_(session_signer|another_secret) /,
  "services.{key}.public": /_iam_(member|binding)\.\w+ |_service description$/,
  "connector.instances.min": /max_instances$/,
  "services.{key}.cpu": /limits\.memory$/,
};

const general = (setting: string) => setting.replace(/^services\.\w+\./, "services.{key}.");
const settings = Object.entries(BASES).flatMap(([where, base]) =>
  [...new Set(base.rows.map(({ setting }) => setting))].map((setting) => ({ where, setting })),
);
/** Of each variable the one that is changed. */
const nameIn = (setting: string) =>
  setting.startsWith("redis.configs.") ? "maxmemory-policy" : setting.includes(".secrets.") ? "SIGNER" : "ENVIRONMENT";

/** What is proposed for a setting that is written otherwise; none where no service has such a variable. */
function proposal(setting: string, base: Shipped): Record<string, unknown> | undefined {
  const { written } = base.rows.find((row) => row.setting === setting) as Row & { written: unknown };
  const name = nameIn(setting);
  if (setting.endsWith("{name}") && (written as Record<string, unknown> | null)?.[name] === undefined) return undefined;
  const key = setting.split(".")[1] ?? "";
  const [value, besides] = OTHER[general(setting)] ?? [];
  const said = {
    [setting]: written === value ? !value : value,
    ...besides,
    ...(BESIDES[setting] ?? BESIDES[general(setting)]),
  };
  return Object.fromEntries(
    Object.entries(said).map(([path, one]) => [path.replace("{key}", key).replace("{name}", name), one]),
  );
}

describe.each(settings)("$setting $where", ({ where, setting }) => {
  const base = BASES[where] as Shipped;
  const proposed = proposal(setting, base);
  if (proposed === undefined) return test("is said of no variable here", () => {});
  const isPrivate = where === "on a network of its own";
  if (!isPrivate && setting.endsWith(".egress")) return test("has one value there", () => {});
  const changed = ship(INPUT, { ...proposed, ...(isPrivate ? {} : { privateNetwork: false }) });
  const rowsOf = ({ rows }: Shipped) => rows.filter((row) => row.setting === setting);
  const placeOf = ({ address, attribute }: Row) => `${address} ${attribute.replace("{name}", nameIn(setting))}`;
  const places = [...new Set([...base.attributes.keys(), ...changed.attributes.keys()])];
  const differing = places.filter(
    (place) => JSON.stringify(base.attributes.get(place)) !== JSON.stringify(changed.attributes.get(place)),
  );

  test("stands behind these attributes, and another value changes them and no others", () => {
    const said = new Set([...rowsOf(base), ...rowsOf(changed)].map(placeOf));
    const follows = FOLLOWS[general(setting)];
    expect(differing.filter((place) => !said.has(place) && !follows?.test(place) && !WATCHES.test(place))).toEqual([]);
    const present = [...said].filter((place) => base.attributes.has(place) || changed.attributes.has(place));
    expect(present.filter((place) => !differing.includes(place))).toEqual([]);
    expect(present.length).toBeGreaterThan(0);
  });

  test("is read back from each of them, as it is written there", () => {
    const path = setting.replace("{name}", nameIn(setting));
    const rows = rowsOf(changed).filter((row) => changed.attributes.has(placeOf(row)));
    expect(rows.map((row) => readBack(row, nameIn(setting), changed))).toEqual(rows.map(() => proposed[path]));
    expect(rows.length).toBeGreaterThan(0);
    for (const { written } of rows) {
      expect(setting.endsWith("{name}") ? (written as object) : { [path]: written }).toMatchObject(
        setting.endsWith("{name}") ? { [nameIn(setting)]: proposed[path] } : { [path]: proposed[path] },
      );
    }
  });
});

test("every setting stands behind an attribute, or behind none for a reason", () => {
  const paths = leaves.map(({ path }) =>
    general(path)
      .replace(/\.0$/, "")
      .replace(/\.(env|secrets|configs)\.[\w-]+$/, ".$1.{name}"),
  );
  paths.push("alerts");
  const behind = new Set(settings.map(({ setting }) => general(setting)));
  expect([...behind, ...Object.keys(BEHIND_NONE)].sort()).toEqual([...new Set(paths)].sort());
  expect(Object.keys(OTHER).sort()).toEqual([...behind].sort());
});

test("every attribute is one of the provider's, and every resource one of the stack's", () => {
  for (const { rows, attributes } of Object.values(BASES)) {
    const addresses = new Set([...attributes.keys()].map((place) => place.split(" ")[0]));
    expect(rows.filter(({ address }) => !addresses.has(address))).toEqual([]);
    const unknown = rows.filter(({ address, attribute }) => {
      const [type = ""] = address.split(".");
      const path = attribute.replace(".{name}", "").replace(/\.limits\.\w+$/, ".limits");
      return attributeFacts(type, path) === undefined;
    });
    expect(unknown).toEqual([]);
  }
});

test("settings.json names the file, and that of the adoption", () => {
  expect(BASES["on a network of its own"]?.file).toMatchObject({
    schema: "lineup/settings/1",
    file: "environments/staging.ts",
    adoption: "environments/adoptions/staging.json",
  });
});
