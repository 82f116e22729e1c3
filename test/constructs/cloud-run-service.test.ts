import type { TerraformStack } from "cdktf";
import { Port } from "../../addressing/port";
import { Range } from "../../addressing/range";
import {
  accountOf,
  cacheIn,
  connectorIn,
  dedicated,
  every,
  existing,
  one,
  pointsAt,
  service,
  synthesizeConstructs,
  variables,
  waitsFor,
} from "./workbench";

const CLOUD_SQL = Range.parse("10.166.0.0/16");

describe("a service without a connector", () => {
  const json = synthesizeConstructs((stack) => service(stack, "web"));
  const web = one(json, "google_cloud_run_v2_service");

  test("stays outside the network", () => {
    expect(web.template.vpc_access).toBeUndefined();
  });

  test("runs under an account of its own, which it does not make", () => {
    expect(web.template.service_account).toBe("web@acme-staging.iam.gserviceaccount.com");
    expect(json.resource).not.toHaveProperty("google_service_account");
  });

  test("leaves the image and the client fields to the app's pipeline, and nothing else", () => {
    expect(web.lifecycle).toEqual({
      ignore_changes: ["template[0].containers[0].image", "client", "client_version"],
    });
  });

  test("sends all traffic to its latest revision", () => {
    expect(web.traffic).toEqual([{ type: "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", percent: 100 }]);
  });

  test("or to the one that it is pinned to, which is written and not ignored", () => {
    const pinned = synthesizeConstructs((stack) => service(stack, "web", undefined, { pinnedTo: "web-00041-abc" }));
    const { traffic, lifecycle } = one(pinned, "google_cloud_run_v2_service");
    expect(traffic).toEqual([
      { type: "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION", revision: "web-00041-abc", percent: 100 },
    ]);
    expect(lifecycle).toEqual(web.lifecycle);
  });

  test("sets its limits", () => {
    expect(web.template).toMatchObject({
      timeout: "300s",
      max_instance_request_concurrency: 80,
      scaling: { min_instance_count: 0, max_instance_count: 5 },
      session_affinity: false,
    });
  });

  test("waits for nothing but its API", () => {
    expect(waitsFor(json, web)).toEqual(["google_project_service run.googleapis.com"]);
  });
});

describe("a service that is connected to a cache", () => {
  const json = synthesizeConstructs((stack) => {
    const network = dedicated(stack);
    const connector = connectorIn(network);
    const cache = cacheIn(network, { auth: true, tls: true });
    const api = service(stack, "api", connector);
    api.connectTo(cache);
    api.allowTo(CLOUD_SQL, Port.tcp(5432), "orders are kept in Cloud SQL");
    service(stack, "web");
  });
  const api = one(json, "google_cloud_run_v2_service", "api");

  test("uses the connector, and sets its egress", () => {
    expect(pointsAt(json, api.template.vpc_access.connector)).toBe("google_vpc_access_connector connector id");
    expect(api.template.vpc_access.egress).toBe("PRIVATE_RANGES_ONLY");
  });

  test("gets the address and the port from the instance", () => {
    const { REDIS_HOST, REDIS_PORT } = variables(api);
    expect(pointsAt(json, REDIS_HOST?.value)).toBe("google_redis_instance cache host");
    expect(pointsAt(json, REDIS_PORT?.value)).toBe("google_redis_instance cache port");
  });

  test("is the only one that may read the cache's secrets", () => {
    const grants = every(json, "google_secret_manager_secret_iam_member");
    expect(grants.map(({ secret_id, member }) => [pointsAt(json, secret_id), member])).toEqual([
      ["google_secret_manager_secret cache-auth secret_id", `serviceAccount:${accountOf("api")}`],
      ["google_secret_manager_secret cache-ca secret_id", `serviceAccount:${accountOf("api")}`],
    ]);
  });

  test("is created after its grants and after the firewall rules", () => {
    const grants = Object.keys(json.resource.google_secret_manager_secret_iam_member);
    expect(grants).toHaveLength(2);
    expect(api.depends_on).toEqual(
      expect.arrayContaining(grants.map((grant) => `google_secret_manager_secret_iam_member.${grant}`)),
    );
    expect(waitsFor(json, api)).toEqual(
      expect.arrayContaining([
        "google_compute_firewall allow-vpc-connector-to-redis-egress",
        "google_compute_firewall allow-egress-tcp-5432-to-10-166-0-0-16",
      ]),
    );
  });

  test("a service without Redis beside it has no variable of Redis", () => {
    const web = one(json, "google_cloud_run_v2_service", "web");
    expect(variables(web)).toEqual({});
    expect(waitsFor(json, web)).toEqual(["google_project_service run.googleapis.com"]);
  });
});

describe("refused at once is", () => {
  const refused = (sentence: string, build: (stack: TerraformStack) => void) =>
    expect(() => synthesizeConstructs(build)).toThrow(sentence);

  test("to connect without a connector", () => {
    refused("web has no connector and cannot reach cache - pass one when creating the service", (stack) =>
      service(stack, "web").connectTo(cacheIn(dedicated(stack))),
    );
  });

  test("to allow egress without a connector", () => {
    refused("web has no connector and cannot reach 10.166.0.0/16 - pass one when creating the service", (stack) =>
      service(stack, "web").allowTo(CLOUD_SQL, Port.tcp(5432), "orders are kept in Cloud SQL"),
    );
  });

  test("a cache on another network", () => {
    const sentence = "api cannot reach cache: its connector and the cache are on different networks";
    refused(`${sentence} - give both the same network`, (stack) =>
      service(stack, "api", connectorIn(dedicated(stack))).connectTo(cacheIn(dedicated(stack, "other"))),
    );
  });

  test("a cache on the default network, from a connector in a dedicated one", () => {
    refused("on different networks", (stack) =>
      service(stack, "api", connectorIn(dedicated(stack, "own"))).connectTo(cacheIn(existing(stack))),
    );
  });

  test("a cache in another region", () => {
    const sentence = "api cannot reach cache: the service is in us-central1, the cache in europe-west1";
    refused(`${sentence} - give both the same network`, (stack) => {
      const elsewhere = dedicated(stack, "other", "europe-west1");
      service(stack, "api", connectorIn(dedicated(stack))).connectTo(cacheIn(elsewhere));
    });
  });

  test("a connector in another region", () => {
    const sentence = "api runs in us-central1, its connector in europe-west1";
    refused(`${sentence} - a connector serves its own region only`, (stack) =>
      service(stack, "api", connectorIn(dedicated(stack, "network", "europe-west1"))),
    );
  });

  test("a second cache, since REDIS_HOST can only name one", () => {
    refused("api is already connected to cache - REDIS_HOST can only name one cache", (stack) => {
      const network = dedicated(stack);
      const api = service(stack, "api", connectorIn(network));
      api.connectTo(cacheIn(network));
      api.connectTo(cacheIn(network, { id: "second" }));
    });
  });
});

test("deletion protection of a service is set and not left to the provider", () => {
  const json = synthesizeConstructs((stack) => {
    service(stack, "kept", undefined, { deletionProtection: true });
    service(stack, "loose", undefined, { deletionProtection: false });
  });
  expect(one(json, "google_cloud_run_v2_service", "kept").deletion_protection).toBe(true);
  expect(one(json, "google_cloud_run_v2_service", "loose").deletion_protection).toBe(false);
});
