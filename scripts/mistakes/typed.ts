import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { run } from "../../lineup/src/cli";
import type { Mistake } from "./cases";
import { usualFiles } from "./folder";

export interface Answer {
  exitCode: number;
  /** What the terminal shows. */
  shown: string;
}

/** A line about long work would come and go with the speed of the machine: it is not shown in CI. */
const ENVIRONMENT = { NO_COLOR: "1", LANG: "C.UTF-8", CI: "true" };

/** What lineup answers in a folder of somebody's project, on a terminal of that width. */
export async function answerTo({ typed, files = {} }: Mistake, columns: number): Promise<Answer> {
  const before = process.cwd();
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "mistake-")));
  const written: string[] = [];
  const screen = { isTTY: true, columns, write: (text: string) => written.push(text) };
  try {
    for (const [name, text] of Object.entries({ ...usualFiles(), ...files })) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    process.chdir(folder);
    const exitCode = await run(typed.split(" ").slice(1), {}, { stdout: screen, stderr: screen, env: ENVIRONMENT });
    return { exitCode, shown: written.join("").replaceAll(folder, "/home/you/shop").trimEnd() };
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  }
}
