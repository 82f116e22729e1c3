import { base, type Root, ref } from "../../../corpus/verify/base";
import { add, env, set } from "../../../corpus/verify/edit";
import { CLUSTER, DATABASE, withCluster, withDatabase } from "../../../corpus/verify/targets";
import { readJson } from "../../src/inputs/read";
import { judge } from "../../src/verify";
import { type Json, parsed } from "../inputs";

const NETWORK = "projects/acme-staging/global/networks/acme-vpc";

/** Paths of the applied world, in which the service has these variables and depends on nothing. */
function applied(variables: Record<string, string>, ...more: Json[]) {
  const world = structuredClone(parsed("state/applied")) as Json;
  const { resources } = world.values.root_module;
  resources.push(...more);
  const service = resources.find((one: Json) => one.address === "google_cloud_run_v2_service.api");
  service.depends_on = [];
  service.values.template[0].containers[0].env = Object.entries(variables).map(([name, value]) => ({
    name,
    value,
    value_source: [],
  }));
  return judge(readJson(world, "state.json")).paths.map(({ to, verdict, causes }) => [to, verdict, causes[0]?.code]);
}

function stateOf(address: string, values: Json): Json {
  const [type = "", name = ""] = address.split(".");
  return { address, mode: "managed", type, name, values };
}

const networkOfState = () => {
  const { resources } = (parsed("state/applied") as Json).values.root_module;
  return resources.find((one: Json) => one.type === "google_compute_network").values.id as string;
};

function planned(make: (root: Root) => void) {
  const root = structuredClone(base);
  make(root);
  return judge(readJson(root, "main.tf.json")).paths.map(({ to, verdict, causes }) => [to, verdict, causes[0]?.code]);
}

describe("a cluster that exists", () => {
  const cluster = () =>
    stateOf(CLUSTER, {
      id: "projects/acme-staging/locations/europe-west1/clusters/big",
      name: "big",
      region: "europe-west1",
      psc_configs: [{ network: networkOfState() }],
      discovery_endpoints: [{ address: "10.0.0.7", port: 6379 }],
      psc_connections: [{ address: "10.0.0.7" }, { address: "10.0.0.8" }],
      state: "ACTIVE",
    });

  test("is reached at its discovery address, without the policy that its endpoints were made with", () => {
    expect(applied({ REDIS_HOST: "10.0.0.7" }, cluster())).toEqual([[CLUSTER, "reachable", undefined]]);
  });

  test("is meant by its other address, and whether clients may begin there is not known", () => {
    expect(applied({ REDIS_HOST: "10.0.0.8" }, cluster())).toEqual([[CLUSTER, "unknown", "UNRESOLVED_REFERENCE"]]);
  });

  test("is not reached while it is deleted", () => {
    const leaving = cluster();
    leaving.values.state = "DELETING";
    expect(applied({ REDIS_HOST: "10.0.0.7" }, leaving)).toEqual([[CLUSTER, "blocked", "REDIS_CLUSTER_NOT_RUNNING"]]);
  });
});

