import { API, CACHE, PEERING, ref } from "../../../../corpus/verify/base";
import { add, at, env, set } from "../../../../corpus/verify/edit";
import { changed, only, plan, said, state } from "./ask";

const VALUE = "hunter2-hunter2";
const HOST = ref(`${CACHE}.host`);
const given = (name: string, value: string) => changed((root) => env(root, name, value));
const secret = { secret_key_ref: { secret: "redis-auth", version: "latest" } };

describe("secret-in-env", () => {
  test.each([
    "REDIS_PASSWORD",
    "DB_PASSWD",
    "CLIENT_SECRET",
    "GITHUB_TOKEN",
    "OPENAI_API_KEY",
    "JWT_SECRET_KEY",
    "PRIVATE_KEY",
    "GOOGLE_CREDENTIALS",
  ])("%s is a secret by its name, and its value is not repeated", (name) => {
    const found = only("secret-in-env", given(name, VALUE));
    expect(found).toMatchObject([
      { severity: "error", address: API, attribute: `template.containers.env[${name}].value` },
    ]);
    expect(found[0]?.message).toContain(name);
    expect(JSON.stringify(found)).not.toContain(VALUE);
  });

  test.each(["TOKEN_LIFETIME", "PASSWORD_POLICY", "KEY_COUNT", "LOG_LEVEL"])("%s only speaks of one", (name) => {
    expect(said("secret-in-env", given(name, "10"))).toEqual([]);
  });

  test("an empty password is none", () => {
    expect(said("secret-in-env", given("REDIS_PASSWORD", ""))).toEqual([]);
  });

  test.each([
    `postgres://app:${VALUE}@10.0.0.9/app`,
    `redis://:${VALUE}@10.166.0.3:6379`,
    `redis://:${VALUE}@${HOST}:6379`,
  ])("credentials in a URL are a secret by any name: %s", (url) => {
    const found = only("secret-in-env", given("BACKING_STORE", url));
    expect(found).toMatchObject([{ severity: "error", address: API }]);
    expect(JSON.stringify(found)).not.toContain(VALUE);
  });

  test.each(["https://example.com:8080/a@b", "postgres://app@10.0.0.9/app", `redis://${HOST}:6379`])(
    "a URL without a password is none: %s",
    (url) => {
      expect(said("secret-in-env", given("BACKING_STORE", url))).toEqual([]);
    },
  );

  test.each([ref(`${CACHE}.auth_string`), `redis://:${ref(`${CACHE}.auth_string`)}@${HOST}:6379`])(
    "the AUTH string by reference is shown to everybody: %s",
    (value) => {
      const found = only("secret-in-env", given("CACHE_ACCESS", value));
      expect(found).toMatchObject([{ severity: "error", address: API }]);
      expect(found[0]?.message).toContain("AUTH string of Redis");
    },
  );

  test("what comes from Secret Manager is no secret in env", () => {
    const root = changed((root) => {
      at(root, API).template.containers[0].env.push({ name: "REDIS_PASSWORD", value_source: secret });
    });
    expect(said("secret-in-env", root)).toEqual([]);
    expect(said("secret-in-env", plan("ok"))).toEqual([]);
    expect(said("secret-in-env", plan("host-through-secret"))).toEqual([]);
  });

  test("a state shows them just as well", () => {
    const env = [{ name: "REDIS_PASSWORD", value: VALUE }];
    const applied = state({ [API]: { name: "api", project: "acme", template: [{ containers: [{ env }] }] } });
    const found = only("secret-in-env", applied);
    expect(found).toHaveLength(1);
    expect(JSON.stringify(found)).not.toContain(VALUE);
  });
});

