import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { driftCases } from "../corpus/drift";
import { forget, record, type Task } from "../corpus/recorder/record";
import { staleness } from "../corpus/recorder/recordings";
import { reviewCases } from "../corpus/review";
import { Stage } from "../rehearsal/recording/stage";
import { findTools, MissingTool } from "../rehearsal/tools";

/**
 * `npm run record`, second half: has real Terraform apply each world to the loopback cloud, change it, and plan. Only
 * what is not current is recorded again; `--all` records everything, names (`drift/none`, `review/`) only those.
 * Exit 1 where a case could not be played, 2 where there is no terraform or no provider.
 */
const [all, names] = [process.argv.includes("--all"), process.argv.slice(2).filter((name) => !name.startsWith("--"))];

let interrupted = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    interrupted = true;
  });
}

const folder = mkdtempSync(join(tmpdir(), "record-"));
main()
  .catch((error: Error) => {
    if (!(error instanceof MissingTool)) throw error;
    console.error(error.message);
    return 2;
  })
  .then((code) => {
    process.exitCode = interrupted ? 130 : code;
  })
  .finally(() => rmSync(folder, { recursive: true, force: true }));

async function main(): Promise<number> {
  forget("review", reviewCases);
  forget("drift", driftCases);
  const tasks: Task[] = [
    ...reviewCases.map((one): Task => ({ shelf: "review", one })),
    ...driftCases.map((one): Task => ({ shelf: "drift", one })),
  ].filter(({ shelf, one }) => names.length === 0 || names.some((name) => `${shelf}/${one.id}`.startsWith(name)));
  const stale = tasks.filter(({ shelf, one }) => all || staleness(shelf, one) !== undefined);
  const failed = stale.length > 0 ? await recordAll(stale) : [];
  for (const sentence of failed) console.error(sentence);
  console.log(`${tasks.length - failed.length} plans of changes are current, ${failed.length} could not be recorded`);
  return failed.length > 0 ? 1 : 0;
}

function recordAll(stale: readonly Task[]): Promise<string[]> {
  const tools = findTools();
  const theatre = {
    terraform: tools.version,
    set: (before: Task["one"]["before"]) => Stage.set(folder, before, tools),
  };
  return record(stale, theatre, () => interrupted);
}
