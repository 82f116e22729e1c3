import { apiDocuments } from "../../facts/google-apis";
import { permissionsOfMethod, permissionsOfRole, predefinedRoles, rolesWith } from "../../facts/google-apis/iam";
import { MORE_PERMISSIONS } from "../../facts/google-apis/more-permissions";

const methods = new Set(apiDocuments().flatMap((document) => Object.keys(document.methods)));

test("the permissions of every method in use are known", () => {
  expect([...methods].filter((id) => !permissionsOfMethod(id)?.length)).toEqual([]);
});

test("what is added by hand is about a method in use, and names Google's page", () => {
  for (const [id, { permissions, source }] of Object.entries(MORE_PERMISSIONS)) {
    expect([id, methods.has(id)]).toEqual([id, true]);
    expect([id, permissions.length > 0 && /^https:\/\/cloud\.google\.com\/\w/.test(source)]).toEqual([id, true]);
  }
});

test("what is added comes to what the data set has, and takes its place only where it says so", () => {
  expect(permissionsOfMethod("compute.firewalls.insert")).toEqual([
    "compute.firewalls.create",
    "compute.networks.updatePolicy",
  ]);
  expect(permissionsOfMethod("storage.objects.get")).toEqual(["storage.objects.get"]);
  expect(permissionsOfMethod("compute.projects.getXpnHost")).toEqual(["compute.projects.get"]);
});

test("what is not known is not taken for nothing", () => {
  expect(permissionsOfMethod("compute.instances.insert.not")).toBeUndefined();
  expect(permissionsOfMethod("constructor")).toBeUndefined();
  expect(permissionsOfRole("__proto__")).toBeUndefined();
  expect(rolesWith("no.such.permission")).toEqual([]);
  expect(predefinedRoles()).toContain("roles/browser");
});
