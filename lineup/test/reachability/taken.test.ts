import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readJson } from "../../src/inputs/read";
import { judge } from "../../src/verify";
import { type Json, root } from "../inputs";

// What a first plan does not show is taken for the only thing that it can be, and for nothing where there are two.

const REDIS = "google_redis_instance.sessions";
const WEB = "google_cloud_run_v2_service.web";
const URL_OF_BOTH = "hcl-url-of-host-and-port";
const BY_LOCAL = "hcl-host-by-local";

function paths(recording: string, change: (plan: Json) => void = () => {}) {
  const file = join(root, "corpus/recordings/verify", `${recording}.json`);
  const plan: Json = JSON.parse(readFileSync(file, "utf8"));
  change(plan);
  return judge(readJson(plan, "plan.json")).paths;
}

/** The verdict of the only path, and where it ends. */
function answer(recording: string, change?: (plan: Json) => void): string {
  return paths(recording, change)
    .map(({ to, verdict }) => `${verdict} ${to}`)
    .join(", ");
}

function planned(plan: Json, address: string): Json {
  return plan.planned_values.root_module.resources.find((one: Json) => one.address === address).values;
}

/** One more resource of which the attributes are not known yet. */
function add(plan: Json, address: string, values: Json, unknown: Json): void {
  const mode = address.startsWith("data.") ? "data" : "managed";
  const [type, name] = address.replace(/^data\./, "").split(".");
  const resource = { address, mode, type, name, provider_name: "x" };
  plan.planned_values.root_module.resources.push({ ...resource, values });
  plan.resource_changes.push({
    ...resource,
    change: { actions: ["create"], before: null, after: values, after_unknown: unknown },
  });
}

function secondRedis(plan: Json): void {
  const change = plan.resource_changes.find((one: Json) => one.address === REDIS).change;
  add(plan, "google_redis_instance.other", { ...planned(plan, REDIS), name: "other" }, change.after_unknown);
}

const machine = (plan: Json) =>
  add(plan, "google_compute_instance.vm", { name: "vm" }, { network_interface: [{ network_ip: true }] });

/** The variable of the Redis, in the configuration and as planned. */
function env(plan: Json, change: (said: Json, value: Json) => void): void {
  const said = plan.configuration.root_module.resources.find((one: Json) => one.address === WEB).expressions;
  const ofRedis = (list: Json[]) => list.find(({ name }) => /REDIS/.test(name.constant_value ?? name));
  change(ofRedis(said.template[0].containers[0].env), ofRedis(planned(plan, WEB).template[0].containers[0].env));
}

function outside(plan: Json): void {
  const { change } = plan.resource_changes.find((one: Json) => one.address === WEB);
  for (const { template } of [planned(plan, WEB), change.after, change.after_unknown]) template[0].vpc_access = [];
}

const named = (name: string) => (plan: Json) =>
  env(plan, (said, value) => {
    said.name = { constant_value: name };
    value.name = name;
  });

const refersTo =
  (...references: string[]) =>
  (plan: Json) =>
    env(plan, (said) => {
      said.value = { references };
    });

function withVariables(plan: Json, variables: Json): void {
  for (const [name, value] of Object.entries(variables)) {
    plan.variables = { ...plan.variables, [name]: { value } };
    plan.configuration.root_module.variables = {
      ...plan.configuration.root_module.variables,
      [name]: { default: value },
    };
  }
}

const withTls = (plan: Json) => {
  planned(plan, REDIS).transit_encryption_mode = "SERVER_AUTHENTICATION";
};

