import fc from "fast-check";
import { shownValue } from "../../src/inventory/kinds/shown-value";

test.each<[string, string, string | null]>([
  ["REDIS_HOST", "10.166.0.3", "10.166.0.3"],
  ["REDIS_HOST", " 10.166.0.3 ", "10.166.0.3"],
  ["REDIS_HOST", "::1", "::1"],
  ["REDIS_HOST", "localhost", "localhost"],
  ["REDIS_HOST", "LOCALHOST:6379", "localhost:6379"],
  ["REDIS_ADDR", "10.0.0.3:6379", "10.0.0.3:6379"],
  ["REDIS_URL", "rediss://10.0.0.3:6378", "rediss://10.0.0.3:6378"],
  ["REDIS_URL", "redis://:s3cret@10.0.0.3", "redis://10.0.0.3"],
  ["REDIS_URL", "redis://[fd00::1]:6379", "redis://[fd00::1]:6379"],
  ["REDIS_PORT", "6379", "6379"],
  ["PORT", "70000", null],
  ["RETRIES", "6379", null],
  ["MODE", "", ""],
  ["HOST", "10.0.0.300", null],
  ["HOST", "10.0.0.3.example.com", null],
  ["URL", "https://10.0.0.3/secret", null],
  ["URL", "redis://pa/ss@10.0.0.3", null],
  ["URL", "amqp://user:pass@10.0.0.3", null],
  ["HOST", "localhost.evil", null],
])("%s=%s is written as %s", (name, value, written) => {
  expect(shownValue(name, value)).toBe(written);
});

test("whatever a value is, no word of it is written", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string(), (name, value) => {
      expect(shownValue(name, value) ?? "").toMatch(/^((rediss?:\/\/)?(localhost|[\d.]+|\[?[\da-f:.]+\]?)(:\d+)?)?$/i);
    }),
  );
});
