import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { base, CACHE, ref } from "../../corpus/verify/base";
import { readText } from "../src/inputs/read";
import { corpus, everyOutput, type Json, lineup, parsed } from "./inputs";

const SECRET = "hunter2-Sup3r";
const HOST = ref(`${CACHE}.host`);

/** Ways in which a password gets into an environment variable. */
const VARIABLES: [string, string, string][] = [
  ["a password", "REDIS_PASSWORD", SECRET],
  ["a password where a host should be", "REDIS_HOST", SECRET],
  ["a password where a port should be", "REDIS_PORT", SECRET],
  ["a URL with a password and an address", "REDIS_URL", `redis://:${SECRET}@10.166.0.3:6379/0`],
  ["a URL with a password and a name", "REDIS_URL", `rediss://default:${SECRET}@cache.internal:6380`],
  ["a URL with a password and localhost", "REDIS_URL", `redis://:${SECRET}@localhost`],
  ["a URL with a slash in the password", "REDIS_URL", `redis://:${SECRET}/${SECRET}@10.166.0.3:6379`],
  ["a URL that is one password", "REDIS_URL", `redis://${SECRET}`],
  ["a password before a reference", "REDIS_URL", `redis://:${SECRET}@${HOST}:6379`],
  ["a password after a reference", "REDIS_URL", `redis://${HOST}:6379?password=${SECRET}`],
  ["a password beside an unknown value", "REDIS_URL", `${SECRET}@${ref("var.unset")}`],
  ["a password in a function", "REDIS_URL", ref(`format("%s-%s", "${SECRET}", ${CACHE}.host)`)],
  ["a password in what cannot be read", "REDIS_URL", `%{if}${SECRET}`],
  ["a password in half an expression", "REDIS_HOST", `\${"${SECRET}`],
  ["a password in a condition", "REDIS_HOST", ref(`var.unset ? "${SECRET}" : ${CACHE}.host`)],
];

const env = (service: Json): Json[] => [service.template].flat()[0].containers[0].env;

test.each(VARIABLES)("%s is in no output of synthesized JSON", (_, name, value) => {
  const root = structuredClone(base);
  env(root.resource.google_cloud_run_v2_service.api).push({ name, value });
  root.resource.google_compute_firewall.redis_out.description = SECRET;
  root.resource.google_redis_instance.cache.auth_string = SECRET;
  root.locals = { password: SECRET };
  nowhere(JSON.stringify(root));
});

test.each(VARIABLES)("%s is in no output of a state or a plan", (_, name, value) => {
  const state = parsed("state/applied");
  for (const { type, values } of state.values.root_module.resources) {
    if (type === "google_cloud_run_v2_service") env(values).push({ name, value, value_source: [] });
    if (type === "google_redis_instance") values.auth_string = SECRET;
  }
  nowhere(JSON.stringify(state));
  const plan = parsed("verify/no-connector");
  for (const { type, values } of plan.planned_values.root_module.resources)
    if (type === "google_cloud_run_v2_service") env(values).push({ name, value, value_source: [] });
  plan.variables = { password: { value: SECRET }, redis_password: { value: SECRET } };
  plan.configuration.root_module.variables = { password: { default: SECRET, sensitive: true } };
  nowhere(JSON.stringify(plan));
});

/** The words of the secret, too: half a password is a secret as well. */
function nowhere(text: string): void {
  const { outputs } = everyOutput(text);
  for (const output of outputs) {
    expect(output).not.toMatch(/hunter2|Sup3r/i);
  }
}

test("a sensitive variable of a plan is in no output, wherever it is read", () => {
  const plan = parsed("verify/ok");
  plan.variables = { password: { value: SECRET } };
  for (const { expressions } of plan.configuration.root_module.resources)
    for (const key of Object.keys(expressions))
      if (key !== "template") expressions[key] = { references: ["var.password"] };
  const { judged, outputs } = everyOutput(JSON.stringify(plan));
  expect(judged.verdict).not.toBe("reachable");
  expect(outputs.filter((output) => output.includes(SECRET))).toEqual([]);
});

describe("an error says nothing of what it could not read", () => {
  const good = JSON.stringify({ ...base, locals: { password: SECRET } });

  test.each([
    ["half an input", good.slice(0, good.indexOf(SECRET) + SECRET.length + 1)],
    ["an input with a stray word", good.replace(`"${SECRET}"`, `"x" ${SECRET}`)],
    ["an input that is one word", SECRET],
    ["an input that is one string", JSON.stringify(SECRET)],
    ["a plan with text where a list should be", JSON.stringify({ format_version: "1.2", resource_changes: SECRET })],
    ["a plan with text where a block should be", JSON.stringify({ format_version: "1.2", variables: { a: SECRET } })],
  ])("%s", (_, text) => {
    let message = "";
    try {
      readText(text, "input.json");
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toMatch(/^input\.json /);
    expect(message).not.toMatch(/hunter2|Sup3r/);
  });

  test("nor does the command, on any channel", () => {
    const folder = mkdtempSync(join(tmpdir(), "secrets-"));
    try {
      writeFileSync(join(folder, "main.tf.json"), good.slice(0, good.indexOf(SECRET) + SECRET.length));
      writeFileSync(join(folder, "sources.json"), JSON.stringify({ a: SECRET }));
      for (const args of [[folder], ["--config", folder, corpus("verify/ok")], [join(folder, "sources.json")]]) {
        const { stdout, stderr, status } = lineup(["verify", ...args]);
        expect(status).toBe(2);
        expect(`${stdout}${stderr}`).not.toContain("hunter2");
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
