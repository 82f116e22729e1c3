import { verifyCases } from "../../../corpus/verify";
import { base, ref } from "../../../corpus/verify/base";
import { mutated } from "../../../corpus/verify/case";
import { readJson } from "../../src/inputs/read";
import { assemble } from "../../src/report/assemble";
import { publicReport } from "../../src/report/contract";
import { ofVerify } from "../../src/report/of-verify";
import { renderText } from "../../src/report/renderers/text";
import { judge } from "../../src/verify";
import { type Json, parsed } from "../inputs";

// Who calls, and what is said of those that are not judged.

const CACHE = "google_redis_instance.cache";
const rootOf = (id: string): Json => {
  const [found] = verifyCases.filter((one) => one.id === id);
  if (!found) throw new Error(`there is no case ${id}`);
  return mutated(found);
};
const reported = (root: Json) =>
  assemble([{ judged: judge(readJson(structuredClone(root), "main.tf.json")), sourceOf: () => undefined }], {
    houseRules: false,
  });
const sentence = (root: Json) => ofVerify(reported(root)).headline.sentence;

describe("a caller of a kind that is not judged", () => {
  test("is counted beside the verdict, which then says nothing of all paths", () => {
    expect(sentence(base)).toMatch(/^the only path arrives/);
    expect(sentence(rootOf("machine-beside"))).toMatch(/^1 path arrives; 1 VM is not judged/);
  });

  test("is named in the JSON, under what it is called", () => {
    const [input] = publicReport(reported(rootOf("machine-beside"))).inputs;
    expect(input?.notJudged).toEqual([{ kind: "VM", callers: ["google_compute_instance.bastion"] }]);
    expect(publicReport(reported(base)).inputs[0]).not.toHaveProperty("notJudged");
  });

  test("has a path that is unknown where it reads Redis", () => {
    const paths = judge(readJson(rootOf("first-generation-function"), "main.tf.json")).paths;
    expect(paths.map(({ from, to, verdict }) => [from, to, verdict])).toEqual([
      ["google_cloud_run_v2_service.api", CACHE, "reachable"],
      ["google_cloudfunctions_function.legacy", CACHE, "unknown"],
    ]);
  });

  test("holds an address as a word of its own: 10.166.0.3 is not in 10.166.0.30", () => {
    const holding = (script: string) => {
      const world = structuredClone(parsed("state/applied")) as Json;
      const { resources } = world.values.root_module;
      const { host } = resources.find((one: Json) => one.address === CACHE).values;
      const values = { name: "vm", metadata_startup_script: script.replace("HOST", host) };
      const vm = {
        address: "google_compute_instance.vm",
        mode: "managed",
        type: "google_compute_instance",
        name: "vm",
        values,
      };
      resources.push(vm);
      return judge(readJson(world, "state.json")).verdict;
    };
    expect(holding("redis-cli -h HOST")).toBe("unknown");
    expect(holding("redis-cli -h HOST0")).toBe("reachable");
    expect(holding("redis-cli -h 1HOST")).toBe("reachable");
  });

  test("is unknown by a variable's name alone", () => {
    const root = structuredClone(base);
    root.resource.google_app_engine_flexible_app_version = {
      web: { service: "web", runtime: "nodejs", env_variables: { REDIS_HOST: "cache.example" } },
    };
    const paths = judge(readJson(root, "main.tf.json")).paths;
    expect(paths.map(({ to, verdict }) => [to, verdict])).toContainEqual([null, "unknown"]);
  });
});

test("text of a report names what was not judged", () => {
  const output = renderText(ofVerify(reported(rootOf("machine-beside"))), { colour: false, quiet: false });
  expect(output).toContain("google_compute_instance.bastion");
});