describe("auth-without-secret", () => {
  const withAuth = (...entries: object[]) =>
    changed((root) => {
      set(root, CACHE, { auth_enabled: true });
      at(root, API).template.containers[0].env.push(...entries);
    });

  test("a service that is given no AUTH string is refused", () => {
    const [found, ...more] = only("auth-without-secret", withAuth());
    expect(found).toMatchObject({ severity: "error", address: API, attribute: "template.containers.env" });
    expect(found?.message).toContain(CACHE);
    expect(more).toEqual([]);
  });

  test("a variable about something else does not help", () => {
    expect(said("auth-without-secret", withAuth({ name: "POSTGRES_PASSWORD", value_source: secret }))).toHaveLength(1);
  });

  test.each([
    { name: "REDIS_PASSWORD", value_source: secret },
    { name: "REDIS_AUTH", value_source: secret },
    { name: "REDIS_URL", value_source: secret },
    { name: "CACHE_KEY", value: ref(`${CACHE}.auth_string`) },
  ])("a service that is given it is not: %j", (entry) => {
    expect(said("auth-without-secret", withAuth(entry))).toEqual([]);
  });

  test("a volume of secrets may hold it", () => {
    const root = withAuth();
    at(root, API).template.volumes = [{ name: "auth", secret: { secret: "redis-auth" } }];
    at(root, API).template.containers[0].volume_mounts = [{ name: "auth", mount_path: "/auth" }];
    expect(said("auth-without-secret", root)).toEqual([]);
  });

  test("a volume that no container mounts, or of certificates, is not it", () => {
    const root = withAuth();
    at(root, API).template.volumes = [{ name: "auth", secret: { secret: "redis-auth" } }];
    expect(said("auth-without-secret", root)).toEqual([`${API} template.containers.env`]);
    at(root, API).template.volumes = [{ name: "auth", secret: { secret: "redis-ca" } }];
    at(root, API).template.containers[0].volume_mounts = [{ name: "auth", mount_path: "/auth" }];
    expect(said("auth-without-secret", root)).toEqual([`${API} template.containers.env`]);
  });

  test("without AUTH, or where it is not known, nothing is missing", () => {
    expect(said("auth-without-secret", changed())).toEqual([]);
    const unknown = changed((root) => set(root, CACHE, { auth_enabled: ref("var.auth") }));
    expect(said("auth-without-secret", unknown)).toEqual([]);
  });

  test("a plan says the same", () => {
    expect(said("auth-without-secret", plan("auth-without-secret"))).toEqual([`${API} template.containers.env`]);
    expect(said("auth-without-secret", plan("ok"))).toEqual([]);
  });
});

describe("missing-dependency", () => {
  const waitingFor = (...addresses: string[]) => changed((root) => set(root, CACHE, { depends_on: addresses }));

  test("Redis that does not wait for its services connection fails on a fresh project", () => {
    const [found, ...more] = only("missing-dependency", waitingFor());
    expect(found).toMatchObject({ severity: "error", address: CACHE, attribute: "depends_on" });
    expect(found?.fix).toContain(PEERING);
    expect(more).toEqual([]);
  });

  test("waiting for something else is not waiting for it", () => {
    expect(said("missing-dependency", waitingFor("google_compute_subnetwork.apps"))).toEqual([`${CACHE} depends_on`]);
  });

  test("it may wait directly", () => {
    expect(said("missing-dependency", waitingFor(PEERING))).toEqual([]);
  });

  test("or through what it waits for, or through what it reads", () => {
    const through = waitingFor("google_project_service.redis");
    add(through, "google_project_service.redis", { service: "redis.googleapis.com", depends_on: [PEERING] });
    expect(said("missing-dependency", through)).toEqual([]);
    const reading = waitingFor();
    set(reading, CACHE, { reserved_ip_range: ref(`${PEERING}.reserved_peering_ranges[0]`) });
    expect(said("missing-dependency", reading)).toEqual([]);
  });

  test("with direct peering there is nothing to wait for", () => {
    const root = waitingFor();
    set(root, CACHE, { connect_mode: "DIRECT_PEERING" });
    expect(said("missing-dependency", root)).toEqual([]);
  });

  test("a plan says the same", () => {
    expect(said("missing-dependency", plan("redis-without-depends-on"))).toEqual([`${CACHE} depends_on`]);
    expect(said("missing-dependency", plan("ok"))).toEqual([]);
  });

  test("what a state holds has been made already", () => {
    const network = "projects/acme/global/networks/v";
    const cache = { project: "acme", authorized_network: network, connect_mode: "PRIVATE_SERVICE_ACCESS" };
    const connection = { network, service: "servicenetworking.googleapis.com", reserved_peering_ranges: [] };
    expect(said("missing-dependency", state({ [CACHE]: cache, [PEERING]: connection }))).toEqual([]);
  });
});