describe("a URL that refers to the host and the port of one Redis", () => {
  test("is taken to hold that one, and the path says so", () => {
    const [path] = paths(URL_OF_BOTH);
    expect(path?.verdict).toBe("reachable");
    expect(path?.assumptions).toContain(
      `REDIS_URL is taken to hold ${REDIS}: it refers to nothing else that has an address; the scheme is taken from it`,
    );
  });

  test("is so whatever the variable is called, and whatever else is here", () => {
    const change = (plan: Json) => {
      named("CELERY_BROKER_URL")(plan);
      secondRedis(plan);
      machine(plan);
    };
    expect(answer(URL_OF_BOTH, change)).toBe(`reachable ${REDIS}`);
  });

  test("is not shown to speak TLS", () => {
    expect(answer(URL_OF_BOTH, withTls)).toBe(`unknown ${REDIS}`);
  });

  test("is not decided where it refers to the port of another one", () => {
    const change = (plan: Json) => {
      secondRedis(plan);
      refersTo(`${REDIS}.host`, REDIS, "google_redis_instance.other.port", "google_redis_instance.other")(plan);
    };
    expect(answer(URL_OF_BOTH, change)).not.toContain("reachable");
  });

  test("is not decided where it refers to a machine as well", () => {
    const change = (plan: Json) => {
      machine(plan);
      const vm = "google_compute_instance.vm";
      refersTo(`${REDIS}.host`, REDIS, `${vm}.network_interface[0].network_ip`, vm)(plan);
    };
    expect(answer(URL_OF_BOTH, change)).toBe(`unknown ${REDIS}`);
  });

  test("is decided beside a password that is made here", () => {
    const change = (plan: Json) => {
      add(plan, "random_password.redis", { length: 20 }, { result: true, id: true });
      refersTo(`${REDIS}.host`, REDIS, `${REDIS}.port`, "random_password.redis.result", "random_password.redis")(plan);
    };
    expect(answer(URL_OF_BOTH, change)).toBe(`reachable ${REDIS}`);
  });

  test.each([
    ["a local beside its port", {}, ["local.redis_ip", `${REDIS}.port`]],
    ["a local beside its AUTH string", {}, ["local.redis_ip", `${REDIS}.auth_string`]],
    ["a condition by a variable", { external: true }, ["var.external", `${REDIS}.host`, `${REDIS}.port`]],
    ["a variable with a name", { host: "cache" }, ["var.host", `${REDIS}.host`, `${REDIS}.port`]],
    ["the workspace", {}, ["terraform.workspace", `${REDIS}.host`, `${REDIS}.port`]],
    ["a condition by a local", {}, ["local.external", `${REDIS}.host`, `${REDIS}.port`]],
    ["two locals", {}, ["local.auth", "local.redis_ip"]],
    ["a local beside a password that is made here", {}, ["local.redis_ip", "random_password.redis.result"]],
  ])("is not decided by %s: another part may be the address", (_, variables, references) => {
    const change = (plan: Json) => {
      add(plan, "random_password.redis", { length: 20 }, { result: true, id: true });
      withVariables(plan, variables);
      refersTo(...references, REDIS)(plan);
      if (!references.some((one) => one.startsWith(REDIS))) refersTo(...references)(plan);
    };
    expect(answer(URL_OF_BOTH, change)).toMatch(/^unknown /);
  });

  test.each([6379, "0"])("is decided beside the number %j, which is a port or a database", (number) => {
    const change = (plan: Json) => {
      withVariables(plan, { number });
      refersTo("var.number", `${REDIS}.host`, `${REDIS}.port`, REDIS)(plan);
    };
    expect(answer(URL_OF_BOTH, change)).toBe(`reachable ${REDIS}`);
  });

  test("is not decided by a port alone", () => {
    expect(answer(URL_OF_BOTH, refersTo("var.host", `${REDIS}.port`, REDIS))).toBe(`unknown ${REDIS}`);
  });
});

describe("a variable that refers to one attribute which is no address", () => {
  test.each([
    ["REDIS_URL", "auth_string"],
    ["REDIS_ADDR", "port"],
  ])("may hold any host beside it: %s, %s", (name, attribute) => {
    const change = (plan: Json) => {
      named(name)(plan);
      refersTo(`${REDIS}.${attribute}`, REDIS)(plan);
    };
    expect(answer(BY_LOCAL, change)).toBe(`unknown ${REDIS}`);
  });

  test("is none of a Redis where its name asks for a host alone", () => {
    expect(answer(BY_LOCAL, refersTo(`${REDIS}.port`, REDIS))).toBe(`blocked ${REDIS}`);
  });
});

