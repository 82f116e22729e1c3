import type { CloudRunServiceProps } from "../../constructs/cloud-run-service";
import { cacheIn, connectorIn, dedicated, one, pointsAt, service, synthesizeConstructs, variables } from "./workbench";

const alone = (props: Partial<CloudRunServiceProps> = {}) =>
  one(
    synthesizeConstructs((stack) => service(stack, "api", undefined, props)),
    "google_cloud_run_v2_service",
  ).template;

describe("the container of a service", () => {
  const [container] = alone().containers;

  test("runs the image it was given and listens on its port", () => {
    expect(container).toMatchObject({
      image: "example.com/team/image",
      ports: { name: "http1", container_port: 8080 },
    });
  });

  test("is not billed around the clock: cpu_idle is set beside the limits", () => {
    expect(container.resources).toEqual({
      limits: { cpu: "1", memory: "512Mi" },
      cpu_idle: true,
      startup_cpu_boost: true,
    });
  });

  test("has started when its health page answers, not when its port is open", () => {
    expect(container.startup_probe).toEqual({
      http_get: { path: "/health/ready", port: 8080 },
      initial_delay_seconds: 0,
      period_seconds: 10,
      failure_threshold: 12,
      timeout_seconds: 5,
    });
  });

  test("has no variables, mounts and volumes unless some are set", () => {
    expect(container).not.toHaveProperty("env");
    expect(container).not.toHaveProperty("volume_mounts");
    expect(alone()).not.toHaveProperty("volumes");
  });

  test("sorts its variables by name, so that the plan does not depend on the order of calls", () => {
    const [container] = alone({ env: { ZONE: "z", ALPHA: "a", MIDDLE: "m" } }).containers;
    expect(container.env).toEqual([
      { name: "ALPHA", value: "a" },
      { name: "MIDDLE", value: "m" },
      { name: "ZONE", value: "z" },
    ]);
  });
});

const connected = (cache: { auth: boolean; tls: boolean }, env: Record<string, string> = {}) =>
  synthesizeConstructs((stack) => {
    const network = dedicated(stack);
    service(stack, "api", connectorIn(network), { env }).connectTo(cacheIn(network, cache));
  });

describe("a container that uses Redis with TLS", () => {
  const json = connected({ auth: false, tls: true });
  const { template } = one(json, "google_cloud_run_v2_service");

  test("has the certificates in a file that every user may read", () => {
    const [volume] = template.volumes;
    expect(pointsAt(json, volume.secret.secret)).toBe("google_secret_manager_secret cache-ca secret_id");
    expect(volume.secret.items).toEqual([{ path: "ca.pem", mode: 0o444, version: expect.any(String) }]);
    expect(volume.secret.items[0].version).toMatch(/^\$\{google_secret_manager_secret_version\.\w+\.version\}$/);
  });

  test("mounts that file at the path in the variable", () => {
    const [mount] = template.containers[0].volume_mounts;
    const [volume] = template.volumes;
    expect(mount.name).toBe(volume.name);
    expect(variables(one(json, "google_cloud_run_v2_service")).REDIS_CA_FILE).toEqual({
      name: "REDIS_CA_FILE",
      value: `${mount.mount_path}/${volume.secret.items[0].path}`,
    });
  });
});

test("a container that uses Redis without TLS has no file", () => {
  const { template } = one(connected({ auth: true, tls: false }), "google_cloud_run_v2_service");
  expect([template.volumes, template.containers[0].volume_mounts]).toEqual([undefined, undefined]);
});

test("the password comes from the secret, in the version that is current", () => {
  const json = connected({ auth: true, tls: false });
  const { secret_key_ref } = variables(one(json, "google_cloud_run_v2_service")).REDIS_PASSWORD?.value_source ?? {};
  expect(pointsAt(json, secret_key_ref.secret)).toBe("google_secret_manager_secret cache-auth secret_id");
  expect(secret_key_ref.version).toMatch(/^\$\{google_secret_manager_secret_version\.\w+\.version\}$/);
});

test("a variable that connectTo sets is refused in env", () => {
  expect(() => connected({ auth: false, tls: false }, { REDIS_HOST: "10.107.0.3" })).toThrow(
    "REDIS_HOST would be set twice - remove it from env, the wiring writes it",
  );
});
