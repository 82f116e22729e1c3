import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { synthesize } from "../../main";
import { temporaryFolder } from "../support/folder";

const folder = temporaryFolder();
const out = join(folder, "out");
afterEach(() => delete process.env.CDKTF_CONTEXT_JSON);

function synthesizeWith(settings: unknown): void {
  process.env.CDKTF_CONTEXT_JSON = JSON.stringify({ settings });
  synthesize(out);
}

test("settings that cdktf's context proposes for one environment are refused with what is wrong, and nothing is written", () => {
  const proposed = { staging: { "connector.instances.max": 2 }, production: { "redis.tier": "SMALL" } };
  expect(() => synthesizeWith(proposed)).toThrow(
    /^3 things are wrong:\n(?:.*\n)*.*environments\/production\.ts: redis\.tier: /,
  );
  expect(existsSync(out)).toBe(false);
});

test("or are synthesized", () => {
  synthesizeWith({ staging: { "connector.instances.max": 10 } });
  const most = (name: string) => {
    const { resource } = JSON.parse(readFileSync(join(out, "stacks", name, "cdk.tf.json"), "utf8"));
    return resource.google_vpc_access_connector.connector.max_instances;
  };
  expect([most("staging"), most("production")]).toEqual([10, 10]);
  const settings = JSON.parse(readFileSync(join(out, "stacks/staging/settings.json"), "utf8")).settings;
  expect(settings.find(({ attribute }: { attribute: string }) => attribute === "max_instances").written).toBe(10);
});
