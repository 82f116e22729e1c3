import { apiDocuments } from "../../../facts/google-apis";
import { permissionsOfMethod, permissionsOfRole, rolesWith } from "../../../facts/google-apis/iam";
import { calledMethod } from "../../../rehearsal/contract";

const LOCATION = "projects/acme/locations/us-central1";

test.each([
  ["GET", `redis/v1/${LOCATION}/instances`, "redis.projects.locations.instances.list"],
  ["GET", `redis/v1/${LOCATION}/instances/cache/authString`, "redis.projects.locations.instances.getAuthString"],
  ["POST", `redis/v1/${LOCATION}/instances/cache:upgrade`, "redis.projects.locations.instances.upgrade"],
  ["GET", "compute/v1/projects/acme/global/networks/vpc", "compute.networks.get"],
  ["GET", "compute/v1/projects/acme/aggregated/subnetworks", "compute.subnetworks.aggregatedList"],
  ["GET", "run/v1/projects/acme/locations", "run.projects.locations.list"],
  ["GET", "sql/v1beta4/projects/acme/instances/db", "sql.instances.get"],
  ["POST", "upload/storage/v1/b/states/o", "storage.objects.insert"],
  ["GET", "storage/v1/b/states/o/environments%2Fdefault.tfstate", "storage.objects.get"],
  ["HEAD", "storage/v1/b/states/o/x", "storage.objects.get"],
  ["POST", "cloudresourcemanager/v1/projects/acme:getIamPolicy", "cloudresourcemanager.projects.getIamPolicy"],
  ["GET", "memorystore/v1/projects/acme/locations/-/instances", "memorystore.projects.locations.instances.list"],
])("%s %s is %s", (verb, path, id) => {
  expect(calledMethod(verb, path)?.id).toBe(id);
});

test.each([
  ["GET", `redis/v2/${LOCATION}/instances`],
  ["PUT", `redis/v1/${LOCATION}/instances/cache`],
  ["POST", `redis/v1/${LOCATION}/instances/cache:explode`],
  ["GET", `redis/v1/${LOCATION}/instances/`],
  ["GET", "compute/v1/projects/acme/global/networks/a/b/c"],
  ["GET", "pigeons/v1/projects/acme"],
  ["GET", ""],
  ["__proto__", "redis/v1/x"],
])("%s %j is no method of Google's", (verb, path) => {
  expect(calledMethod(verb, path)).toBeUndefined();
});

test("every document says where it is from and of which day it is, and holds structure only", () => {
  const all = apiDocuments();
  expect(all.length).toBeGreaterThan(15);
  for (const { name, source, revision, methods, schemas } of all) {
    expect({ name, revision }).toEqual({ name, revision: expect.stringMatching(/^(20\d{6}|\d+\.\d+\.\d+)$/) });
    expect(source).toMatch(/\d+\.\d+\.\d+: /);
    const prose = /"(description|enumDescriptions|scopes)":["[]/.exec(JSON.stringify({ methods, schemas }));
    expect({ name, prose: prose?.[0] }).toEqual({ name, prose: undefined });
    const named = [...JSON.stringify(schemas).matchAll(/"\$ref":"([^"]+)"/g)].map(([, other = ""]) => other);
    const bodies = Object.values(methods).flatMap(({ request, response }) => [request, response]);
    const wanted = [...named, ...bodies].filter((other) => other !== undefined);
    expect({ name, missing: wanted.filter((other) => !(other in schemas)) }).toEqual({ name, missing: [] });
  }
});

test("no two methods of one API answer at the same place", () => {
  for (const { name, methods } of apiDocuments()) {
    const places = Object.values(methods).map(
      ({ httpMethod, path }) => `${httpMethod} ${path.replaceAll(/\{\w+\}/g, "{}")}`,
    );
    expect({ name, twice: places.filter((place, at) => places.indexOf(place) !== at) }).toEqual({ name, twice: [] });
  }
});

test("the permissions of methods and roles are known, or said to be unknown", () => {
  expect(permissionsOfMethod("redis.projects.locations.instances.list")).toEqual(["redis.instances.list"]);
  expect(permissionsOfMethod("pigeons.fly")).toBeUndefined();
  expect(permissionsOfMethod("constructor")).toBeUndefined();
  expect(permissionsOfRole("roles/compute.networkViewer")).not.toContain("compute.firewallPolicies.list");
  expect(permissionsOfRole("roles/pigeon.keeper")).toBeUndefined();
  expect(rolesWith("redis.instances.getAuthString")).toEqual(["roles/redis.admin"]);
});
