import { whyRefused, whyReplaced } from "../../facts/in-place";

const version = (before: string, after: string) =>
  [whyReplaced, whyRefused].map((why) => why("google_redis_instance", "redis_version", before, after) !== undefined);

test.each([
  ["REDIS_7_2", "REDIS_7_0", [true, false]],
  ["REDIS_7_2", "REDIS_6_X", [false, true]],
  ["REDIS_6_X", "REDIS_5_0", [false, true]],
  ["REDIS_6_X", "REDIS_7_0", [false, false]],
  ["REDIS_7_0", "REDIS_7_2", [false, false]],
] as const)("from %s to %s: replaced by the provider, refused by Google: %j", (before, after, expected) => {
  expect(version(before, after)).toEqual(expected);
});

test("a subnetwork that grows stays, one that shrinks or moves is replaced", () => {
  const range = (after: string) => whyReplaced("google_compute_subnetwork", "ip_cidr_range", "10.0.0.0/24", after);
  expect(range("10.0.0.0/20")).toBeUndefined();
  expect(range("10.0.0.0/25")).toMatch(/never shrink/);
  expect(range("10.0.1.0/24")).toMatch(/never shrink or move/);
});
