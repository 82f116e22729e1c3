import { Completion } from "../../src/inputs/complete";
import { originsOf } from "../../src/inputs/members";
import { saidByValue } from "../../src/inputs/said";
import { Unresolved, type Value } from "../../src/values";

/** Items and blocks as texts: `?` is open, and a block fits the items that it names. */
function origins(items: string[], blocks: Record<string, string[]>) {
  const open = new Set(items.flatMap((item, index) => (item.startsWith("?") ? [index] : [])));
  const fits = (item: string, block: string) => blocks[block]?.includes(item) === true;
  const found = originsOf({ items, open, blocks: Object.keys(blocks), fits, knownPart: (item) => item.slice(0, 2) });
  return Object.fromEntries([...found].map(([index, origin]) => [items[index], origin]));
}

describe("an item comes from", () => {
  test("the only block that fits it and no other item", () => {
    expect(origins(["?a", "9"], { known: ["9"], open: ["?a"] })).toEqual({ "?a": { one: "open" } });
  });

  test("any of the blocks, in pairs, where as many blocks as items are alike", () => {
    const both = ["?a", "?a2"];
    expect(origins(both, { one: both, other: both })).toEqual({ "?a": { one: "one" }, "?a2": { one: "other" } });
  });

  test("none for certain, where what is known of the items differs", () => {
    const both = ["?a", "?b"];
    const anyOf = ["one", "other"];
    expect(origins(both, { one: both, other: both })).toEqual({ "?a": { anyOf }, "?b": { anyOf } });
  });

  test("none for certain, where the block may have made a known item and a dynamic block this one", () => {
    expect(origins(["?a", "9"], { known: ["9"], either: ["?a", "9"] })).toEqual({ "?a": { anyOf: ["either"] } });
  });

  test("nothing that the configuration shows, where no block fits", () => {
    expect(origins(["?a"], { other: [] })).toEqual({ "?a": { anyOf: [] } });
  });

  test("anything, where there are too many to tell apart", () => {
    const items = Array.from({ length: 600 }, (_, index) => `?${index}`);
    const blocks = Object.fromEntries(items.map((item) => [`block ${item}`, [item]]));
    expect(origins(items, blocks)["?7"]).toEqual({ anyOf: Object.keys(blocks) });
  });
});

describe("a block may have made an item", () => {
  const port = { address: "google_redis_instance.cache", attribute: "port" };
  const unknown = new Unresolved("port", [port], port);
  const made = new Unresolved("a function of the port", [port]);
  const completion = new Completion(({ attribute }) => attribute === "port");
  const fits = (item: Value, block: Value) =>
    completion.fits(item, saidByValue(block), { type: "google_compute_firewall", path: "allow" });
  const gap = new Unresolved("(known after apply)");
  const tcp = (ports: Value) => ({ protocol: "tcp", ports });

  test.each<[string, Value, Value, boolean]>([
    ["with the same constants", tcp(["443"]), tcp(["443"]), true],
    ["with the same number in another form", tcp(["443"]), tcp([443]), true],
    ["with other constants", tcp(["443"]), tcp(["444"]), false],
    ["with more of them", tcp(["443"]), tcp(["443", "444"]), false],
    ["known, from an expression", tcp(["443"]), tcp([made]), true],
    ["known, from what the plan does not know", tcp(["443"]), tcp([unknown]), false],
    ["open, from a constant", tcp(gap), tcp(["443"]), false],
    ["open, from an expression", tcp(gap), tcp([unknown]), true],
    ["of another protocol", { protocol: "udp", ports: gap }, tcp([unknown]), false],
    ["that says more than the block", tcp(["443"]), { protocol: "tcp" }, false],
    ["with a zero for what the block does not say", { protocol: "tcp", ports: [] }, { protocol: "tcp" }, true],
  ])("%s", (_, item, block, answer) => {
    expect(fits(item, block)).toBe(answer);
  });
});
