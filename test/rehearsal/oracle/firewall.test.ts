import { judge } from "../../../rehearsal/oracle/judge";
import type { CloudObject, Store } from "../../../rehearsal/server/store";
import { give, opening, rule, TAG, whole } from "./store";

function answer(rules: Record<string, CloudObject>, alter: (store: Store) => void = () => {}): string | undefined {
  const store = whole();
  for (const [name, fields] of Object.entries(rules)) rule(store, name, fields);
  alter(store);
  return judge(store)[0]?.answer;
}

describe("a rule that denies", () => {
  const deny = (fields: CloudObject) => answer({ deny: fields });

  test.each<[string, CloudObject]>([
    ["everybody", {}],
    ["the tag of every connector", { targetTags: ["vpc-connector"] }],
    ["the tag of this connector", { targetTags: ["batch", TAG] }],
    ["this connector's range", { sourceRanges: ["10.2.0.0/28"] }],
    ["the one address of Redis", { destinationRanges: ["10.166.0.3/32"] }],
    ["every protocol", { denied: [{ IPProtocol: "all" }] }],
    ["tcp by its number", { denied: [{ IPProtocol: "6" }] }],
    ["tcp in capitals", { denied: [{ IPProtocol: "TCP", ports: ["6379"] }] }],
    ["a span of ports", { denied: [{ IPProtocol: "tcp", ports: ["80", "6000-7000"] }] }],
    ["just below what is implied", { priority: 65534 }],
  ])("cuts the path: %s", (_, fields) => {
    expect(deny(fields)).toBe("blocked");
  });

  test.each<[string, CloudObject]>([
    ["what comes in", { direction: "INGRESS", sourceRanges: ["0.0.0.0/0"] }],
    ["nothing, being disabled", { disabled: true }],
    ["another tag", { targetTags: ["vpc-connector-us-central1-conn"] }],
    ["another range", { sourceRanges: ["10.3.0.0/28"] }],
    ["the address beside Redis's", { destinationRanges: ["10.166.0.4/32"] }],
    ["another protocol", { denied: [{ IPProtocol: "udp", ports: ["6379"] }] }],
    ["other ports", { denied: [{ IPProtocol: "tcp", ports: ["6378", "6380-6400"] }] }],
    ["another network", { network: "projects/acme/global/networks/default" }],
    ["the network of that name in another project", { network: "projects/other/global/networks/vpc" }],
  ])("leaves the path alone: %s", (_, fields) => {
    expect(deny(fields)).toBe("reachable");
  });

  test("some of the addresses leaves it open which the program gets", () => {
    expect(deny({ sourceRanges: ["10.2.0.0/29"] })).toBe("cannot tell");
  });
});

describe("of two rules", () => {
  test.each([
    ["the lower number wins", 999, "reachable"],
    ["deny wins at the same number", 1000, "blocked"],
    ["the higher number loses", 1001, "blocked"],
  ])("%s", (_, priority, expected) => {
    expect(answer({ deny: {}, allow: { ...opening, priority } })).toBe(expected);
    expect(answer({ allow: { ...opening, priority }, deny: {} })).toBe(expected);
  });
});

describe("a rule for a service account", () => {
  const targetServiceAccounts = ["orders@acme.iam.gserviceaccount.com"];

  test("may or may not act, which matters where it decides", () => {
    expect(answer({ deny: { targetServiceAccounts } })).toBe("cannot tell");
  });

  test("does not matter where the path comes out alike without it", () => {
    expect(answer({ deny: {}, also: { targetServiceAccounts, priority: 10 } })).toBe("blocked");
    expect(answer({ allow: { ...opening, targetServiceAccounts } })).toBe("reachable");
  });
});

describe("an interface of the service's own", () => {
  const direct = (tags: string[]) => (store: Store) =>
    give(store, { vpcAccess: { networkInterfaces: [{ subnetwork: "apps", tags }] } });

  test("carries its own tags and no connector's", () => {
    expect(answer({ deny: { targetTags: ["orders"] } }, direct(["orders"]))).toBe("blocked");
    expect(answer({ deny: { targetTags: ["orders"] } }, direct([]))).toBe("reachable");
    expect(answer({ deny: { targetTags: ["vpc-connector"] } }, direct(["orders"]))).toBe("reachable");
  });

  test("has its address from the subnet", () => {
    expect(answer({ deny: { sourceRanges: ["10.0.0.0/24"] } }, direct([]))).toBe("blocked");
    expect(answer({ deny: { sourceRanges: ["10.2.0.0/28"] } }, direct([]))).toBe("reachable");
  });
});

describe("the connector's own traffic", () => {
  const all = { denied: [{ IPProtocol: "all" }] };
  const open = { ...opening, priority: 5 };

  test.each<[string, Record<string, CloudObject>, string]>([
    ["is cut by a deny at the number of Google's own rule", { open, all: { ...all, priority: 100 } }, "blocked"],
    ["is spared by a deny below it", { open, all: { ...all, priority: 101 } }, "reachable"],
    [
      "is cut on one of its ports",
      { udp: { priority: 10, denied: [{ IPProtocol: "udp", ports: ["666"] }] } },
      "blocked",
    ],
    ["is cut where it may not answer a ping", { icmp: { priority: 100, denied: [{ IPProtocol: "icmp" }] } }, "blocked"],
    ["is not cut on others", { tcp: { priority: 10, denied: [{ IPProtocol: "tcp", ports: ["443"] }] } }, "reachable"],
    [
      "is not cut by a deny towards other places",
      { open, all: { ...all, priority: 10, destinationRanges: ["10.0.0.0/8"] } },
      "reachable",
    ],
  ])("%s", (_, rules, expected) => {
    expect(answer(rules)).toBe(expected);
  });

  test("is no matter of an interface", () => {
    const direct = (store: Store) => give(store, { vpcAccess: { networkInterfaces: [{ subnetwork: "apps" }] } });
    expect(answer({ open, all: { ...all, priority: 10 } }, direct)).toBe("reachable");
  });
});
