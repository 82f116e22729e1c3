import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "quiet-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("synthesis prints nothing on stderr, even where Node turns what is deprecated into an error", () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    ["--throw-deprecation", "--pending-deprecation", "--import", "tsx", "main.ts"],
    { env: { ...process.env, CDKTF_OUTDIR: join(folder, "out") }, encoding: "utf8" },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});
