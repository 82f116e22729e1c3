import { ExistingSecret, Secret } from "../../constructs/secret";
import { Stack } from "../support/walker/stack";
import { accountOf, every, one, pointsAt, service, synthesizeConstructs, variables, waitsFor } from "./workbench";

describe("a secret", () => {
  const json = synthesizeConstructs((stack) => {
    const secret = new Secret(stack, "secret", { name: "a-secret", value: "a-value" });
    secret.grantRead(stack, "grant", accountOf("reader"));
    new Secret(stack, "other", { name: "other-secret", value: "other-value" });
  });

  test("holds its value in a version of its own", () => {
    const versions = every(json, "google_secret_manager_secret_version");
    expect(versions.map(({ secret, secret_data }) => [pointsAt(json, secret), secret_data])).toEqual([
      ["google_secret_manager_secret other-secret id", "other-value"],
      ["google_secret_manager_secret a-secret id", "a-value"],
    ]);
  });

  test("leaves its last version readable when a new one is created, without create_before_destroy", () => {
    const versions = every(json, "google_secret_manager_secret_version");
    expect(versions.map(({ deletion_policy, lifecycle }) => [deletion_policy, lifecycle])).toEqual([
      ["ABANDON", undefined],
      ["ABANDON", undefined],
    ]);
  });

  test("goes after the services that read it, and so does the leave to read it", () => {
    const kept = ["google_secret_manager_secret", "google_secret_manager_secret_iam_member"].flatMap((type) =>
      every(json, type).map(({ lifecycle }) => lifecycle),
    );
    expect(kept).toEqual(Array(3).fill({ create_before_destroy: true }));
  });

  test("waits for the API it needs", () => {
    expect(waitsFor(json, one(json, "google_secret_manager_secret", "a-secret"))).toEqual([
      "google_project_service secretmanager.googleapis.com",
    ]);
  });

  test("may be read by the accounts it was granted to only", () => {
    const grant = one(json, "google_secret_manager_secret_iam_member");
    expect(grant.role).toBe("roles/secretmanager.secretAccessor");
    expect(pointsAt(json, grant.secret_id)).toBe("google_secret_manager_secret a-secret secret_id");
    expect(grant.member).toBe(`serviceAccount:${accountOf("reader")}`);
  });
});

test("services read a numbered version, not latest", () => {
  synthesizeConstructs((stack) => {
    const { version } = new Secret(stack, "secret", { name: "a-secret", value: "a-value" });
    expect(version).toMatch(/^\$\{TfToken/);
  });
});

describe("a secret that is managed outside this repository", () => {
  const json = synthesizeConstructs((stack) => {
    const secret = new ExistingSecret(stack, "keys", { secretId: "app-keys" });
    secret.grantRead(stack, "grant", accountOf("reader"));
    expect(secret.version).toBe("latest");
  });
  const [address = ""] = Object.keys(json.data.google_secret_manager_secret);

  test("is looked up by its name; it is not created, and its value is not read", () => {
    expect(json.data).toEqual({
      google_secret_manager_secret: { [address]: { "//": expect.anything(), secret_id: "app-keys" } },
    });
    expect(Object.keys(json.resource)).toEqual(["google_secret_manager_secret_iam_member"]);
  });

  test("may be read by the account it was granted to", () => {
    const grant = one(json, "google_secret_manager_secret_iam_member");
    expect(grant.role).toBe("roles/secretmanager.secretAccessor");
    expect(grant.secret_id).toBe(`\${data.google_secret_manager_secret.${address}.secret_id}`);
    expect(grant.member).toBe(`serviceAccount:${accountOf("reader")}`);
  });
});

describe("a service that reads secrets managed outside this repository", () => {
  const json = synthesizeConstructs((stack) => {
    service(stack, "api", undefined, { secrets: { STRIPE_KEY: "stripe", JWT_SECRET: "jwt" }, env: { MODE: "live" } });
    service(stack, "web");
  });
  const api = one(json, "google_cloud_run_v2_service", "api");
  const grants = every(json, "google_secret_manager_secret_iam_member");
  const pointedAt = (reference: string) => new Stack(json).resolve(reference)?.resource;

  test("has each in a variable, in its latest version, beside its plain variables", () => {
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

  test("looks them up and creates none", () => {
    expect(Object.keys(json.data.google_secret_manager_secret)).toHaveLength(2);
    expect(json.resource).not.toHaveProperty("google_secret_manager_secret");
    expect(json.resource).not.toHaveProperty("google_secret_manager_secret_version");
  });

  test("only its own account may read them", () => {
    expect(
      grants.map(({ secret_id, member, role }) => [pointedAt(secret_id)?.body.secret_id, member, role]).sort(),
    ).toEqual([
      ["jwt", `serviceAccount:${accountOf("api")}`, "roles/secretmanager.secretAccessor"],
      ["stripe", `serviceAccount:${accountOf("api")}`, "roles/secretmanager.secretAccessor"],
    ]);
  });

  test("is created after its grants", () => {
    const addresses = Object.keys(json.resource.google_secret_manager_secret_iam_member);
    expect(addresses).toHaveLength(2);
    expect(api.depends_on).toEqual(
      expect.arrayContaining(addresses.map((address) => `google_secret_manager_secret_iam_member.${address}`)),
    );
  });

  test("a service without secrets beside it reads none", () => {
    expect(variables(one(json, "google_cloud_run_v2_service", "web"))).toEqual({});
  });
});

test("a secret may have the name of another resource", () => {
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
