import { base, type Root } from "../../../../corpus/verify/base";
import { add } from "../../../../corpus/verify/edit";
import { readJson } from "../../../src/inputs/read";
import { buildTopology } from "../../../src/topology/build";
import { givenToEverybody } from "../../../src/topology/given";

function given(type: string, attributes: Root): string[] {
  const root = structuredClone(base);
  add(root, `${type}.x`, { bucket: "acme-terraform-state", ...attributes });
  const { resources } = buildTopology(readJson(root, "main.tf.json"));
  return givenToEverybody(resources).map(({ member, role }) => `${member} ${role}`);
}

test("an access control list opens a bucket to everybody, by entry, by name or by entity", () => {
  expect(given("google_storage_bucket_acl", { role_entity: ["READER:allUsers"] })).toEqual(["allUsers READER"]);
  expect(given("google_storage_bucket_acl", { predefined_acl: "publicRead" })).toEqual(["allUsers publicRead"]);
  const control = { entity: "allAuthenticatedUsers", role: "READER" };
  expect(given("google_storage_bucket_access_control", control)).toEqual(["allAuthenticatedUsers READER"]);
  expect(given("google_storage_default_object_access_control", control)).toHaveLength(1);
});

test("an access control list that names a group or a project opens nothing", () => {
  expect(given("google_storage_bucket_acl", { role_entity: ["READER:group-all@example.com"] })).toEqual([]);
  expect(given("google_storage_bucket_acl", { predefined_acl: "projectPrivate" })).toEqual([]);
});
