import { ComputeAddress } from "@cdktf/provider-google/lib/compute-address";
import { ComputeNetwork } from "@cdktf/provider-google/lib/compute-network";
import { ComputeRouter } from "@cdktf/provider-google/lib/compute-router";
import { ComputeRouterNat } from "@cdktf/provider-google/lib/compute-router-nat";
import { RedisInstance } from "@cdktf/provider-google/lib/redis-instance";
import { VpcAccessConnector } from "@cdktf/provider-google/lib/vpc-access-connector";
import { Construct } from "constructs";
import { Port } from "../../addressing/port";
import type { CloudRunService } from "../../constructs/cloud-run-service";
import type { RedisCache } from "../../constructs/redis-cache";
import { cacheIn, connectorIn, dedicated, SERVICES, service } from "../constructs/workbench";
import { ref } from "../support/rewrites";
import { synthesize } from "../support/synth";
import { BareStack } from "./bare-stack";

const synthesizeBare = (build: (stack: BareStack) => void) =>
  synthesize("bare", (app) => build(new BareStack(app, "bare")));

const LITERALS: [string, (stack: BareStack) => void][] = [
  [
    '[bare/connector] network must be a reference, got "staging-vpc"',
    (stack) => new VpcAccessConnector(stack, "connector", { name: "connector", network: "staging-vpc" }),
  ],
  [
    '[bare/cache] authorizedNetwork must be a reference, got "default"',
    (stack) => new RedisInstance(stack, "cache", { name: "cache", memorySizeGb: 1, authorizedNetwork: "default" }),
  ],
  [
    '[bare/address] subnetwork must be a reference, got "staging-subnet"',
    (stack) => new ComputeAddress(stack, "address", { name: "address", subnetwork: "staging-subnet" }),
  ],
  [
    '[bare/nat] router must be a reference, got "staging-nat-router"',
    (stack) =>
      new ComputeRouterNat(stack, "nat", {
        name: "nat",
        router: "staging-nat-router",
        sourceSubnetworkIpRangesToNat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
      }),
  ],
  [
    '[bare/deep/inside/router] network must be a reference, got "staging-vpc"',
    (stack) =>
      new ComputeRouter(new Construct(new Construct(stack, "deep"), "inside"), "router", {
        name: "router",
        network: "staging-vpc",
      }),
  ],
];

test.each(LITERALS)("at synth: %s", (sentence, build) => {
  expect(() => synthesizeBare(build)).toThrow(`${sentence} - pass the Network object, not its name`);
});

test("all literals are named at once", () => {
  const build = () =>
    synthesizeBare((stack) => {
      new ComputeRouter(stack, "one", { name: "one", network: "staging-vpc" });
      new ComputeRouter(stack, "two", { name: "two", network: "default" });
    });
  expect(build).toThrow(/\[bare\/one\].*\[bare\/two\]/s);
});

test("a reference is let through", () => {
  const json = synthesizeBare((stack) => {
    const network = new ComputeNetwork(stack, "network", { name: "a-network" });
    new ComputeRouter(stack, "router", { name: "router", network: network.id });
  });
  expect(json.resource.google_compute_router.router.network).toBe(ref("google_compute_network.network.id"));
});

test("a resource of another kind may have a network that it leaves out", () => {
  const json = synthesizeBare((stack) => new ComputeAddress(stack, "address", { name: "address" }));
  expect(json.resource.google_compute_address.address).not.toHaveProperty("network");
});

describe("a service behind a connector", () => {
  const build = (connect: (api: CloudRunService, cache: RedisCache) => void) => () =>
    synthesizeBare((stack) => {
      const network = dedicated(stack);
      const cache = cacheIn(network);
      const connector = connectorIn(network);
      service(stack, "other", connector).connectTo(cache);
      connect(service(stack, "api", connector), cache);
      service(stack, "web");
    });
  const sentence =
    "[bare/api] api is attached to a connector but connected to no Redis - call connectTo(cache), or create it without a connector";

  test("is refused at synth without connectTo", () => {
    expect(build(() => {})).toThrow(sentence);
  });

  test("is refused also when it reaches something else, as Cloud SQL", () => {
    expect(build((api) => api.allowTo(SERVICES, Port.tcp(5432), "orders are kept in Cloud SQL"))).toThrow(sentence);
  });

  test("is accepted with it, beside one outside the network", () => {
    expect(build((api, cache) => api.connectTo(cache))).not.toThrow();
  });
});
