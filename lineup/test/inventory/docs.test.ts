import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readText } from "../../src/inputs/read";
import { SOURCES } from "../../src/inventory";
import { judge } from "../../src/verify";
import { root } from "../inputs";
import { type Json, LiveProject, PROJECT } from "./live";

const page = readFileSync(join(root, "docs/inventory.md"), "utf8");
const example = /```json\n([\s\S]*?)```/.exec(page)?.[1] ?? "";

test("the example is an inventory, and is judged as the page says", () => {
  const { paths, verdict } = judge(readText(example, "docs/inventory.md"));
  expect(paths.map((path) => [path.from, path.to, path.verdict])).toEqual([
    ["google_cloud_run_v2_service.acme-api", "google_redis_instance.acme-redis", "reachable"],
  ]);
  expect(verdict).toBe("unknown");
});

test("the table of permissions is what is asked for", () => {
  const rows = SOURCES.map(({ what, api, permissions }) => {
    const names = permissions.map((permission) => `\`${permission}\``).join(", ");
    return `| ${what} | ${api.toLowerCase().replace("_v2", "").replace("cloud_", "").replace("_", "")} | ${names} |`;
  });
  const table = page.slice(page.indexOf("| what is read"), page.indexOf("What could not be read"));
  expect(table.trim().split("\n").slice(2)).toEqual(rows);
});

test("the example has the fields of a real one, no more and no fewer", async () => {
  const live = await LiveProject.open();
  const host = await live.settle();
  const secrets = `secretmanager/v1/projects/${PROJECT}/secrets`;
  await live.make(`${secrets}?secretId=redis-auth`, { replication: { automatic: {} } });
  await live.make(`${secrets}/redis-auth:addVersion`, { payload: { data: "aHVudGVyMg==" } });
  const valueSource = { secretKeyRef: { secret: "redis-auth", version: "latest" } };
  await live.service("with-password", [
    { name: "REDIS_HOST", value: host },
    { name: "REDIS_PASSWORD", valueSource },
  ]);
  const real: Json = await live.read();
  await live.close();
  const shown: Json = JSON.parse(example);
  expect(Object.keys(shown)).toEqual(Object.keys(real));
  for (const { type, values } of shown.resources) {
    const same = real.resources.find((resource: Json) => resource.type === type);
    expect(Object.keys(same.values)).toEqual(expect.arrayContaining(Object.keys(values)));
  }
  const { template } = shown.resources[0].values;
  const live0 = real.resources.find((resource: Json) => resource.type === "google_cloud_run_v2_service").values;
  expect(Object.keys(template[0])).toEqual(Object.keys(live0.template[0]));
});
