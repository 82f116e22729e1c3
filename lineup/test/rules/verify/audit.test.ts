import { CACHE, EGRESS_RULE, INGRESS_RULE, type Root, ref } from "../../../../corpus/verify/base";
import { access, allow, close, deny, opening, set } from "../../../../corpus/verify/edit";
import { changed, only, plan, said, state } from "./ask";

const redis = { protocol: "tcp", ports: ["6379"] };

describe("unneeded-rule", () => {
  const OPENING = "google_compute_firewall.opening";
  const elsewhere = { destination_ranges: ["10.50.0.0/16"], allow: [{ protocol: "tcp", ports: ["5432"] }] };
  const unneeded = (change: (root: Root) => void) => said("unneeded-rule", changed(change));

  test("an opening of the connector that serves no declared path is noted", () => {
    expect(
      only(
        "unneeded-rule",
        changed((root) => allow(root, elsewhere)),
      ),
    ).toMatchObject([{ severity: "note", address: OPENING, attribute: "allow" }]);
  });

  test("unless somebody wrote down what it is for", () => {
    expect(unneeded((root) => allow(root, { ...elsewhere, description: "Cloud SQL" }))).toEqual([]);
    expect(unneeded((root) => allow(root, { ...elsewhere, description: "" }))).toHaveLength(1);
  });

  test("the opening that Redis needs is needed", () => {
    expect(unneeded((root) => close(root))).toEqual([]);
  });

  test("also while its path is cut elsewhere", () => {
    expect(unneeded((root) => deny(root))).toEqual([]);
    expect(unneeded((root) => access(root, undefined))).toEqual([]);
  });

  test("a wrong port serves nothing", () => {
    expect(unneeded((root) => opening(root, { allow: [{ protocol: "tcp", ports: ["6381"] }] }))).toHaveLength(1);
  });

  test("rules for other machines, denials and disabled rules are nobody's business here", () => {
    expect(unneeded((root) => allow(root, { ...elsewhere, target_tags: ["web"] }))).toEqual([]);
    expect(unneeded((root) => allow(root, { ...elsewhere, disabled: true }))).toEqual([]);
    expect(unneeded((root) => close(root))).toEqual([]);
  });

  test("plans say the same", () => {
    expect(said("unneeded-rule", plan("open-wrong-port"))).toEqual([`${EGRESS_RULE} allow`]);
    expect(said("unneeded-rule", plan("closed-with-opening"))).toEqual([]);
    expect(said("unneeded-rule", plan("connector-on-hardcoded-network"))).toEqual([]);
  });
});

describe("wide-rule", () => {
  const wide = (attributes: Root) =>
    only(
      "wide-rule",
      changed((root) => opening(root, attributes)),
    );

  test("as wide as the range Redis lives in is not too wide", () => {
    expect(wide({})).toEqual([]);
    expect(wide({ destination_ranges: ["10.166.0.0/17", "10.166.128.0/17"] })).toEqual([]);
  });

  test("more destinations than that are", () => {
    expect(wide({ destination_ranges: ["10.0.0.0/8"] })).toMatchObject([
      { severity: "note", address: EGRESS_RULE, attribute: "destination_ranges" },
    ]);
  });

  test.each([
    { allow: [{ protocol: "tcp" }] },
    { allow: [{ protocol: "all" }] },
    { allow: [redis, { protocol: "udp" }] },
  ])("so is more than the port: %j", (attributes) => {
    expect(wide(attributes)).toMatchObject([{ severity: "note", address: EGRESS_RULE, attribute: "allow" }]);
  });

  test("a port that nobody knows yet is not held against the rule", () => {
    const root = changed((root) => set(root, CACHE, { transit_encryption_mode: ref("var.tls") }));
    expect(said("wide-rule", root)).toEqual([]);
  });

  test("plans say the same", () => {
    expect(said("wide-rule", plan("open-more-than-the-range"))).toEqual([`${EGRESS_RULE} destination_ranges`]);
    expect(said("wide-rule", plan("open-port-range"))).toEqual([`${EGRESS_RULE} allow`]);
    expect(said("wide-rule", plan("closed-with-opening"))).toEqual([]);
  });
});

describe("ingress-from-anywhere", () => {
  const ingress = (attributes: Root) =>
    only(
      "ingress-from-anywhere",
      changed((root) => set(root, INGRESS_RULE, attributes)),
    );

  test.each([
    { source_ranges: ["0.0.0.0/0"] },
    { source_ranges: ["10.0.0.0/8", "0.0.0.0/1", "128.0.0.0/1"] },
    { source_ranges: ["::/0"] },
    { source_ranges: undefined },
    { source_ranges: ["0.0.0.0/0"], source_tags: ["web"] },
    { source_ranges: ["0.0.0.0/0"], target_service_accounts: ["a@b.c"] },
    { source_ranges: ["0.0.0.0/0"], destination_ranges: ["10.0.0.0/28"] },
  ])("lets the internet in: %j", (attributes) => {
    expect(ingress(attributes)).toMatchObject([
      { severity: "warning", address: INGRESS_RULE, attribute: "source_ranges" },
    ]);
  });

  test.each([
    { source_ranges: ["10.0.0.0/8"] },
    { source_ranges: ["0.0.0.0/1"] },
    { source_ranges: undefined, source_tags: ["web"] },
    { source_ranges: undefined, source_service_accounts: ["a@b.c"] },
    { source_ranges: ["0.0.0.0/0"], disabled: true },
    { source_ranges: ["0.0.0.0/0"], allow: undefined, deny: [redis] },
    { source_ranges: [ref("var.range")] },
  ])("does not: %j", (attributes) => {
    expect(ingress(attributes)).toEqual([]);
  });

  test("an egress rule to anywhere is none", () => {
    expect(
      said(
        "ingress-from-anywhere",
        changed((root) => opening(root, { destination_ranges: ["0.0.0.0/0"] })),
      ),
    ).toEqual([]);
  });

  test("plans and states say the same", () => {
    const rule = { name: "r", project: "a", network: "n", direction: "INGRESS", priority: 1000, allow: [redis] };
    const open = (source_ranges: string[]) => state({ [INGRESS_RULE]: { ...rule, source_ranges } });
    expect(said("ingress-from-anywhere", open(["0.0.0.0/0"]))).toEqual([`${INGRESS_RULE} source_ranges`]);
    expect(said("ingress-from-anywhere", open(["10.0.0.0/8"]))).toEqual([]);
    expect(said("ingress-from-anywhere", plan("ok"))).toEqual([]);
  });
});
