import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { recordingInputs } from "../corpus/recorder/inputs";
import { isMadeAlike, record } from "../corpus/recorder/record";
import { programOf, type RecordingGroup, type RecordingInput } from "../corpus/recorder/recording";
import { forget, orphanedIds, readIndex, staleness } from "../corpus/recorder/recording-index";
import type { Program } from "../facts/programs";
import { AdoptionRecorder } from "../rehearsal/recording/adoptions/recorder";
import { LoopbackPlanMaker } from "../rehearsal/recording/plan-maker";
import { RequestRecorder } from "../rehearsal/recording/request-recorder";
import { writeRequests } from "../rehearsal/recording/requests";
import { recordStanding } from "../rehearsal/standing/recorder";
import { writeStanding } from "../rehearsal/standing/standing";
import { findTools, MissingTool } from "../rehearsal/tools";

/**
 * `npm run record [-- --all] [-- NAME…]`: has real Terraform, and OpenTofu, make every recorded plan of the corpus that is not
 * current, against the loopback cloud. `--all` records current plans again; a name (`verify/ok`, `drift/`) restricts
 * it to the cases whose name begins with it. `requests` records instead which methods of Google's a plan, a deploy, a
 * drift and an inventory ask; `standing` staging as it stands after a deploy; `adoptions` (or `adoptions/ID…`) what Terraform plans when it takes over what people have
 * made by hand, and `taken-over` what becomes of it with the sentences that `lineup adopt` proposes. Exit 1 where a plan could not be recorded, 2 without one of them or the provider.
 */
const all = process.argv.includes("--all");
const names = process.argv.slice(2).filter((name) => !name.startsWith("--"));

// The signal is acted on between two plans, so that no folder and no process is left behind.
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
  if (names.join() === "requests") return recordRequests();
  if (names.join() === "standing") return recordAStanding();
  if (names.length > 0 && names.every((name) => /^(adoptions|taken-over)/.test(name))) return recordAdoptions();
  const groups = Object.entries(recordingInputs()) as [RecordingGroup, RecordingInput[]][];
  for (const [group, inputs] of groups) forget(group, orphanedIds(group, new Set(inputs.map(({ id }) => id))));
  const asked = groups.map(([group, inputs]) => inputs.filter(({ id }) => isAsked(`${group}/${id}`)));
  const stale = asked.flatMap((inputs) => {
    const index = inputs[0] && readIndex(inputs[0].group);
    return inputs.filter((input) => all || staleness(input, index) !== undefined);
  });
  const failed: string[] = [];
  for (const program of ["terraform", "tofu"] as const) failed.push(...(await recordAll(program, stale, groups)));
  for (const message of failed) console.error(message);
  const total = asked.flat().length;
  console.log(`${total - failed.length} of ${total} plans are current, ${failed.length} could not be recorded`);
  return failed.length > 0 ? 1 : 0;
}

async function recordRequests(): Promise<number> {
  const recorder = new RequestRecorder(findTools(process.env, "terraform"), join(folder, "log"), console.log);
  try {
    const recording = await recorder.record();
    writeRequests(recording);
    const asked = Object.entries(recording.asked).map(([activity, methods]) => `${activity} ${methods.length}`);
    console.log(`methods that were asked: ${asked.join(", ")}`);
    return 0;
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  } finally {
    await recorder.close();
  }
}

async function recordAStanding(): Promise<number> {
  try {
    const standing = await recordStanding(findTools(process.env, "terraform"), join(folder, "log"), console.log);
    writeStanding(standing);
    console.log(`staging stands: ${standing.contents.things.length} things are kept`);
    return 0;
  } catch (error) {
    if (error instanceof MissingTool) throw error;
    console.error((error as Error).message);
    return 1;
  }
}

async function recordAdoptions(): Promise<number> {
  const recorder = new AdoptionRecorder(findTools(process.env, "terraform"), join(folder, "log"));
  try {
    const failed = await recorder.record({
      all,
      isAsked,
      stopped: () => interrupted,
      say: console.log,
    });
    for (const message of failed) console.error(message);
    return failed.length > 0 ? 1 : 0;
  } finally {
    await recorder.close();
  }
}

function isAsked(name: string): boolean {
  return names.length === 0 || names.some((asked) => name.startsWith(asked));
}

async function recordAll(
  program: Program,
  stale: RecordingInput[],
  groups: readonly [RecordingGroup, RecordingInput[]][],
): Promise<string[]> {
  if (!stale.some(({ group }) => programOf(group) === program)) return [];
  const tools = findTools(process.env, program);
  // The versions stand once per group: with other versions, the whole group is recorded again.
  const inputs = groups.flatMap(([group, whole]) => {
    const chosen = stale.filter((input) => input.group === group && programOf(group) === program);
    const [first] = chosen;
    return first && !isMadeAlike(readIndex(group), first, tools.version) ? whole : chosen;
  });
  console.log(`${program} ${tools.version}, google ${tools.provider}: ${inputs.length} plans to record`);
  const start = (before: RecordingInput["before"]) => LoopbackPlanMaker.start(folder, before, tools);
  return record(inputs, { terraform: tools.version, start }, () => interrupted);
}