describe("a variable that refers to the host of a Redis and to no port", () => {
  const called = (name: string) => (plan: Json) => {
    refersTo(`${REDIS}.host`, REDIS)(plan);
    named(name)(plan);
  };

  test.each(["REDIS_CONNECTION", "REDIS_DSN", "REDIS_SERVER", "CELERY_BROKER", "REDIS", "REDIS_SHIP"])(
    "may hold a port that somebody wrote where it is called %s",
    (name) => {
      expect(answer(URL_OF_BOTH, called(name))).toBe(`unknown ${REDIS}`);
    },
  );

  test.each(["REDIS_HOST", "REDISHOST", "REDIS_HOSTNAME", "CACHE_IP", "redis_ip_address"])(
    "is the host where it is called %s",
    (name) => {
      expect(answer(URL_OF_BOTH, called(name))).toBe(`reachable ${REDIS}`);
    },
  );
});

describe("a value of which a plan shows nothing", () => {
  test("is taken to be the only Redis", () => {
    const [path] = paths(BY_LOCAL);
    expect(path?.verdict).toBe("reachable");
    expect(path?.assumptions).toContain(`REDIS_HOST is taken to hold ${REDIS}: the only Redis here`);
  });

  test.each([
    ["a condition and its host", ["var.external", `${REDIS}.host`, REDIS]],
    ["two locals", ["local.redis", "local.env"]],
  ])("is its host by its name where it is made of %s", (_, references) => {
    const change = (plan: Json) => {
      withVariables(plan, { external: true });
      refersTo(...references)(plan);
    };
    expect(answer(BY_LOCAL, change)).toBe(`reachable ${REDIS}`);
  });

  test.each([
    ["a second Redis", secondRedis],
    [
      "a second Redis that stands",
      (plan: Json) => add(plan, "google_redis_instance.old", { ...planned(plan, REDIS), host: "10.1.1.3" }, {}),
    ],
    ["a machine", machine],
    ["a reserved address", (plan: Json) => add(plan, "google_compute_address.a", { name: "a" }, { address: true })],
    ["memcached", (plan: Json) => add(plan, "google_memcache_instance.m", { name: "m" }, { discovery_endpoint: true })],
    [
      "a secret that is read at the apply",
      (plan: Json) => add(plan, "data.google_secret_manager_secret_version.v", { fetch: null }, { secret_data: true }),
    ],
    [
      "a file that is read at the apply",
      (plan: Json) => add(plan, "data.google_storage_bucket_object_content.o", { name: "o" }, { content: true }),
    ],
    [
      "a kind that nobody knows",
      (plan: Json) => add(plan, "google_dataproc_cluster.d", { name: "d" }, { cluster_config: true }),
    ],
    [
      "text that goes through a resource",
      (plan: Json) => add(plan, "terraform_data.t", { input: "redis.example.com" }, { output: true, id: true }),
    ],
    ["another provider's server", (plan: Json) => add(plan, "upstash_redis_database.u", { name: "u" }, { id: true })],
  ])("is not decided beside %s", (_, change) => {
    expect(answer(BY_LOCAL, change)).toBe("unknown null");
  });

  test.each([
    [
      "a database",
      (plan: Json) => add(plan, "google_sql_database_instance.d", { name: "d" }, { private_ip_address: true }),
    ],
    ["a name made by chance", (plan: Json) => add(plan, "random_id.r", { byte_length: 4 }, { hex: true })],
    [
      "a network that is read at the apply",
      (plan: Json) => add(plan, "data.google_compute_network.n", { name: "n" }, { id: true, gateway_ipv4: true }),
    ],
    [
      "a kind that says no more than what it is",
      (plan: Json) => add(plan, "google_workbench_thing.t", { name: "t" }, { id: true, create_time: true }),
    ],
    [
      "a range for Google's services",
      (plan: Json) => add(plan, "google_compute_global_address.g", { purpose: "VPC_PEERING" }, { address: true }),
    ],
  ])("may stand beside %s", (_, change) => {
    expect(answer(BY_LOCAL, change)).toBe(`reachable ${REDIS}`);
  });

  test.each(["REDIS_URI", "REDIS_ADDRESS"])("is so where it is called %s", (name) => {
    expect(answer(BY_LOCAL, named(name))).toBe(`reachable ${REDIS}`);
  });

  test("is nothing of a Redis where its name does not say so", () => {
    expect(answer(BY_LOCAL, named("GREETING"))).toBe("");
  });

  test("is not a Redis of Google's where its name is another provider's", () => {
    expect(answer(BY_LOCAL, named("UPSTASH_REDIS_REST_URL"))).toBe("unknown null");
    const change = (plan: Json) => {
      named("UPSTASH_REDIS_REST_URL")(plan);
      outside(plan);
    };
    expect(answer(BY_LOCAL, change)).toBe("unknown null");
  });

  test("under TLS shows neither the port nor the scheme of a URL", () => {
    const change = (plan: Json) => {
      withTls(plan);
      named("REDIS_URL")(plan);
    };
    expect(answer(BY_LOCAL, change)).toBe(`unknown ${REDIS}`);
  });
});

