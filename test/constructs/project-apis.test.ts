import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { ProjectApis } from "../../constructs/project-apis";
import { cacheIn, connectorIn, dedicated, every, one, service, synthesizeConstructs, waitsFor } from "./workbench";

test("an API that two constructs ask for is enabled once", () => {
  const json = synthesizeConstructs((stack) => {
    const first = ProjectApis.of(new Construct(stack, "one")).enable("redis");
    const second = ProjectApis.of(new Construct(stack, "two")).enable("redis");
    expect(second).toBe(first);
  });
  expect(every(json, "google_project_service").map((api) => api.service)).toEqual(["redis.googleapis.com"]);
});

test("an API stays on when the environment goes: others may use it", () => {
  const json = synthesizeConstructs((stack) => ProjectApis.of(stack).enable("run"));
  expect(one(json, "google_project_service")).toMatchObject({
    disable_on_destroy: false,
    disable_dependent_services: false,
  });
});

test("each stack enables its own", () => {
  synthesizeConstructs((stack) => {
    const other = new TerraformStack(stack.node.root, "other");
    expect(ProjectApis.of(other)).not.toBe(ProjectApis.of(stack));
    expect(ProjectApis.of(other)).toBe(ProjectApis.of(other));
  });
});

test("whatever a fresh project would refuse waits for its API", () => {
  const json = synthesizeConstructs((stack) => {
    const network = dedicated(stack);
    service(stack, "caller", connectorIn(network)).connectTo(cacheIn(network, { auth: true }));
  });
  const waiting = Object.keys(json.resource).flatMap((type) =>
    every(json, type).flatMap((body) =>
      waitsFor(json, body)
        .filter((address) => address.startsWith("google_project_service "))
        .map((address) => `${type} waits for ${address.split(" ")[1]}`),
    ),
  );
  expect(waiting.sort()).toEqual([
    "google_cloud_run_v2_service waits for run.googleapis.com",
    "google_compute_network waits for compute.googleapis.com",
    "google_redis_instance waits for redis.googleapis.com",
    "google_secret_manager_secret waits for secretmanager.googleapis.com",
    "google_service_networking_connection waits for servicenetworking.googleapis.com",
    "google_vpc_access_connector waits for vpcaccess.googleapis.com",
  ]);
});
