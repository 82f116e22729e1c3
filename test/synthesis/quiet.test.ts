import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { temporaryFolder } from "../support/folder";

const folder = temporaryFolder();

test("synthesis prints nothing on stderr, even where Node turns what is deprecated into an error", () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    ["--throw-deprecation", "--pending-deprecation", "build/run.js", "main.ts"],
    { env: { ...process.env, CDKTF_OUTDIR: join(folder, "out") }, encoding: "utf8" },
  );
  // That a pin ends is said here, on purpose and for some days: pins.test.ts has the sentences.
  const said = stderr.split("\n").filter((line) => !/ (is|was) pinned to /.test(line));
  expect({ status, said }).toEqual({ status: 0, said: [""] });
});
