import { ServiceAccount } from "@cdktf/provider-google/lib/service-account";
import { Secret } from "../../constructs/secret";
import { every, one, pointsAt, synthesizeConstructs, waitsFor } from "./workbench";

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

  test("gets its next version before the last one goes", () => {
    for (const version of every(json, "google_secret_manager_secret_version")) {
      expect(version.lifecycle).toEqual({ create_before_destroy: true });
    }
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