describe("a database", () => {
  const database = () =>
    stateOf(DATABASE, {
      id: "orders-db",
      name: "orders-db",
      region: "europe-west1",
      database_version: "POSTGRES_16",
      private_ip_address: "10.166.7.3",
      ip_address: [{ type: "PRIVATE", ip_address: "10.166.7.3" }],
      settings: [{ ip_configuration: [{ ipv4_enabled: false, private_network: networkOfState() }] }],
    });

  test("that exists is meant by whoever holds its address, whatever the variable is called", () => {
    expect(applied({ STORE: "10.166.7.3" }, database())).toEqual([[DATABASE, "reachable", undefined]]);
  });

  test("is not meant because a state says that a service depends on it", () => {
    expect(applied({ STORE: "elsewhere" }, database())).toEqual([]);
  });

  test("beside it leaves the path of a variable that is named for Redis", () => {
    const paths = planned((root) => {
      withDatabase(root);
      root.variable = { redis: { type: "string" } };
      env(root, "REDIS_HOST", ref("var.redis"));
    });
    expect(paths).toEqual([
      [DATABASE, "reachable", undefined],
      [null, "unknown", "UNRESOLVED_REFERENCE"],
    ]);
  });

  test.each<[string, Json, string]>([
    ["the older attribute asks for a certificate", { require_ssl: true }, "unknown"],
    ["the newer one outranks it", { require_ssl: true, ssl_mode: "ENCRYPTED_ONLY" }, "reachable"],
    ["the older one is off", { require_ssl: false }, "reachable"],
    ["the mode is one that nobody knows", { ssl_mode: "OTHER" }, "unknown"],
    ["the mode is a variable without a value", { ssl_mode: ref("var.mode") }, "unknown"],
  ])("is judged by what it asks of its clients: %s", (_, ip, verdict) => {
    const paths = planned((root) => {
      root.variable = { mode: { type: "string" } };
      withDatabase(root, {}, ip);
    });
    expect(paths.map(([, found]) => found)).toEqual([verdict]);
  });

  test("whose name is that of a Redis is not looked up with it", () => {
    const paths = planned((root) => {
      const cache = structuredClone(root.resource.google_redis_instance);
      withDatabase(root, { name: "orders-cache" });
      root.resource.google_redis_instance = cache;
      root.data = { google_redis_instance: { twin: { name: "orders-cache", region: "europe-west1" } } };
      env(root, "DB_HOST", undefined);
      env(root, "REDIS_HOST", ref("data.google_redis_instance.twin.host"));
    });
    expect(paths.map(([to]) => to)).toEqual(["google_redis_instance.cache"]);
  });

  test("with Private Service Connect alone is declared and unknown", () => {
    const psc = { private_network: undefined, psc_config: { psc_enabled: true } };
    const paths = planned((root) => {
      withDatabase(root, {}, psc);
      env(root, "DB_HOST", ref(`${DATABASE}.dns_name`));
    });
    expect(paths).toEqual([[DATABASE, "unknown", "UNRESOLVED_REFERENCE"]]);
  });
});

test("a hub that joins networks may carry packets to an endpoint in another one: unknown", () => {
  const paths = planned((root) => {
    withCluster(root);
    add(root, "google_compute_network.other", { name: "other-vpc", auto_create_subnetworks: false });
    set(root, "google_vpc_access_connector.conn", { network: ref("google_compute_network.other.id") });
    add(root, "google_network_connectivity_spoke.own", {
      name: "own",
      location: "global",
      hub: "hub",
      linked_vpc_network: { uri: NETWORK },
    });
  });
  expect(paths).toEqual([[CLUSTER, "unknown", "UNEVALUATED_POLICY"]]);
});

test("a password that is named for Redis is none of a database's", () => {
  const root = structuredClone(base);
  withDatabase(root);
  env(root, "REDIS_PASSWORD", "x");
  const [path] = judge(readJson(root, "main.tf.json")).paths;
  expect(path?.assumptions.join()).not.toContain("AUTH");
});

describe("what is not known of a target that decides whether it takes a connection", () => {
  const unknown = (variable: string) => ref(`var.${variable}`);

  test("a URL to a cluster whose TLS mode is not known is unknown: plain text and TLS use one port", () => {
    const paths = planned((root) => {
      withCluster(root);
      root.variable = { mode: {} };
      set(root, CLUSTER, { transit_encryption_mode: unknown("mode") });
      env(root, "REDIS_URL", `redis://${ref(`${CLUSTER}.discovery_endpoints[0].address`)}:6379`);
    });
    expect(paths).toContainEqual([CLUSTER, "unknown", "UNRESOLVED_REFERENCE"]);
  });

  test("a database whose activation policy is not known may be stopped", () => {
    const paths = planned((root) => {
      withDatabase(root);
      root.variable = { policy: {} };
      Object.assign(root.resource.google_sql_database_instance.db.settings, { activation_policy: unknown("policy") });
    });
    expect(paths).toContainEqual([DATABASE, "unknown", "CLOUD_SQL_INSTANCE_NOT_RUNNING"]);
  });
});

describe("a Redis that is looked up and not read yet", () => {
  const DATA = "data.google_redis_instance.shared";
  const lookedUp = (root: Root) => {
    (root as Json).data = { google_redis_instance: { shared: { name: "shared", region: "europe-west1" } } };
    env(root, "REDIS_HOST", ref(`${DATA}.host`));
  };

  test("is in no network that anybody knows, and not in the default one", () => {
    expect(planned(lookedUp)).toContainEqual([DATA, "unknown", "UNRESOLVED_REFERENCE"]);
  });
});