describe("a service without a way in", () => {
  test("does not reach the only Redis, whatever its secret holds", () => {
    expect(answer("hcl-secret-filled-by-hand", outside)).toBe(`blocked ${REDIS}`);
  });

  test("reaches none of two", () => {
    const change = (plan: Json) => {
      outside(plan);
      secondRedis(plan);
    };
    expect(answer("hcl-secret-filled-by-hand", change)).toBe("blocked null");
  });

  const address = (plan: Json) => add(plan, "google_compute_address.a", { name: "a" }, { address: true });

  test("does not reach the only Redis, where a plan shows no more than its name", () => {
    expect(answer(BY_LOCAL, outside)).toBe(`blocked ${REDIS}`);
  });

  test("may reach a public address that its variable refers to", () => {
    const change = (plan: Json) => {
      outside(plan);
      address(plan);
      refersTo("google_compute_address.a.address", "google_compute_address.a")(plan);
    };
    expect(answer(BY_LOCAL, change)).toBe("unknown null");
  });

  test("may reach a public address that its variable may be", () => {
    const change = (plan: Json) => {
      outside(plan);
      address(plan);
    };
    expect(answer(BY_LOCAL, change)).toBe("unknown null");
  });

  test("may reach one that is hidden beside a variable", () => {
    const change = (plan: Json) => {
      outside(plan);
      address(plan);
      withVariables(plan, { external: true });
      refersTo("local.redis", "var.external")(plan);
    };
    expect(answer(BY_LOCAL, change)).toBe("unknown null");
  });

  test.each(["REDISINSIGHT_URL", "REDIS_COMMANDER_URL", "REDIS_EXPORTER_ADDR", "CREDISCOVER_URL"])(
    "may reach what %s names: it is no Redis",
    (name) => {
      const change = (plan: Json) => {
        named(name)(plan);
        outside(plan);
      };
      expect(answer(BY_LOCAL, named(name))).toBe("unknown null");
      expect(answer(BY_LOCAL, change)).toBe("unknown null");
    },
  );

  test.each(["REDIS_CACHE_URL", "REDIS_SESSION_HOST", "REDIS_URL_2_HOST", "sessionRedisHost", "MYREDISHOST"])(
    "does not reach what %s names: which Redis it is",
    (name) => {
      const change = (plan: Json) => {
        named(name)(plan);
        outside(plan);
      };
      expect(answer(BY_LOCAL, change)).toBe(`blocked ${REDIS}`);
    },
  );
});

