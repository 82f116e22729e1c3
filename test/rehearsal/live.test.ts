import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../support/folder";

const root = join(__dirname, "../..");
const folder = temporaryFolder();

/** Played in a process of its own: the list writes to the terminal itself. Here there is none, so each line once. */
function play(steps: string): { stdout: string; status: number | null } {
  const code = `
    import { liveList } from ${JSON.stringify(join(root, "rehearsal/report/live.ts"))};
    import { runSteps } from ${JSON.stringify(join(root, "rehearsal/steps.ts"))};
    const steps = [${steps}];
    runSteps(steps, liveList(steps)).then(({ outcomes }) => console.log(outcomes.map(({ is }) => is).join(" ")));
  `;
  const program = join(folder, "play.ts");
  writeFileSync(program, code);
  return spawnSync(process.execPath, ["build/run.js", program], {
    cwd: root,
    encoding: "utf8",
    timeout: 30_000,
  });
}

const done = '{ title: "first", run: async () => "as it should be" }';
const skipped = '{ title: "second", missing: "no tool for it", run: async () => undefined }';
const broken = '{ title: "third", run: async () => { throw new Error("it broke"); } }';

test("the live list ends when its steps have, and says how each ended", () => {
  const { stdout, status } = play(`${done}, ${skipped}`);
  expect(status).toBe(0);
  expect(stdout).toContain("as it should be");
  expect(stdout).toContain("no tool for it");
  expect(stdout.trimEnd().split("\n").at(-1)).toBe("passed skipped");
});

test("and when one step failed and the rest did not run", () => {
  const { stdout, status } = play(`${broken}, ${done}`);
  expect(status).toBe(0);
  expect(stdout.trimEnd().split("\n").at(-1)).toBe("failed");
});
