import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ofAdopt } from "./bench/of-adopt";
import { ofDiagnose } from "./bench/of-diagnose";
import { ofRehearsal } from "./bench/of-rehearsal";
import { ofReview } from "./bench/of-review";
import { ofStart } from "./bench/of-start";
import { ofSynthesis } from "./bench/of-synthesis";
import { ofVerify } from "./bench/of-verify";
import { print } from "./bench/table";

// What things cost, as ratios within one run: seconds say something about the machine, ratios about the program.

const folder = mkdtempSync(join(tmpdir(), "bench-"));
try {
  print([
    ...ofStart(folder),
    ...ofVerify(folder),
    ...ofReview(folder),
    ...ofAdopt(folder),
    ...ofDiagnose(folder),
    ...ofSynthesis(folder),
    ...ofRehearsal(),
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
