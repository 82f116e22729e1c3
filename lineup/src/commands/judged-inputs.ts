import { saidBeside } from "../expected";
import { withPins } from "../expected/pins";
import type { Input } from "../inputs/json";
import { type Model, UnusableInput } from "../inputs/model";
import { isFolder, readInput } from "../inputs/read";
import { withConfiguration } from "../inputs/with-configuration";
import { type Progress, SILENT, sayReading } from "../progress";
import { refuseUnanswerable } from "../question";
import { findingsOf } from "../rules/findings";
import { type SourceOf, sourcesOf } from "../sources";
import { UsageError } from "../usage-error";
import { type Judged, judge } from "../verify";
import { withStacksHere } from "./cdktf-app";
import type { InputCount } from "./command";
import { configurationGiven, type GivenConfiguration, refuseLoneVariables, variablesGiven } from "./configuration";
import type { OptionValues } from "./options";

/** `strict` asks for the findings of every stack as well. */
type JudgingOptions = GivenConfiguration & OptionValues<"from" | "to"> & { strict?: boolean };

interface JudgedInput {
  judged: Judged;
  sourceOf: SourceOf;
}

export const ANY_INPUTS: InputCount = {
  usage: "[INPUT…]",
  least: 0,
  most: Number.POSITIVE_INFINITY,
  explanation:
    'a folder of Terraform that is one root, synthesized JSON, terraform show -json of a plan or a state, or a lineup inventory; "-" is standard input. Without an input every stack of the cdktf app in this folder is judged',
};

export function refuseLoneOptions(inputs: readonly string[], options: JudgingOptions): void {
  if (options.config !== undefined && inputs.length === 0) {
    throw new UsageError(
      "--config goes with the plan that it belongs to: name that as well, or give the configuration as the input",
    );
  }
  if (inputs.length === 0) refuseLoneVariables(options);
}

/** Every input, or every environment of the app where none is named. */
export async function judgeInputs(
  inputs: readonly Input[],
  options: JudgingOptions,
  progress = SILENT,
  now = new Date(),
): Promise<JudgedInput[]> {
  const judged =
    inputs.length === 0 ? await judgeApp(options, progress, now) : await judgeFiles(inputs, options, progress, now);
  refuseUnanswerable(
    judged.map(({ judged }) => judged.topology),
    options,
  );
  return judged;
}

async function judgeFiles(
  inputs: readonly Input[],
  options: JudgingOptions,
  progress: Progress,
  now: Date,
): Promise<JudgedInput[]> {
  if (!inputs.some(isFolder)) refuseLoneVariables(options);
  const configuration = await configurationGiven(options);
  const given = configuration ? [] : variablesGiven(options);
  const judged: JudgedInput[] = [];
  // One after the other: the first that is unusable is the one that is named.
  for (const path of inputs) {
    sayReading(path, progress);
    const read = await readInput(path, given);
    // Not with a plan: what it changes a pinned revision does not follow, and review compares the two.
    const model = configuration ? withConfiguration(read, configuration) : withPins(read, saidBeside(path, now));
    progress(`judging ${model.file}`);
    judged.push({ judged: judge(model, options), sourceOf: sourcesOf(options.config ?? path, model.resources) });
  }
  return judged;
}

/** Every stack of the app in this folder, as it would be deployed. */
function judgeApp(options: JudgingOptions, progress: Progress, now: Date): Promise<JudgedInput[]> {
  progress("running the app of cdktf.json");
  return withStacksHere(async (stacks) => {
    const judged: JudgedInput[] = [];
    for (const { name, folder } of stacks) {
      const model = withPins(await readStack(name, folder), saidBeside(folder, now));
      judged.push({ judged: judge({ ...model, file: name }, options), sourceOf: sourcesOf(folder, model.resources) });
    }
    const told = judged.filter((it) => hasToTell(it.judged, options));
    return told.length > 0 ? told : judged;
  });
}

/** The folder is gone when its name is read. */
async function readStack(name: string, folder: string): Promise<Model> {
  try {
    return await readInput(folder);
  } catch (error) {
    if (!(error instanceof UnusableInput)) throw error;
    throw new UnusableInput(error.sentence.replaceAll(folder, `the stack ${name}`), error.commands);
  }
}

/**
 * A stack without callers, such as the one of the state bucket, has no path to judge. One whose callers are of a kind
 * that is not judged, or of which a part could not be read, is no such stack.
 */
function hasToTell(judged: Judged, { strict = false }: { strict?: boolean }): boolean {
  if (judged.verdict !== "none" || judged.topology.services.length > 0 || judged.notJudged.length > 0) return true;
  return strict && findingsOf(judged, { houseRules: true }).some(({ severity }) => severity === "error");
}
