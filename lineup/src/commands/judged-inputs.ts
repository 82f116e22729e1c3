import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { configurationIn, readInput } from "../inputs/read";
import { withConfiguration } from "../inputs/with-configuration";
import { refuseUnanswerable } from "../question";
import { type SourceOf, sourcesBeside } from "../sources";
import { UsageError } from "../usage-error";
import { type Judged, judge } from "../verify";
import type { App, InputCount } from "./command";
import type { OptionValues } from "./options";

type JudgingOptions = OptionValues<"config" | "from" | "to">;

interface JudgedInput {
  judged: Judged;
  sourceOf: SourceOf;
}

export const ANY_INPUTS: InputCount = {
  usage: "[INPUT…]",
  least: 0,
  most: Number.POSITIVE_INFINITY,
  explanation:
    'synthesized JSON (a file, or a folder that is one root), terraform show -json of a plan or a state, or a lineup inventory; "-" is standard input. Without an input every environment of this app is judged',
};

export function refuseLoneConfig(inputs: readonly string[], { config }: JudgingOptions): void {
  if (config !== undefined && inputs.length === 0) {
    throw new UsageError(
      "--config goes with the plan that it belongs to, and no input was given: name the plan as well",
    );
  }
}

/** Every input, or every environment of the app where none is named. */
export function judgeInputs(inputs: readonly string[], options: JudgingOptions, app: App): JudgedInput[] {
  const judged = inputs.length === 0 ? judgeApp(options, app) : judgeFiles(inputs, options);
  refuseUnanswerable(
    judged.map(({ judged }) => judged.topology),
    options,
  );
  return judged;
}

function judgeFiles(inputs: readonly string[], options: JudgingOptions): JudgedInput[] {
  const configuration = options.config === undefined ? undefined : configurationIn(options.config);
  return inputs.map((path) => {
    const model = readInput(path);
    const sourceOf = sourcesBeside(options.config ?? path);
    return { judged: judge(configuration ? withConfiguration(model, configuration) : model, options), sourceOf };
  });
}

/** Every environment of the app, as it would be deployed. */
function judgeApp(options: JudgingOptions, app: App): JudgedInput[] {
  const folder = mkdtempSync(join(tmpdir(), "lineup-"));
  try {
    app.synthesize(folder);
    const stacks = join(folder, "stacks");
    const names = existsSync(stacks) ? readdirSync(stacks).sort() : [];
    return (
      names
        .map((name) => ({ name, path: join(stacks, name) }))
        .map(({ name, path }) => ({
          judged: judge({ ...readInput(path), file: name }, options),
          sourceOf: sourcesBeside(path),
        }))
        // A stack without services, such as the one of the state bucket, has no path to judge.
        .filter(({ judged }) => judged.topology.services.length > 0)
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
