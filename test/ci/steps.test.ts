import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../support/folder";
import { scriptsIn } from "./scripts-in";

const folder = temporaryFolder();
const bin = join(folder, "bin");
mkdirSync(bin);

/** The step of a workflow that calls this, as the runner starts it, with a terraform that prints and ends like that. */
function step(file: string, calls: string, terraform: string) {
  const found = scriptsIn(`.github/workflows/${file}`).filter((script) => script.includes(calls));
  expect(found).toHaveLength(1);
  writeFileSync(join(bin, "terraform"), `#!/bin/sh\n${terraform}\n`, { mode: 0o755 });
  const env = { PATH: `${bin}:${process.env.PATH}`, STACK: "stack", ENVIRONMENT: "staging" };
  const options = ["--noprofile", "--norc", "-eo", "pipefail", "-c", found[0] ?? ""];
  return spawnSync("bash", options, { cwd: folder, env, encoding: "utf8" });
}

/** As Terraform prints what it does to a resource, whose name an attacker has chosen. */
const NAMES = ["  # ::error::from a name", "  # ::add-mask::e"];
const HOSTILE = NAMES.map((name) => `echo '${name}'`).join("; ");

test.each([
  ["pr.yaml", " plan -input", 0],
  ["deploy.yaml", " apply -input", 7],
])(
  "in %s nothing that Terraform prints while it runs%s speaks to the runner, and its end is known",
  (file, calls, code) => {
    const { status, stdout } = step(file, calls, `${HOSTILE}; exit 7`);
    const lines = stdout.trim().split("\n");
    const [, token] = /^::stop-commands::([0-9a-f]{32})$/.exec(lines[0] ?? "") ?? [];
    expect(lines.slice(1, 4)).toEqual([...NAMES, `::${token}::`]);
    expect(status).toBe(code);
    expect(lines.slice(4)).toEqual(code === 0 ? ["::warning::terraform plan has failed"] : []);
  },
);

test("no log of a plan says a value: only what happens to which resource, and errors", () => {
  const plan = [
    "  # google_cloud_run_v2_service.backend_service will be updated in-place",
    '  # (imported from "projects/netra-staging/locations/us-central1/services/b")',
    '                  - value = "hunter2-in-clear" -> null',
    "        # (12 unchanged attributes hidden)",
    "Plan: 1 to import, 0 to add, 1 to change, 0 to destroy.",
  ];
  writeFileSync(join(folder, "said"), plan.join("\n"));
  const terraform = `cat ${join(folder, "said")}; echo 'Error: no' >&2`;
  writeFileSync(join(bin, "terraform"), `#!/bin/sh\n${terraform}\n`, { mode: 0o755 });
  const scripts = ["pr.yaml", "deploy.yaml"].flatMap((file) =>
    scriptsIn(`.github/workflows/${file}`).filter((script) => script.includes(" plan -input")),
  );
  expect(scripts).toHaveLength(3);
  for (const script of scripts) {
    const env = { PATH: `${bin}:${process.env.PATH}` };
    const { stdout, stderr } = spawnSync("bash", ["-eo", "pipefail", "-c", script], {
      cwd: folder,
      env,
      encoding: "utf8",
    });
    expect(stdout.split("\n").filter((line) => line !== "" && !line.startsWith("::"))).toEqual(
      [0, 1, 4].map((at) => plan[at]),
    );
    expect(stderr).toContain("Error: no\n");
  }
});

test("a plan and an apply that succeed end with success", () => {
  expect(step("pr.yaml", " plan -input", "true")).toMatchObject({ status: 0 });
  expect(step("deploy.yaml", " apply -input", "true")).toMatchObject({ status: 0 });
});

test.each([
  ["Permission denied on secret: projects/1/secrets/a for Revision service account b", true],
  ["Error 403: Permission 'run.services.create' denied", false],
])("an apply that fails with %j names the runbook of young grants: %j, and fails all the same", (error, named) => {
  const { status, stdout } = step("deploy.yaml", " apply -input", `echo '${error.replaceAll("'", "")}' >&2; exit 1`);
  expect(status).toBe(1);
  expect(/^::error title=A grant is minutes old::.*docs\/runbooks\/first-deploy-failed\.md$/m.test(stdout)).toBe(named);
});

test("a failed plan is still converted to JSON, and one that was not saved leaves no file", () => {
  const show = (terraform: string) => step("pr.yaml", "show -json", terraform);
  expect(show("echo '{}'").status).toBe(0);
  expect(readFileSync(join(folder, "plan.json"), "utf8")).toBe("{}\n");
  expect(show("exit 1").status).toBe(0);
  expect(() => readFileSync(join(folder, "plan.json"))).toThrow("ENOENT");
});

test.each([
  ["0", "", 0],
  ["1", "", 1],
  ["3", "false", 3],
  ["", "true", 2],
  ["2", "true", 2],
  ["1", "true", 0],
  ["3", "true", 0],
])("a deploy whose review ended with %j, accepted %j, ends with %i", (EXIT_CODE, ACCEPT, code) => {
  const [script = ""] = scriptsIn(".github/workflows/deploy.yaml").filter((one) => one.includes("$ACCEPT"));
  const env = { PATH: process.env.PATH, EXIT_CODE, ACCEPT };
  expect(spawnSync("bash", ["-eo", "pipefail", "-c", script], { env }).status).toBe(code);
});
