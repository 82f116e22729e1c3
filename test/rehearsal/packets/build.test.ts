import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { firewallScript, networkScript } from "../../../rehearsal/packets/build";
import { worldOf } from "../../../rehearsal/packets/world";
import type { CloudObject, Store } from "../../../rehearsal/server/store";
import { CACHE, CONNECTOR, change, give, rule, SUBNET, whole } from "../oracle/store";

const PROGRAM = "projects/acme/locations/europe-west1/services/orders";

function scripts(alter: (store: Store) => void): { network: string; firewall: string } {
  const store = whole();
  change(store, CACHE, { reservedIpRange: "10.166.0.0/29" });
  alter(store);
  const world = worldOf(PROGRAM, store);
  return { network: networkScript(world), firewall: firewallScript(world.stages, new Set()) };
}

const linesOf = (fields: CloudObject) =>
  scripts((store) => rule(store, "deny", fields))
    .firewall.split("\n")
    .filter((line) => line.endsWith('comment "deny"'));

describe("a firewall rule as nft has it", () => {
  test.each<[string, CloudObject, string]>([
    ["a port", {}, "ip daddr { 0.0.0.0/0 } meta l4proto 6 th dport { 6379 } counter drop"],
    [
      "ports that overlap",
      { denied: [{ IPProtocol: "UDP", ports: ["1-5", "3-9", "10", "70000"] }] },
      "ip daddr { 0.0.0.0/0 } meta l4proto 17 th dport { 1-10 } counter drop",
    ],
    [
      "a protocol by its number",
      { denied: [{ IPProtocol: "47" }] },
      "ip daddr { 0.0.0.0/0 } meta l4proto 47 counter drop",
    ],
    ["everything", { denied: [{ IPProtocol: "all" }] }, "ip daddr { 0.0.0.0/0 } counter drop"],
    [
      "ranges within others",
      { destinationRanges: ["10.1.0.0/16", "10.0.0.0/8", "10.0.0.0/8", "::/0"] },
      "ip daddr { 10.0.0.0/8 } meta l4proto 6 th dport { 6379 } counter drop",
    ],
    [
      "sources",
      { sourceRanges: ["10.2.0.0/28"] },
      "ip saddr { 10.2.0.0/28 } ip daddr { 0.0.0.0/0 } meta l4proto 6 th dport { 6379 } counter drop",
    ],
  ])("%s", (_, fields, expected) => {
    expect(linesOf(fields)).toEqual([`${expected} comment "deny"`]);
  });

  test.each<[string, CloudObject]>([
    ["ranges of IPv6 only", { destinationRanges: ["::/0"] }],
    ["no range that can be read", { sourceRanges: ["10.0.0.0/33", 7, "x"] }],
    [
      "a protocol that is none",
      { denied: [{ IPProtocol: "tcp; drop" }, { IPProtocol: "999" }, { IPProtocol: 6 }, {}] },
    ],
    ["ports that are none", { denied: [{ IPProtocol: "tcp", ports: ["6379 accept", ""] }] }],
    ["no direction", { direction: undefined }],
  ])("%s: no line at all", (_, fields) => {
    expect(linesOf(fields)).toEqual([]);
  });
});

describe("what somebody wrote in the cloud", () => {
  const HOSTILE = "x$(touch y)`id`'\"\nEND\nrm -rf z\n\u001b[31m{}";

  test("reaches neither the shell nor nft, but ranges and numbers that were read", () => {
    const { network, firewall } = scripts((store) => {
      rule(store, "hostile", {
        name: HOSTILE,
        targetTags: ["vpc-connector"],
        destinationRanges: ["10.0.0.0/8", HOSTILE],
      });
      const at = { network: "vpc", ipCidrRange: HOSTILE };
      store.put(`compute/projects/acme/regions/europe-west1/subnetworks/${HOSTILE}`, at);
      store.put("compute/projects/acme/global/routes/r", { network: "vpc", destRange: HOSTILE, nextHopIp: HOSTILE });
      store.put(CACHE.replace("cache", HOSTILE), {
        ...store.get(CACHE),
        host: `10.166.0.4\n${HOSTILE}`,
        reservedIpRange: HOSTILE,
      });
      change(store, SUBNET, { secondaryIpRanges: [{ ipCidrRange: HOSTILE }, {}] });
    });
    expect(firewall).toContain('comment "xtouchyidENDrm-rfz31m"');
    expect(`${network}${firewall}`).not.toMatch(/touch y|`|rm -rf/);
    expect(`${network}${firewall}`).not.toContain("\u001b");
    expect(network).not.toContain("10.166.0.4");
  });

  test("may be of the wrong type, or not be there", () => {
    for (const vpcAccess of [
      7,
      "conn",
      [],
      { connector: 7 },
      { networkInterfaces: [null] },
      { networkInterfaces: "x" },
    ]) {
      const store = whole();
      give(store, { vpcAccess: vpcAccess as CloudObject });
      expect(worldOf(PROGRAM, store).caller.entry).toBeUndefined();
    }
    const bare = scripts((store) => change(store, CONNECTOR, { ipCidrRange: 7 }));
    expect(bare.network).not.toMatch(/undefined|NaN|null/);
    expect(worldOf("projects/acme/locations/europe-west1/jobs/none", whole()).caller.lost).toBe(
      "no way into any network",
    );
  });
});

test("shares no judgement with lineup, nor with the oracle in TypeScript", () => {
  const root = join(__dirname, "../../..");
  const own = readdirSync(join(root, "rehearsal/packets")).map((name) => join(root, "rehearsal/packets", name));
  const importedBy = (file: string) =>
    [...readFileSync(file, "utf8").matchAll(/from "(\.[^"]*)"/g)].flatMap(([, path = ""]) => {
      const target = resolve(dirname(file), path);
      const candidates = [`${target}.ts`, join(target, "index.ts"), target];
      return candidates.filter((one) => existsSync(one) && /\.\w+$/.test(one)).slice(0, 1);
    });
  const all = new Set(own);
  for (const file of all) for (const imported of importedBy(file)) all.add(imported);
  const read = [...all].map((file) => relative(root, file));
  expect(read).toContain("rehearsal/server/geography.ts");
  expect(read.filter((file) => file.startsWith("lineup/"))).toEqual([]);
  const direct = own.flatMap(importedBy).map((file) => relative(root, file));
  expect([...new Set(direct)].filter((file) => file.startsWith("rehearsal/oracle/")).sort()).toEqual([
    "rehearsal/oracle/redis-endpoints.ts",
    "rehearsal/oracle/verdict.ts",
  ]);
});
