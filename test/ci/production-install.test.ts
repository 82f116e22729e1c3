import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../support/folder";
import { itNeeds, type Need } from "../support/needs";
import { root, scriptsIn } from "./scripts-in";

jest.setTimeout(300_000);

const checkout = join(temporaryFolder(), "checkout");
const run = (script: string, more: object = {}) =>
  spawnSync("bash", ["-eo", "pipefail", "-c", script], {
    cwd: checkout,
    env: { ...process.env, NODE_PATH: "", npm_config_prefer_offline: "true", npm_config_fetch_retries: "1", ...more },
    encoding: "utf8",
  });
const installed = prepared();

/** What a job has that may get a token: the files that git knows, and what the action Prepare installs. */
function prepared(): Need {
  const { stdout } = spawnSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" });
  mkdirSync(checkout);
  for (const file of stdout.split("\0").filter((name) => name !== "" && existsSync(join(root, name)))) {
    if (!/^(corpus\/recordings|lineup\/test|test|docs)\//.test(file)) cpSync(join(root, file), join(checkout, file));
  }
  const [script = ""] = scriptsIn(".github/actions/prepare/action.yml");
  const { status, stderr } = run(script, { DEVELOPMENT: "false" });
  if (status === 0) return { missing: undefined };
  const [code] = /ENOTFOUND|ECONNREFUSED|ETIMEDOUT|ENOTCACHED|E404/.exec(stderr) ?? [];
  if (code === undefined) throw new Error(`the action Prepare does not install: ${stderr}`);
  return { missing: `npm cannot install the packages here: ${code}` };
}

describe("a job that may get a token for Google", () => {
  itNeeds(installed, "has nothing that is for development", () => {
    for (const name of ["typescript", "jest", "@biomejs/biome", "@swc/core", "fast-check"]) {
      expect({ name, installed: existsSync(join(checkout, "node_modules", name)) }).toEqual({ name, installed: false });
    }
  });

  itNeeds(installed, "can do with it all that the workflows ask", () => {
    const scripts = readdirSync(join(checkout, "scripts/ci")).filter((name) =>
      /^(check|plan|same|reviewed)-/.test(name),
    );
    expect(scripts).toHaveLength(4);
    const said = (script: string) => {
      const { status, stdout, stderr } = run(script);
      return { status, said: `${stdout}${stderr}` };
    };
    expect(said("npm run --silent environments")).toMatchObject({
      status: 0,
      said: expect.stringContaining("staging"),
    });
    expect(said("npm run --silent synth")).toMatchObject({ status: 0, said: expect.stringContaining("synthesized") });
    expect(said("cmp stacks/.terraform.lock.hcl cdktf.out/stacks/staging/.terraform.lock.hcl").status).toBe(0);
    const check = "node build/run.js scripts/ci/check-configuration.ts staging cdktf.out/stacks/staging";
    expect(said(`${check} cdktf.out/stacks/staging checked`)).toMatchObject({ status: 0 });
    for (const name of scripts) {
      expect(said(`node build/run.js scripts/ci/${name} ""`)).toMatchObject({
        status: 2,
        said: expect.stringContaining(`::error title=${name.replace(".ts", "")}::`),
      });
    }
    expect(said("node lineup/bin/lineup.js verify cdktf.out/stacks/staging")).toMatchObject({ status: 0 });
    expect(said("node lineup/bin/github.js judge review staging reports none.json")).toMatchObject({
      said: expect.stringContaining("unusable"),
    });
    // Signing in to Google is a package of its own, which only inventory loads.
    expect(said("node lineup/bin/lineup.js inventory --project p --output i.json").said).not.toMatch(
      /Cannot find module/,
    );
  });
});
