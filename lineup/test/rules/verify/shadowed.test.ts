import { EGRESS_RULE, INGRESS_RULE, type Root } from "../../../../corpus/verify/base";
import { allow, close, deny, otherNetwork, set } from "../../../../corpus/verify/edit";
import type { AuditedRule } from "../../../src/rules/verify/firewall/audited";
import { shadowedRules } from "../../../src/rules/verify/firewall/shadowed";
import { IntervalSet } from "../../../src/sets/intervals";
import { tcp } from "../../../src/sets/traffic";
import { changed, only, plan, said, sample } from "./ask";

const OPENING = [`${EGRESS_RULE} priority`];
const shadowed = (change: (root: Root) => void) => said("shadowed-rule", changed(change));

describe("a rule never decides a packet", () => {
  test("below one that decides all of it", () => {
    const [found, ...more] = only(
      "shadowed-rule",
      changed((root) => deny(root)),
    );
    expect(found).toMatchObject({ severity: "warning", address: EGRESS_RULE, attribute: "priority" });
    expect(found?.message).toContain("google_compute_firewall.lockdown");
    expect(more).toEqual([]);
  });

  test("below several that decide it only together, and all of them are named", () => {
    const root = changed((root) => {
      deny(root, { destination_ranges: ["10.166.0.0/17"] }, "lower");
      allow(root, { destination_ranges: ["10.166.128.0/17"] }, "upper");
    });
    const [found] = only("shadowed-rule", root);
    expect(found?.address).toBe(EGRESS_RULE);
    expect(found?.message).toContain("google_compute_firewall.lower");
    expect(found?.message).toContain("google_compute_firewall.upper");
  });

  test("below one that names no target", () => {
    expect(shadowed((root) => deny(root, { target_tags: undefined }))).toEqual(OPENING);
  });

  test("where each of its tags has a rule in front", () => {
    const change = (tags: string[]) => (root: Root) => {
      set(root, EGRESS_RULE, { target_tags: ["a", "b"] });
      for (const tag of tags) deny(root, { target_tags: [tag] }, tag);
    };
    expect(shadowed(change(["a", "b"]))).toEqual(OPENING);
    expect(shadowed(change(["a"]))).toEqual([]);
  });

  test("where a deny stands at the same number", () => {
    expect(shadowed((root) => deny(root, { priority: 1000 }))).toEqual(OPENING);
  });

  test("of two that say the same at the same number, one is too many", () => {
    expect(shadowed((root) => allow(root, { priority: 1000 }))).toHaveLength(1);
  });

  test("by two ranges of ports that meet, one of them far larger than the other", () => {
    const root = changed((root) => {
      set(root, EGRESS_RULE, { allow: [{ protocol: "tcp" }], destination_ranges: ["0.0.0.0/0"] });
      deny(root, { deny: [{ protocol: "tcp", ports: ["1-65535"] }], destination_ranges: ["0.0.0.0/0"] }, "most");
      deny(root, { deny: [{ protocol: "tcp", ports: ["0"] }], destination_ranges: ["0.0.0.0/0"] }, "rest");
    });
    expect(
      only("shadowed-rule", root)
        .map(({ message }) => message)
        .join(),
    ).toMatch(/most.*rest|rest.*most/);
  });
});

