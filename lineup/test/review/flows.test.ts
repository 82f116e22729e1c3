import fc from "fast-check";
import { type Json, reviewed } from "../../../corpus/score/review/judge";
import { difference } from "../../src/compare/egress-difference";
import { allowed, byPrecedence, decide, type RuleOnSender } from "../../src/reachability/firewall";
import type { RuleEffect } from "../../src/reachability/rule-effects";
import { IntervalSet } from "../../src/sets/intervals";

const flows = (id: string) => reviewed(id).flows;
const CONNECTOR = "google_vpc_access_connector.conn";

test("a rule that goes takes exactly its packets with it", () => {
  expect(flows("opening-removed")).toEqual({
    newlyDenied: [{ from: CONNECTOR, destination: "10.166.0.0/16", protocol: "tcp", ports: "6379" }],
    newlyAllowed: [],
    undecided: [],
  });
});

test("a narrowed rule takes the rest of its range", () => {
  expect(flows("opening-narrowed-around-redis").newlyDenied).toEqual([
    { from: CONNECTOR, destination: "10.166.128.0/17", protocol: "tcp", ports: "6379" },
  ]);
});

test("a widened rule opens what it did not open before, as blocks", () => {
  const { newlyAllowed, newlyDenied } = flows("opening-widened");
  expect(newlyDenied).toEqual([]);
  expect(newlyAllowed.map(({ destination }) => destination)).toEqual([
    "10.0.0.0/9",
    "10.128.0.0/11",
    "10.160.0.0/14",
    "10.164.0.0/15",
    "10.167.0.0/16",
    "10.168.0.0/13",
    "10.176.0.0/12",
    "10.192.0.0/10",
  ]);
});

test("without the wall everything goes out, and the other protocols are said as ranges of numbers", () => {
  const { newlyAllowed } = flows("wall-removed");
  expect(newlyAllowed).toContainEqual({ from: CONNECTOR, destination: "128.0.0.0/1", protocol: "all", ports: "" });
  expect(newlyAllowed.filter(({ destination }) => destination === "10.166.0.0/16")).toEqual([
    { from: CONNECTOR, destination: "10.166.0.0/16", protocol: "0-5,7-255", ports: "" },
    { from: CONNECTOR, destination: "10.166.0.0/16", protocol: "tcp", ports: "0-6378,6380-65535" },
  ]);
});

test("a direct interface is a sender of its own", () => {
  expect(flows("direct-opening-removed").newlyDenied).toEqual([
    { from: "google_cloud_run_v2_service.api", destination: "10.166.0.0/16", protocol: "tcp", ports: "6379" },
  ]);
});

const API = "google_cloud_run_v2_service.api";

test("a service that leaves a walled connector is compared with itself", () => {
  const { newlyAllowed, newlyDenied } = flows("service-leaves-the-wall");
  expect(newlyDenied).toEqual([]);
  expect(new Set(newlyAllowed.map(({ from }) => from))).toEqual(new Set([API]));
  expect(newlyAllowed).toContainEqual({ from: API, destination: "128.0.0.0/1", protocol: "all", ports: "" });
  expect(flows("service-to-interface").newlyAllowed).toEqual(newlyAllowed);
});

test("which rules differ between two senders is no change of these rules", () => {
  const report = reviewed("service-leaves-the-wall", (plan) => {
    const wall = plan.resource_changes.find(({ address }: Json) => address === "google_compute_firewall.closed");
    wall.change.actions = ["update"];
    wall.change.after.description = "for the orders";
  });
  expect(report.risks.map(({ code, address }) => [code, address])).toEqual([["SENDER_WIDENED", API]]);
});

test("an interface with other tags is another sender to the rules", () => {
  const { risks, flows } = reviewed("direct-opening-removed", (plan) => {
    plan.planned_values = structuredClone(plan.prior_state.values);
    const api = plan.planned_values.root_module.resources.find(({ address }: Json) => address === API);
    api.values.template[0].vpc_access[0].network_interfaces[0].tags = ["orders-2"];
    const change = plan.resource_changes.find(({ address }: Json) => address === API);
    change.change.actions = ["update"];
  });
  expect(flows.newlyDenied).toEqual([]);
  expect(flows.newlyAllowed.length).toBeGreaterThan(0);
  expect(risks.find(({ code }) => code === "SENDER_WIDENED")).toMatchObject({ level: "caution", address: API });
});

test("a service that stays is not compared, nor one that goes where it may send no more", () => {
  expect(flows("service-to-new-connector")).toEqual({ newlyDenied: [], newlyAllowed: [], undecided: [] });
});

test.each(["opening-renumbered", "opening-renamed", "rule-described", "deny-for-others", "deny-ingress", "nothing"])(
  "%s makes no difference",
  (id) => {
    expect(flows(id)).toEqual({ newlyDenied: [], newlyAllowed: [], undecided: [] });
  },
);

const LAST = 40;
const set = fc
  .array(fc.tuple(fc.nat(LAST), fc.nat(LAST)), { minLength: 1, maxLength: 3 })
  .map((pairs) => IntervalSet.union(pairs.map(([a, b]) => IntervalSet.of(Math.min(a, b), Math.max(a, b)))));
const rule = fc.record({
  address: fc.constantFrom("a", "b", "c", "d"),
  action: fc.constantFrom("allow" as const, "deny" as const),
  priority: fc.integer({ min: 1, max: 4 }),
  boxes: fc.tuple(fc.record({ to: set, traffic: set })),
});
const known = (one: RuleOnSender): RuleEffect => ({
  rule: { address: one.address } as RuleEffect["rule"],
  best: one,
  worst: one,
  doubts: [],
  undocumented: false,
  partly: false,
});

test("agrees with a packet by packet decision", () => {
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 6 }), fc.array(rule, { maxLength: 6 }), (before, after) => {
      const { newlyDenied, newlyAllowed } = difference(before.map(known), after.map(known));
      const says = (packets: typeof newlyDenied, to: number, traffic: number) =>
        packets.some((one) => one.to.has(to) && one.traffic.has(traffic));
      for (let to = 0; to <= LAST; to += 3) {
        for (let traffic = 0; traffic <= LAST; traffic += 3) {
          const [was, is] = [before, after].map((rules) => goesOut(rules, to, traffic));
          expect(says(newlyDenied, to, traffic)).toBe(was === true && is === false);
          expect(says(newlyAllowed, to, traffic)).toBe(was === false && is === true);
        }
      }
    }),
    { numRuns: 150 },
  );
});

function goesOut(rules: readonly RuleOnSender[], to: number, traffic: number): boolean {
  const packet = { to: IntervalSet.of(to, to), traffic: IntervalSet.of(traffic, traffic) };
  return allowed(decide([...rules].sort(byPrecedence), [packet])).length > 0;
}
