import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { synthesize } from "../main";
import { BREAKS } from "../rehearsal/breaks";
import { Lab } from "../rehearsal/breaks/lab";
import { PAGE, pageWith, scoreLine } from "../rehearsal/breaks/page";
import { type Outcome, outcomeOf } from "../rehearsal/breaks/score";

/**
 * `npm run recovery`: breaks a staging that stands in every known way, has it diagnosed, and prints how often what was
 * found is what was done. Exit 1 where it is not, and where docs/recovery.md is not current; `--write` writes the page.
 */
void main();

async function main(): Promise<void> {
  const out = mkdtempSync(join(tmpdir(), "recovery-"));
  try {
    synthesize(out);
    const lab = await Lab.open(join(out, "stacks/staging"));
    const outcomes: Outcome[] = [];
    for (const one of BREAKS) {
      lab.restore();
      await lab.breaks(one);
      outcomes.push(outcomeOf(one, await lab.diagnose()));
    }
    await lab.close();
    for (const { one, wrong } of outcomes) for (const sentence of wrong) console.log(`${one.id}: ${sentence}`);
    console.log(scoreLine(outcomes));
    const page = pageWith(outcomes);
    if (process.argv.includes("--write")) writeFileSync(PAGE, page);
    const isCurrent = readFileSync(PAGE, "utf8") === page;
    if (!isCurrent) console.error("docs/recovery.md is not current - run npm run recovery -- --write");
    process.exitCode = isCurrent && outcomes.every(({ wrong }) => wrong.length === 0) ? 0 : 1;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
