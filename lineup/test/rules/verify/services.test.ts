import { API, CACHE, type Root, ref } from "../../../../corpus/verify/base";
import { add, at, env } from "../../../../corpus/verify/edit";
import { changed, only, plan, said, state } from "./ask";

const about = (name: string) => [`${API} template.containers.env[${name}].value`];
const given = (name: string, value: string) => changed((root) => env(root, name, value));
const applied = (variables: Record<string, string>) =>
  state({
    [API]: {
      name: "orders-api",
      project: "acme",
      location: "europe-west1",
      template: [{ containers: [{ env: Object.entries(variables).map(([name, value]) => ({ name, value })) }] }],
    },
  });

describe("redis-url", () => {
  test.each([ref(`${CACHE}.host`), "redis://10.0.0.3:6379/0"])("REDIS_URL is deprecated: %s", (value) => {
    expect(only("redis-url", given("REDIS_URL", value))).toMatchObject([
      { severity: "warning", address: API, attribute: "template.containers.env[REDIS_URL].value" },
    ]);
  });

  test("REDIS_HOST and REDIS_PORT are what it should be", () => {
    expect(said("redis-url", changed())).toEqual([]);
    expect(said("redis-url", plan("ok"))).toEqual([]);
  });

  test("from a secret too, in a plan and in a state", () => {
    expect(said("redis-url", plan("url-through-secret"))).toEqual(about("REDIS_URL"));
    expect(said("redis-url", applied({ REDIS_URL: "redis://10.0.0.3" }))).toEqual(about("REDIS_URL"));
  });
});

describe("literal-redis-host", () => {
  test.each(["10.166.0.3", "localhost", "redis.internal", "10.166.0.3:6379"])("%s goes stale", (value) => {
    const [found, ...more] = only("literal-redis-host", given("REDIS_HOST", value));
    expect(found).toMatchObject({ severity: "warning", attribute: "template.containers.env[REDIS_HOST].value" });
    expect(found?.message).not.toContain(value);
    expect(more).toEqual([]);
  });

  test("a URL or an ADDR with an address in it is one as well", () => {
    expect(said("literal-redis-host", given("REDIS_URL", "redis://10.0.0.3"))).toEqual(about("REDIS_URL"));
    expect(said("literal-redis-host", given("CACHE_REDIS_ADDR", "10.0.0.3"))).toEqual(about("CACHE_REDIS_ADDR"));
  });

  test("a reference is not, nor a variable about something else", () => {
    expect(said("literal-redis-host", changed())).toEqual([]);
    expect(said("literal-redis-host", given("POSTGRES_HOST", "10.0.0.3"))).toEqual([]);
  });

  test("in a plan the literal is told from the reference", () => {
    expect(said("literal-redis-host", plan("host-literal-in-first-plan"))).toEqual(about("REDIS_HOST"));
    expect(said("literal-redis-host", plan("ok"))).toEqual([]);
  });

  test("in a plan a port by reference does not excuse the host", () => {
    expect(said("literal-redis-host", plan("host-literal-beside-port-reference"))).toEqual(about("REDIS_HOST"));
  });

  test("in a state everything is a literal", () => {
    expect(said("literal-redis-host", applied({ REDIS_HOST: "10.0.0.3" }))).toEqual([]);
  });
});

describe("literal-redis-port", () => {
  test("a port that is written out does not follow TLS", () => {
    const [found] = only("literal-redis-port", given("REDIS_PORT", "6379"));
    expect(found).toMatchObject({ severity: "warning", attribute: "template.containers.env[REDIS_PORT].value" });
  });

  test("also where it is a number", () => {
    const root = changed((root) => {
      at(root, API).template.containers[0].env[1].value = 6379;
    });
    expect(said("literal-redis-port", root)).toEqual(about("REDIS_PORT"));
  });

  test("a reference does, and another port is another matter", () => {
    expect(said("literal-redis-port", changed())).toEqual([]);
    expect(said("literal-redis-port", given("METRICS_PORT", "9090"))).toEqual([]);
  });

  test("in a plan a host by reference does not excuse the port", () => {
    expect(said("literal-redis-port", plan("port-literal"))).toEqual(about("REDIS_PORT"));
    expect(said("literal-redis-port", plan("ok"))).toEqual([]);
  });

  test("neither a state nor an inventory tells", () => {
    const env = [{ name: "REDIS_PORT", value: "6379" }];
    const service = {
      type: "google_cloud_run_v2_service",
      name: "api",
      values: { template: [{ containers: [{ env }] }] },
    };
    const live = { schema: "lineup/inventory/1", project: "acme", resources: [service] };
    expect(said("literal-redis-port", applied({ REDIS_PORT: "6379" }))).toEqual([]);
    expect(said("literal-redis-port", live)).toEqual([]);
  });
});

describe("cpu-idle-unset", () => {
  const having = (resources: unknown) => (root: Root) => {
    at(root, API).template.containers[0].resources = resources;
  };
  const limits = { cpu: "1", memory: "512Mi" };

  test.each([{ limits }, [{ limits }], {}, { limits, cpu_idle: null }])("%j bills around the clock", (resources) => {
    expect(only("cpu-idle-unset", changed(having(resources)))).toMatchObject([
      { severity: "warning", address: API, attribute: "template.containers.resources.cpu_idle" },
    ]);
  });

  test.each([true, false])("%s is a decision", (cpu_idle) => {
    expect(said("cpu-idle-unset", changed(having({ limits, cpu_idle })))).toEqual([]);
  });

  test.each([[[]], [null]])("without resources there is nothing to set: %j", (resources) => {
    expect(said("cpu-idle-unset", changed(having(resources)))).toEqual([]);
    expect(said("cpu-idle-unset", changed())).toEqual([]);
    expect(said("cpu-idle-unset", plan("ok"))).toEqual([]);
  });

  test("every container counts, and a job has no such field", () => {
    const root = changed((root) => {
      const [first] = at(root, API).template.containers;
      at(root, API).template.containers.push({ ...first, name: "sidecar", resources: { limits } });
      const container = { image: first.image, resources: { limits } };
      const template = { template: { containers: [container] } };
      add(root, "google_cloud_run_v2_job.job", { name: "job", location: "europe-west1", template });
    });
    expect(said("cpu-idle-unset", root)).toEqual([`${API} template.containers.resources.cpu_idle`]);
  });
});
