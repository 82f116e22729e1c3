import { paths } from "../../../src/diagnose/parts/paths";
import { env, type Json, REDIS, sceneOf, service, told } from "./scene";

const REACHES = service("acme-api", env({ REDIS_HOST: "10.166.0.3" }));
/** A service that a release has taken its variables from. */
const lost = (change: Json = {}) =>
  service("acme-auth", [], { template: [{ containers: [{ image: "app" }], ...change }] });
const IN_NETWORK = { vpc_access: [{ connector: "acme-connector" }] };
const SAYS = expect.stringContaining("acme-auth says nowhere where its Redis is, so no path of it was judged");

test("a service with a way into the network and no Redis is not called healthy unless somebody says that it needs none", async () => {
  const { gaps } = await told(paths, { resources: [REDIS, REACHES, lost(IN_NETWORK)] });
  expect(gaps).toContainEqual(SAYS);
});

test("one without a way into the network needs none, unless it is what was asked for", async () => {
  const scene = await sceneOf({ resources: [REDIS, REACHES, lost()] });
  expect((await told(paths, scene)).gaps).not.toContainEqual(SAYS);
  const asked = { ...scene, asked: { ...scene.asked, service: "acme-auth" } };
  expect((await told(paths, asked)).gaps).toContainEqual(SAYS);
});

test("where it is written, its variables are compared with that", async () => {
  const config = { resource: { google_cloud_run_v2_service: { auth: { name: "acme-auth", template: {} } } } };
  const { gaps } = await told(paths, { resources: [REDIS, REACHES, lost(IN_NETWORK)], config });
  expect(gaps).not.toContainEqual(SAYS);
});
