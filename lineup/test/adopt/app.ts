import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { settings, stack } from "./world";

/** Synthesizes as an app of cdktf does: into the folder that it is given, with the settings that it is given. */
const MAIN = `
const { mkdirSync, writeFileSync } = require("node:fs");
const asked = JSON.parse(process.env.CDKTF_CONTEXT_JSON || "{}").settings;
const given = (asked && asked.staging) || {};
const { stack, settings } = require("./written.json");
const { google_vpc_access_connector: c, google_redis_instance: r, google_cloud_run_v2_service: s } = stack.resource;
if (given["connector.instances.max"] > 10) throw new Error("staging: connector.instances.max: must be at most 10");
for (const [setting, value] of Object.entries(given)) {
  if (setting === "connector.instances.max") c.connector.max_instances = value;
  if (setting === "redis.name") r.cache.name = value;
  if (setting === "redis.memoryGb" && !settings.deaf) r.cache.memory_size_gb = value;
  if (setting.startsWith("services.api.env.")) {
    s.api.template.containers[0].env.push({ name: setting.slice(17), value });
  }
}
const { deaf, ...shipped } = settings;
for (const [name, json] of [["staging", stack], ["staging-bootstrap", { resource: {} }]]) {
  const folder = process.env.CDKTF_OUTDIR + "/stacks/" + name;
  mkdirSync(folder, { recursive: true });
  writeFileSync(folder + "/cdk.tf.json", JSON.stringify(json));
  if (name === "staging") writeFileSync(folder + "/settings.json", JSON.stringify(shipped));
}
`;

/** An app whose stack is the small environment. A deaf one takes a setting and does nothing with it. */
export function app(folder: string, { deaf = false } = {}): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "main.js"), MAIN);
  writeFileSync(join(folder, "cdktf.json"), JSON.stringify({ language: "typescript", app: "node main.js" }));
  writeFileSync(
    join(folder, "written.json"),
    JSON.stringify({ stack: stack(), settings: { ...settings(), ...(deaf ? { deaf } : {}) } }),
  );
  return folder;
}
