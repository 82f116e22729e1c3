import type { RedisCacheProps } from "../../constructs/redis-cache";
import {
  cacheIn,
  connectorIn,
  dedicated,
  every,
  existing,
  one,
  pointsAt,
  REGION,
  service,
  synthesizeConstructs,
  waitsFor,
} from "./workbench";

const connected = (props: Partial<RedisCacheProps> = {}, networkOf: typeof existing = dedicated) =>
  synthesizeConstructs((stack) => {
    const network = networkOf(stack);
    service(stack, "caller", connectorIn(network)).connectTo(cacheIn(network, props));
  });

describe("Redis in a dedicated network", () => {
  const json = connected();
  const cache = one(json, "google_redis_instance");

  test("is authorized for that network and in its region", () => {
    expect(pointsAt(json, cache.authorized_network)).toBe("google_compute_network network-vpc id");
    expect(cache.region).toBe(REGION);
  });

  test("is of the tier, the version and the size it was given", () => {
    const large = connected({ tier: "STANDARD_HA", version: "REDIS_7_0", memoryGb: 5 });
    expect(one(large, "google_redis_instance")).toMatchObject({
      tier: "STANDARD_HA",
      redis_version: "REDIS_7_0",
      memory_size_gb: 5,
    });
  });

  test("takes its address from the range that is set aside for services", () => {
    expect(cache.connect_mode).toBe("PRIVATE_SERVICE_ACCESS");
    expect(pointsAt(json, cache.reserved_ip_range)).toBe("google_compute_global_address services-range name");
  });

  test("depends on the services connection, although no reference leads to it", () => {
    expect(waitsFor(json, cache)).toEqual([
      "google_project_service redis.googleapis.com",
      "google_service_networking_connection servicenetworking.googleapis.com",
    ]);
  });

  test("sets its maintenance window", () => {
    expect(cache.maintenance_policy.weekly_maintenance_window).toEqual([
      { day: "SUNDAY", start_time: { hours: 4, minutes: 0, seconds: 0, nanos: 0 } },
    ]);
  });
});

describe("Redis in an existing network", () => {
  const json = connected({}, existing);
  const cache = one(json, "google_redis_instance");

  test("is peered with it directly, at addresses that are pinned", () => {
    expect(cache).toMatchObject({ connect_mode: "DIRECT_PEERING", reserved_ip_range: "10.3.0.0/29" });
    expect(pointsAt(json, cache.authorized_network)).toBe("google_compute_network default id");
  });

  test("depends on no services connection, because there is none", () => {
    expect(every(json, "google_service_networking_connection")).toEqual([]);
    expect(waitsFor(json, cache)).toEqual(["google_project_service redis.googleapis.com"]);
  });
});

describe("the port follows from TLS", () => {
  test.each([
    { tls: false, mode: "DISABLED", port: 6379 },
    { tls: true, mode: "SERVER_AUTHENTICATION", port: 6378 },
  ])("$port with TLS $mode", ({ tls, mode, port }) => {
    const json = connected({ tls });
    expect(one(json, "google_redis_instance").transit_encryption_mode).toBe(mode);
    expect(one(json, "google_compute_firewall", "allow-vpc-connector-to-redis-egress").allow).toEqual([
      { protocol: "tcp", ports: [String(port)] },
    ]);
  });
});

describe("credentials of clients are secrets", () => {
  test("the password, where there is one", () => {
    const json = connected({ auth: true });
    expect(one(json, "google_redis_instance").auth_enabled).toBe(true);
    expect(one(json, "google_secret_manager_secret").secret_id).toBe("cache-auth");
    // Unknown in the plan that turns AUTH on: the string is Google's, and made by the apply.
    expect(one(json, "google_secret_manager_secret_version").secret_data).toMatch(
      /^\$\{coalesce\(google_redis_instance\.\w+\.auth_string, timestamp\(\)\)\}$/,
    );
  });

  test("every certificate, not the first: during a rotation the server shows either", () => {
    const json = connected({ tls: true });
    expect(one(json, "google_secret_manager_secret").secret_id).toBe("cache-ca");
    expect(one(json, "google_secret_manager_secret_version").secret_data).toMatch(
      /^\$\{join\("\\n", google_redis_instance\.\w+\.server_ca_certs\[\*\]\.cert\)\}$/,
    );
  });

  test("nothing where neither is on", () => {
    const json = connected();
    expect(one(json, "google_redis_instance").auth_enabled).toBe(false);
    expect(every(json, "google_secret_manager_secret")).toEqual([]);
  });
});

test("a cache that no service uses is refused at synth, with the fix", () => {
  const build = () => synthesizeConstructs((stack) => cacheIn(dedicated(stack)));
  expect(build).toThrow("cache: no service connects to it - call service.connectTo(cache)");
});

test("the address and the port are references, not values", () => {
  synthesizeConstructs((stack) => {
    const network = dedicated(stack);
    const cache = cacheIn(network);
    expect(cache.host).toMatch(/^\$\{TfToken/);
    expect(cache.portNumber).not.toBe(6379);
    service(stack, "caller", connectorIn(network)).connectTo(cache);
  });
});