describe("a cache of another kind", () => {
  const cluster = (address: string) => ({
    address: "google_redis_cluster.big",
    mode: "managed",
    type: "google_redis_cluster",
    name: "big",
    values: { name: "big", psc_connections: [{ address }], discovery_endpoints: [] },
  });
  /** Paths of the applied world, in which REDIS_HOST is 10.77.0.9. */
  const paths = (...more: Json[]) => {
    const world = structuredClone(parsed("state/applied")) as Json;
    const { resources } = world.values.root_module;
    resources.push(...more);
    const service = resources.find((one: Json) => one.address === "google_cloud_run_v2_service.api");
    service.depends_on = [];
    service.values.template[0].containers[0].env = [{ name: "REDIS_HOST", value: "10.77.0.9", value_source: [] }];
    return judge(readJson(world, "state.json")).paths.map(({ to, verdict, causes }) => [to, verdict, causes[0]?.code]);
  };

  test("has the addresses of its endpoints: an env that holds one is wired to it", () => {
    expect(paths()).toEqual([[null, "blocked", "ADDRESS_MISMATCH"]]);
    expect(paths(cluster("10.77.0.9"))).toEqual([["google_redis_cluster.big", "unknown", "UNRESOLVED_REFERENCE"]]);
  });

  test("may have an address that is written out, as long as its own are not known", () => {
    expect(paths({ ...cluster(""), values: { name: "big" } })).toEqual([[null, "unknown", "ADDRESS_MISMATCH"]]);
  });

  test("has endpoints that are registered apart from it", () => {
    const values = {
      name: "big",
      cluster_endpoints: [{ connections: [{ psc_connection: [{ address: "10.77.0.9" }] }] }],
    };
    const type = "google_redis_cluster_user_created_connections";
    const apart = { address: `${type}.more`, mode: "managed", type, name: "more", values };
    expect(paths(cluster("10.77.0.1"), apart)).toEqual([
      ["google_redis_cluster.big", "unknown", "UNRESOLVED_REFERENCE"],
    ]);
  });

  test("is a database where its private address is held, and not where its name is", () => {
    const type = "google_sql_database_instance";
    const database = (private_ip_address: string) => ({
      address: `${type}.db`,
      mode: "managed",
      type,
      name: "db",
      values: { name: "db", private_ip_address },
    });
    expect(paths(database("10.77.0.9"))).toEqual([[`${type}.db`, "unknown", "UNRESOLVED_REFERENCE"]]);
    expect(paths(database("10.77.0.1"))).toEqual([[null, "blocked", "ADDRESS_MISMATCH"]]);
  });

  test("is read by its private address, not by its connection name or its public address", () => {
    const reading = (attribute: string) => {
      const root = structuredClone(base);
      root.resource.google_sql_database_instance = { db: { name: "db", database_version: "POSTGRES_16" } };
      const value = `\${google_sql_database_instance.db.${attribute}}`;
      root.resource.google_cloud_run_v2_service.api.template.containers[0].env.push({ name: "DB", value });
      return judge(readJson(root, "main.tf.json")).paths.map(({ to, verdict }) => [to, verdict]);
    };
    const redis = ["google_redis_instance.cache", "reachable"];
    expect(reading("private_ip_address")).toEqual([redis, ["google_sql_database_instance.db", "blocked"]]);
    expect(reading("connection_name")).toEqual([redis]);
    expect(reading("first_ip_address")).toEqual([redis]);
  });
});

describe("a variable named like Redis's", () => {
  const only = (env: Json[]) => {
    const root = structuredClone(base);
    root.resource.google_cloud_run_v2_service.api.template.containers[0].env = env;
    const { verdict, paths } = judge(readJson(root, "main.tf.json"));
    return [verdict, ...paths.map(({ to }) => to)];
  };
  const elsewhere = { value_source: { secret_key_ref: { secret: "of-another-team", version: "latest" } } };

  test("is a path that is unknown where its secret is not part of the input", () => {
    expect(only([{ name: "REDIS_URL", ...elsewhere }])).toEqual(["unknown", null]);
    expect(only([{ name: "CACHE_REDIS_ENDPOINT", ...elsewhere }])).toEqual(["unknown", null]);
  });

  test("is one where the value is of another service, or of anything that is not followed", () => {
    const value = ref("google_cloud_run_v2_service.api.uri");
    expect(only([{ name: "REDIS_HOST", value }])).toEqual(["unknown", null]);
  });

  test("is none by a password alone", () => {
    expect(only([{ name: "REDIS_PASSWORD", ...elsewhere }])).toEqual(["none"]);
  });
});
