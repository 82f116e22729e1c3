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
  ).toMatchSnapshot();
});

test("so are those of what lets callers in", () => {
  const { services } = stagingInput();
  for (const service of Object.values(services)) {
    Object.assign(service, { public: ["group:support@example.com"], publicBecause: undefined });
  }
  const json = synthesizeEnvironment(read({ ...stagingInput(), services }));
  expect(Object.keys(json.resource.google_cloud_run_v2_service_iam_binding)).toEqual([
    "auth_service_callers",
    "backend_service_callers",
    "frontend_service_callers",
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
