import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { settingsBeside } from "../../src/adopt/settings";

const folder = mkdtempSync(join(tmpdir(), "settings-"));
afterAll(() => rmSync(folder, { recursive: true }));

const ROW = { address: "google_redis_instance.cache", attribute: "tier", setting: "redis.tier", written: "BASIC" };

const beside = (row: object) => {
  const settings = { schema: "lineup/settings/1", file: "a.ts", adoption: "a.json", settings: [{ ...ROW, ...row }] };
  writeFileSync(join(folder, "settings.json"), JSON.stringify(settings));
  return settingsBeside(folder);
};

test("a setting is read", () => {
  expect(beside({ form: "{}s", as: "number" })?.settings).toMatchObject([ROW]);
});

test.each([
  ["a form without a place", { form: "s" }],
  ["a form that is no text", { form: 5 }],
  ["a map that holds objects", { values: { BASIC: {} } }],
  ["no address", { address: undefined }],
  ["what no setting has", { constructor: "x" }],
])("%s is refused with the place where it stands", (_, row) => {
  expect(() => beside(row)).toThrow(/settings\.json does not say .*settings\.0.* - synthesize again, or remove it$/);
});
