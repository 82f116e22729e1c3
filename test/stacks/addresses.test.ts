import { ServiceAccount } from "@cdktf/provider-google/lib/service-account";
import { Construct } from "constructs";
import { read, stagingInput, synthesize, synthesizeEnvironment } from "../support/synth";
import { BareStack } from "./bare-stack";
import { resourcesOf } from "./stacks";

test("the addresses of staging are public: a renamed one is a destroy and a create", () => {
  const json = synthesizeEnvironment(read(stagingInput()));
  expect(
    resourcesOf(json)
      .map(({ address }) => address)
      .sort(),
  ).toEqual([
    "google_cloud_run_v2_service.auth_service",
    "google_cloud_run_v2_service.backend_service",
    "google_cloud_run_v2_service.frontend_service",
    "google_cloud_run_v2_service_iam_member.auth_service_public",
    "google_cloud_run_v2_service_iam_member.backend_service_public",
    "google_cloud_run_v2_service_iam_member.frontend_service_public",
    "google_compute_firewall.firewall_closed",
    "google_compute_firewall.firewall_egress_tcp_3307_to_10_166_0_0_16",
    "google_compute_firewall.firewall_egress_tcp_5432_to_10_166_0_0_16",
    "google_compute_firewall.firewall_external_apis",
    "google_compute_firewall.firewall_health_checks",
    "google_compute_firewall.firewall_internal",
    "google_compute_firewall.firewall_redis",
    "google_compute_firewall.firewall_redis_egress",
    "google_compute_global_address.private_services_range",
    "google_compute_network.network",
    "google_compute_router.nat_router",
    "google_compute_router_nat.nat_gateway",
    "google_compute_subnetwork.network_subnet",
    "google_project_service.apis_compute",
    "google_project_service.apis_iam",
    "google_project_service.apis_redis",
    "google_project_service.apis_run",
    "google_project_service.apis_secretmanager",
    "google_project_service.apis_servicenetworking",
    "google_project_service.apis_vpcaccess",
    "google_redis_instance.cache",
    "google_secret_manager_secret.cache_auth",
    "google_secret_manager_secret_iam_member.auth_service_reads_redis_auth",
    "google_secret_manager_secret_iam_member.backend_service_reads_redis_auth",
    "google_secret_manager_secret_version.cache_auth_version",
    "google_service_account.auth_service_account",
    "google_service_account.backend_service_account",
    "google_service_account.frontend_service_account",
    "google_service_networking_connection.private_services_connection",
    "google_vpc_access_connector.connector",
  ]);
});

describe("an address", () => {
  const synthesizeBare = (build: (stack: BareStack) => void) =>
    synthesize("bare", (app) => build(new BareStack(app, "bare")));
  const account = (scope: Construct, id: string) => new ServiceAccount(scope, id, { accountId: "an-account" });

  test("is the way to the resource, without the hash that cdktf adds", () => {
    const json = synthesizeBare((stack) => account(new Construct(stack, "backend-service"), "account"));
    expect(resourcesOf(json).map(({ address }) => address)).toEqual(["google_service_account.backend_service_account"]);
  });

  test("leaves out the main resource of a construct", () => {
    const json = synthesizeBare((stack) => account(new Construct(stack, "reader"), "Resource"));
    expect(resourcesOf(json).map(({ address }) => address)).toEqual(["google_service_account.reader"]);
  });

  test("that two resources would share is refused and not merged", () => {
    const build = () =>
      synthesizeBare((stack) => {
        account(new Construct(stack, "reader"), "service-account");
        account(new Construct(stack, "reader-service"), "account");
      });
    expect(build).toThrow(
      "bare/reader-service/account and bare/reader/service-account would share the address reader_service_account - rename one of the two ids",
    );
  });
});
