import { mkdirSync, writeFileSync } from "node:fs";
import { PROVIDER_VERSION, type Root } from "../verify/base";
import { hashOf } from "./hash";
import { folderOf, GROUPS, inputHash, logFile, planFile, type RecordingInput } from "./recording";
import { type Applied, commandOf, emptyIndex, type RecordingIndex, readIndex, writeIndex } from "./recording-index";

/** What real Terraform made of one case. */
export interface RecordedPlan {
  plan: string;
  log: string;
  exit: number;
  applied: Applied | undefined;
}

/** A folder in which plans are made against one applied configuration, which is restored after every plan. */
export interface PlanMaker {
  make(input: RecordingInput): Promise<RecordedPlan>;
  close(): Promise<void>;
}

/** Runs Terraform; implemented by the rehearsal, with its loopback cloud. */
interface TerraformRunner {
  terraform: string;
  start(before: Root | undefined): Promise<PlanMaker>;
}

/** Has real Terraform plan every input; inputs with the same applied configuration share one. Returns what failed. */
export async function record(
  inputs: readonly RecordingInput[],
  { terraform, start }: TerraformRunner,
  stopped: () => boolean,
): Promise<string[]> {
  const failed: string[] = [];
  for (const group of byAppliedConfiguration(inputs)) {
    if (stopped()) break;
    let maker: PlanMaker;
    try {
      maker = await start(group[0]?.before);
    } catch (error) {
      failed.push(`${group.map(({ id }) => id).join(", ")}: ${(error as Error).message}`);
      continue;
    }
    for (const input of group) {
      if (stopped()) break;
      try {
        keep(input, await maker.make(input), terraform);
        console.log(`recorded ${input.group}/${input.id}`);
      } catch (error) {
        failed.push(`${input.group}/${input.id}: ${(error as Error).message}`);
      }
    }
    await maker.close();
  }
  return failed;
}

function byAppliedConfiguration(inputs: readonly RecordingInput[]): RecordingInput[][] {
  const groups = new Map<string, RecordingInput[]>();
  for (const input of inputs) {
    const key = hashOf(input.before ?? null);
    groups.set(key, [...(groups.get(key) ?? []), input]);
  }
  return [...groups.values()];
}

function keep(input: RecordingInput, { plan, log, exit, applied }: RecordedPlan, terraform: string): void {
  const { group, id } = input;
  mkdirSync(folderOf(group), { recursive: true });
  writeFileSync(planFile(group, id), plan);
  if ("keepsLog" in GROUPS[group]) writeFileSync(logFile(id, group), log);
  const index = readIndex(group);
  const cases = isMadeAlike(index, input, terraform) ? index.cases : {};
  cases[id] = { input: inputHash(input), exit, ...(applied ? { applied } : {}) };
  writeIndex(group, { ...emptyIndex(group, terraform), cases });
}

/** An index has one version of Terraform and provider: with another, every recording of the group must be recorded again. */
export function isMadeAlike(index: RecordingIndex, { group }: RecordingInput, terraform: string): boolean {
  const { provider, command } = index;
  return index.terraform === terraform && provider === PROVIDER_VERSION && command === commandOf(group);
}
