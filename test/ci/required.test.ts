import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { temporaryFolder } from "../support/folder";
import { scriptsIn } from "./scripts-in";

const folder = temporaryFolder();
const [script = "", ...more] = scriptsIn(".github/workflows/pr.yaml").filter((one) => one.includes("$WITHDRAW"));

/** The one check that is required, as it ends where the jobs before it have ended so. */
function required(CHECK: string, WITHDRAW: string, PLAN: string, REVIEW: string) {
  const env = { PATH: process.env.PATH, GITHUB_STEP_SUMMARY: join(folder, "summary"), CHECK, WITHDRAW, PLAN, REVIEW };
  const { status, stdout } = spawnSync("bash", ["-eo", "pipefail", "-c", script], { env, encoding: "utf8" });
  return { status, stdout };
}

test("one job decides whether a pull request may be merged", () => {
  expect(more).toEqual([]);
});

test("it succeeds where everything has, and says nothing", () => {
  expect(required("success", "success", "success", "success")).toEqual({ status: 0, stdout: "" });
});

test("it succeeds for forks and dependabot, and says that no plan was made and what follows from it", () => {
  const { status, stdout } = required("success", "skipped", "skipped", "skipped");
  expect(status).toBe(0);
  expect(stdout).toMatch(/^::notice title=No plan was made::.*start Deploy by hand/);
});

test.each([
  ["failure", "success", "success", "success"],
  ["skipped", "skipped", "skipped", "skipped"],
  ["cancelled", "success", "success", "success"],
  ["failure", "skipped", "skipped", "skipped"],
  ["success", "failure", "success", "success"],
  ["success", "success", "failure", "success"],
  ["success", "success", "success", "failure"],
  ["success", "success", "skipped", "skipped"],
  ["success", "success", "success", "skipped"],
  ["success", "success", "success", "cancelled"],
])("it fails where check, withdraw, plan and review have ended with %s, %s, %s, %s", (...ends) => {
  const { status, stdout } = required(...ends);
  expect(status).toBe(1);
  expect(stdout).toMatch(/^::error::/);
});
