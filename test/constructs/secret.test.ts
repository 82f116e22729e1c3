import { ServiceAccount } from "@cdktf/provider-google/lib/service-account";
import { ExistingSecret, Secret } from "../../constructs/secret";
import { Stack } from "../support/walker/stack";
import { every, one, pointsAt, service, synthesizeConstructs, variables, waitsFor } from "./workbench";

describe("a secret", () => {
  const json = synthesizeConstructs((stack) => {
    const secret = new Secret(stack, "secret", { name: "a-secret", value: "a-value" });
    secret.grantRead(stack, "grant", new ServiceAccount(stack, "reader", { accountId: "reader" }));
    new Secret(stack, "other", { name: "other-secret", value: "other-value" });
    new ServiceAccount(stack, "stranger", { accountId: "stranger" });
  });

  test("holds its value in a version of its own", () => {
    const versions = every(json, "google_secret_manager_secret_version");
    expect(versions.map(({ secret, secret_data }) => [pointsAt(json, secret), secret_data])).toEqual([
      ["google_secret_manager_secret other-secret id", "other-value"],
      ["google_secret_manager_secret a-secret id", "a-value"],
    ]);
  });

  test("leaves its last version readable when the next one comes, without an order that would spread to Redis", () => {
    const versions = every(json, "google_secret_manager_secret_version");
    expect(versions.map(({ deletion_policy, lifecycle }) => [deletion_policy, lifecycle])).toEqual([
      ["ABANDON", undefined],
      ["ABANDON", undefined],
    ]);
  });

  test("waits for the API it needs", () => {
    expect(waitsFor(json, one(json, "google_secret_manager_secret", "a-secret"))).toEqual([
      "google_project_service secretmanager.googleapis.com",
    ]);
  });

  test("may be read by whom it was granted to, and by nobody else", () => {
    const grant = one(json, "google_secret_manager_secret_iam_member");
    expect(grant.role).toBe("roles/secretmanager.secretAccessor");
    expect(pointsAt(json, grant.secret_id)).toBe("google_secret_manager_secret a-secret secret_id");
    expect(pointsAt(json, grant.member)).toBe("google_service_account reader member");
  });
});

test("the version that services read is a number of Google's and not latest", () => {
  synthesizeConstructs((stack) => {
    const { version } = new Secret(stack, "secret", { name: "a-secret", value: "a-value" });
    expect(version).toMatch(/^\$\{TfToken/);
  });
});

describe("a secret that somebody else keeps", () => {
  const json = synthesizeConstructs((stack) => {
    const secret = new ExistingSecret(stack, "keys", { secretId: "app-keys" });
    secret.grantRead(stack, "grant", new ServiceAccount(stack, "reader", { accountId: "reader" }));
    expect(secret.version).toBe("latest");
  });
  const [address = ""] = Object.keys(json.data.google_secret_manager_secret);

  test("is looked up by its name and never made, and its value never read", () => {
    expect(json.data).toEqual({
      google_secret_manager_secret: { [address]: { "//": expect.anything(), secret_id: "app-keys" } },
    });
    expect(Object.keys(json.resource).sort()).toEqual([
      "google_secret_manager_secret_iam_member",
      "google_service_account",
    ]);
  });

  test("may be read by whom it was granted to", () => {
    const grant = one(json, "google_secret_manager_secret_iam_member");
    expect(grant.role).toBe("roles/secretmanager.secretAccessor");
    expect(grant.secret_id).toBe(`\${data.google_secret_manager_secret.${address}.secret_id}`);
    expect(pointsAt(json, grant.member)).toBe("google_service_account reader member");
  });
});

describe("a service that reads secrets somebody else keeps", () => {
  const json = synthesizeConstructs((stack) => {
    service(stack, "api", undefined, { secrets: { STRIPE_KEY: "stripe", JWT_SECRET: "jwt" }, env: { MODE: "live" } });
    service(stack, "web");
  });
  const api = one(json, "google_cloud_run_v2_service", "api");
  const grants = every(json, "google_secret_manager_secret_iam_member");
  const pointedAt = (reference: string) => new Stack(json).resolve(reference)?.resource;

  test("has each in a variable, always the latest, beside what it is told in plain sight", () => {
    const { MODE, ...secret } = variables(api);
    expect(MODE).toEqual({ name: "MODE", value: "live" });
    const read = Object.entries(secret).map(([name, { value_source }]) => {
      const { secret, version } = value_source.secret_key_ref;
      return [name, secret.split(".").at(-1), pointedAt(secret)?.body.secret_id, version];
    });
    expect(read).toEqual([
      ["JWT_SECRET", "secret_id}", "jwt", "latest"],
      ["STRIPE_KEY", "secret_id}", "stripe", "latest"],
    ]);
  });

  test("looks them up and makes none", () => {
    expect(Object.keys(json.data.google_secret_manager_secret)).toHaveLength(2);
    expect(json.resource).not.toHaveProperty("google_secret_manager_secret");
    expect(json.resource).not.toHaveProperty("google_secret_manager_secret_version");
  });

  test("may read them under its own account, and nobody else may", () => {
    expect(
      grants
        .map(({ secret_id, member, role }) => [pointedAt(secret_id)?.body.secret_id, pointsAt(json, member), role])
        .sort(),
    ).toEqual([
      ["jwt", "google_service_account api member", "roles/secretmanager.secretAccessor"],
      ["stripe", "google_service_account api member", "roles/secretmanager.secretAccessor"],
    ]);
  });

  test("starts after it may read them", () => {
    const addresses = Object.keys(json.resource.google_secret_manager_secret_iam_member);
    expect(addresses).toHaveLength(2);
    expect(api.depends_on).toEqual(
      expect.arrayContaining(addresses.map((address) => `google_secret_manager_secret_iam_member.${address}`)),
    );
  });

  test("has a neighbour that reads none", () => {
    expect(variables(one(json, "google_cloud_run_v2_service", "web"))).toEqual({});
  });
});

test("secrets may be called like anything else a service has", () => {
  const json = synthesizeConstructs((stack) => {
    service(stack, "api", undefined, { secrets: { ACCOUNT: "account", PUBLIC: "public", REDIS_AUTH: "redis-auth" } });
  });
  expect(Object.keys(json.data.google_secret_manager_secret)).toHaveLength(3);
});

test("two variables that read one secret share one grant", () => {
  const json = synthesizeConstructs((stack) => {
    service(stack, "api", undefined, { secrets: { OLD_KEY: "keys", NEW_KEY: "keys" } });
  });
  expect(every(json, "google_secret_manager_secret_iam_member")).toHaveLength(1);
  expect(Object.keys(variables(one(json, "google_cloud_run_v2_service", "api")))).toEqual(["NEW_KEY", "OLD_KEY"]);
});
