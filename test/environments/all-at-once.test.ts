import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { written as environments } from "../../environments";
import { EnvironmentError, readEnvironments } from "../../environments/environment";
import { production } from "../../environments/production";
import { edited, problemsOfAll, STAGING } from "../support/environment-problems";
import { stagingInput } from "../support/synth";

const PRODUCTION = "environments/production.ts";

describe("problems in all environments are reported at once", () => {
  const staging = {
    "network.range": "10.2.0.0/24",
    "connector.instances": { min: 3, max: 3 },
    "redis.tier": "HUGE",
    "redis.memoryGB": 1,
    "services.backend.port": undefined,
    "services.auth.env.REDIS_URL": "redis://10.0.0.3",
    "services.frontend.env.API_BASE_URL": "http://localhost:8000",
  };
  const other = { name: "staging", region: null, "connector.range": "10.12.0.0/24", "services.auth": null };
  const written = { [STAGING]: edited(stagingInput(), staging), [PRODUCTION]: edited(production, other) };

  test("each with its file and its path", () => {
    const places = problemsOfAll(written).map((problem) => problem.split(": ").slice(0, 2));
    expect(places).toEqual([
      [STAGING, "redis.tier"],
      [STAGING, "redis.memoryGB"],
      [STAGING, "services.backend.port"],
      [STAGING, "connector.range"],
      [STAGING, "connector.instances.min"],
      [STAGING, "services.auth.env.REDIS_URL"],
      [STAGING, "services.frontend.env.API_BASE_URL"],
      [PRODUCTION, "region"],
      [PRODUCTION, "connector.range"],
      [PRODUCTION, "services.auth"],
      [PRODUCTION, "name"],
    ]);
  });

  test("in one error that counts them", () => {
    expect(() => readEnvironments(written)).toThrow(EnvironmentError);
    expect(() => readEnvironments(written)).toThrow(
      /^11 things are wrong:\n( {2}environments\/\w+\.ts: [\w.]+: .+\n?){11}$/,
    );
    const one = { [STAGING]: edited(stagingInput(), { region: null }) };
    expect(() => readEnvironments(one)).toThrow(/^one thing is wrong:\n {2}environments\/staging\.ts: region: .+$/);
  });
});

describe("an app with a broken environment", () => {
  const notOfTheApp = ["node_modules", "cdktf.out", "test", "docs"];
  let app: string;

  beforeEach(() => {
    app = mkdtempSync(join(tmpdir(), "app-"));
    const parts = readdirSync(".").filter((part) => !part.startsWith(".") && !notOfTheApp.includes(part));
    for (const part of parts) cpSync(part, join(app, part), { recursive: true });
    symlinkSync(join(process.cwd(), "node_modules"), join(app, "node_modules"));
  });
  afterEach(() => rmSync(app, { recursive: true, force: true }));

  const synthesize = () => {
    const { CDKTF_OUTDIR: _, ...env } = process.env;
    return spawnSync(process.execPath, ["build/run.js", "main.ts"], { cwd: app, env, encoding: "utf8" });
  };

  const damage = (path: string, ...replacements: [string, string][]) => {
    const file = join(app, path);
    const broken = replacements.reduce(
      (text, [good, bad]) => {
        expect(text).toContain(good);
        return text.replace(good, bad);
      },
      readFileSync(file, "utf8"),
    );
    writeFileSync(file, broken);
  };

  const everythingIn = (folder: string) =>
    readdirSync(join(app, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), "utf8")]);

  test("reports it without a stack trace, exits 2, and keeps the earlier output", () => {
    const folders = [...readdirSync(app), "cdktf.out"].sort();
    const stacks = Object.values(environments)
      .flatMap(({ name }) => [name, `${name}-bootstrap`])
      .sort()
      .join(", ");
    const stdout = `synthesized into cdktf.out/stacks: ${stacks}\n`;
    expect(synthesize()).toMatchObject({ status: 0, stderr: "", stdout });
    const before = everythingIn("cdktf.out");
    expect(before.map(([file]) => file)).toContain(join(app, "cdktf.out", "stacks", "staging", "cdk.tf.json"));

    damage(STAGING, ["10.2.0.0/28", "10.2.0.0/24"], ["memoryGb: 1,", 'memoryGb: "1",']);
    damage(PRODUCTION, ['"us-central1"', '"europe-west1a"']);
    const broken = synthesize();

    expect(broken).toMatchObject({ status: 2, stdout: "" });
    expect(broken.stderr.trimEnd().split("\n")).toEqual([
      "3 things are wrong:",
      `  ${STAGING}: connector.range: must be a /28, got "10.2.0.0/24" - connectors take exactly 16 addresses`,
      `  ${STAGING}: redis.memoryGb: must be a whole number from 1 to 300, got "1" - write it without quotes`,
      `  ${PRODUCTION}: region: must be a region, got "europe-west1a" - such as "us-central1"`,
    ]);
    expect(broken.stderr).not.toContain("    at ");
    expect(everythingIn("cdktf.out")).toEqual(before);
    expect(readdirSync(app).sort()).toEqual(folders);
  });

  test("writes no output where there was none", () => {
    const folders = readdirSync(app);
    damage(STAGING, ["10.2.0.0/28", "10.2.0.0/24"]);
    expect(synthesize()).toMatchObject({ status: 2, stdout: "" });
    expect(readdirSync(app)).toEqual(folders);
  });
});