describe("a rule decides something", () => {
  test("where half of it is left", () => {
    expect(shadowed((root) => deny(root, { destination_ranges: ["10.166.0.0/17"] }))).toEqual([]);
  });

  test("above whatever says the same with a higher number", () => {
    expect(shadowed((root) => close(root))).toEqual([]);
  });

  test("where an allow stands at the same number as a deny", () => {
    expect(shadowed((root) => deny(root, { priority: 1000 }))).not.toContain(
      "google_compute_firewall.lockdown priority",
    );
  });

  test.each([
    ["for other tags", { target_tags: ["web"] }],
    ["for service accounts that cannot be compared", { target_tags: undefined, target_service_accounts: ["a@b.c"] }],
    ["switched off", { disabled: true }],
    ["for other ports", { deny: [{ protocol: "tcp", ports: ["6378"] }] }],
    ["for another protocol", { deny: [{ protocol: "udp" }] }],
    ["for part of the senders", { source_ranges: ["10.2.0.0/29"] }],
    ["for incoming packets", { direction: "INGRESS", destination_ranges: undefined, source_ranges: ["0.0.0.0/0"] }],
  ])("below a rule %s", (_, attributes) => {
    const found = shadowed((root) => {
      deny(root);
      set(root, "google_compute_firewall.lockdown", attributes);
    });
    expect(found).not.toContain(OPENING[0]);
  });

  test("that speaks to everybody, below one for a tag", () => {
    const found = shadowed((root) => {
      set(root, EGRESS_RULE, { target_tags: undefined });
      deny(root);
    });
    expect(found).toEqual([]);
  });

  test("on its own network", () => {
    expect(shadowed((root) => deny(root, { network: otherNetwork(root) }))).toEqual([]);
  });
});

describe("incoming packets", () => {
  const early = { direction: "INGRESS", destination_ranges: undefined, target_tags: undefined };

  test("have rules of their own, told by where they come from", () => {
    const inFront = (source_ranges: string[]) => (root: Root) => deny(root, { ...early, source_ranges });
    expect(shadowed(inFront(["10.2.0.0/24"]))).toEqual([`${INGRESS_RULE} priority`]);
    expect(shadowed(inFront(["10.2.0.0/29"]))).toEqual([]);
  });

  test("for one destination leave the others to the next rule", () => {
    const destination_ranges = ["10.0.0.0/28"];
    expect(shadowed((root) => deny(root, { ...early, source_ranges: ["10.0.0.0/8"], destination_ranges }))).toEqual([]);
  });
});

describe("thousands of rules for one range and one tag", () => {
  const PORTS = 5000;
  const many = Array.from({ length: PORTS }, (_, index) => ({
    action: index % 2 ? ("allow" as const) : ("deny" as const),
    priority: 1000 + (index % 7),
    box: { to: IntervalSet.of(0, 255), traffic: tcp(2 * index) },
    targets: "t",
    group: "vpc EGRESS",
    rule: { address: `rule-${index}` },
  }));
  const below = (from: number, to: number) => ({
    ...many[0],
    priority: 2000,
    box: { to: IntervalSet.of(16, 31), traffic: IntervalSet.union([tcp(2 * from), tcp(2 * to)]) },
    rule: { address: "below" },
  });
  const all = {
    ...below(0, 1),
    box: { to: IntervalSet.of(16, 31), traffic: IntervalSet.union(many.map(({ box }) => box.traffic)) },
  };
  const found = (...rules: object[]) => shadowedRules([...many, ...rules] as unknown as AuditedRule[]);

  test("each decide their port", () => {
    expect(found()).toEqual([]);
  });

  test("decide what lies below them, wherever they stand in the list", () => {
    expect(found(below(10, PORTS - 1))).toMatchObject([
      { address: "below", message: expect.stringMatching(/^never decides a packet: rule-4999, rule-10 match all/) },
    ]);
    expect(found(below(10, PORTS))).toEqual([]);
  });

  test("are not all named, and not all counted", () => {
    expect(found(all)).toMatchObject([{ address: "below", message: expect.stringContaining(" and many more match") }]);
  });
});

test("plans say the same", () => {
  expect(said("shadowed-rule", plan("deny-lower-number"))).toEqual(OPENING);
  expect(said("shadowed-rule", plan("deny-both-halves-in-two-rules"))).toEqual(OPENING);
  expect(said("shadowed-rule", plan("deny-equal-number"))).toEqual(OPENING);
  expect(said("shadowed-rule", plan("deny-for-other-tag"))).toEqual([]);
  expect(said("shadowed-rule", plan("closed-with-opening"))).toEqual([]);
  expect(said("shadowed-rule", sample("deny-higher-priority"))).toEqual(OPENING);
  expect(said("shadowed-rule", sample("ok"))).toEqual([]);
});