describe("one of several instances, where a plan does not tell which", () => {
  /** The Redis becomes two instances of one resource, of which the second is in this region. */
  const twoIn = (region: string) => (plan: Json) => {
    const change = plan.resource_changes.find((one: Json) => one.address === REDIS);
    const resource = plan.planned_values.root_module.resources.find((one: Json) => one.address === REDIS);
    const second = structuredClone([change, resource]);
    for (const one of [change, resource]) Object.assign(one, { address: `${REDIS}["a"]`, index: "a" });
    for (const one of second) Object.assign(one, { address: `${REDIS}["b"]`, index: "b" });
    second[0].change.after.region = region;
    second[1].values.region = region;
    plan.resource_changes.push(second[0]);
    plan.planned_values.root_module.resources.push(second[1]);
    refersTo(`${REDIS}`)(plan);
  };

  test("is not blocked where another one is in the wrong region", () => {
    const found = paths(BY_LOCAL, twoIn("us-east1"));
    expect(found.map(({ to, verdict }) => [to, verdict])).toEqual([
      [`${REDIS}["a"]`, "unknown"],
      [`${REDIS}["b"]`, "unknown"],
    ]);
    expect(found[1]?.causes[0]?.message).toContain(
      `REDIS_HOST is one of ${REDIS}["a"], ${REDIS}["b"], and this input does not say which`,
    );
  });

  test("is blocked where each of them is", () => {
    const change = (plan: Json) => {
      twoIn("us-east1")(plan);
      outside(plan);
    };
    expect(answer(BY_LOCAL, change)).toBe(`blocked ${REDIS}["a"], blocked ${REDIS}["b"]`);
  });
});

describe("annotations that a plan does not know", () => {
  const CONNECTOR = "google_vpc_access_connector.notes";
  const made = (...references: string[]) =>
    answer("hcl-v1-annotation-with-connector-id", (plan) => {
      withVariables(plan, { vpc: false });
      const { resources } = plan.configuration.root_module;
      const { expressions } = resources.find(({ type }: Json) => type === "google_cloud_run_service");
      expressions.template[0].metadata[0].annotations = { references };
    });

  test.each(["var.vpc", "local.vpc"])(
    "may leave the connector out by %s, where something else is unknown too",
    (condition) => {
      const database = "google_sql_database_instance.db";
      expect(made(condition, `${CONNECTOR}.id`, CONNECTOR, `${database}.connection_name`, database)).toMatch(
        /^unknown /,
      );
    },
  );

  test("hold the connector where it is all that can be unknown", () => {
    expect(made("var.vpc", `${CONNECTOR}.id`, CONNECTOR)).toMatch(/^reachable /);
  });

  test("hold the connector where nothing decides about it", () => {
    const database = "google_sql_database_instance.db";
    expect(made(`${CONNECTOR}.id`, CONNECTOR, `${database}.connection_name`, database)).toMatch(/^reachable /);
  });
});

describe("a network that a plan shows by a local only", () => {
  const BY_LOCALS = "hcl-network-by-locals";

  test("is the only one that the plan makes", () => {
    expect(answer(BY_LOCALS)).toMatch(/^reachable /);
  });

  test("may be named by chance", () => {
    const change = (plan: Json) => add(plan, "random_id.suffix", { byte_length: 2 }, { hex: true, id: true });
    expect(answer(BY_LOCALS, change)).toMatch(/^unknown /);
  });

  test("stands beside a password", () => {
    const change = (plan: Json) => add(plan, "random_password.p", { length: 20 }, { result: true, id: true });
    expect(answer(BY_LOCALS, change)).toMatch(/^reachable /);
  });

  test("is not the same as another one by that local", () => {
    const change = (plan: Json) => add(plan, "google_compute_network.other", { name: "other" }, { id: true });
    expect(answer(BY_LOCALS, change)).toMatch(/^unknown /);
  });
});
