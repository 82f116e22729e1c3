import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readInput } from "./inputs/read";
import { withConfiguration } from "./inputs/with-configuration";
import { type Options, UsageError } from "./options";
import { answerable } from "./question";
import { render } from "./report";
import { assemble, exitCode, type SourceOf } from "./report/assemble";
import { publicReport } from "./report/contract";
import { widthOf } from "./report/layout";
import { renderMermaid } from "./report/mermaid";
import { namesIn, ofVerify } from "./report/of-verify";
import { sourcesBeside } from "./sources";
import { type Judged, judge } from "./verify";

/** What this repository's app can do for lineup; another repository's use has none. */
export interface App {
  synthesize(outdir: string): void;
}

export interface Printed {
  text: string;
  exitCode: number;
  /** What to say beside it. */
  notes?: readonly string[];
}

export function verify(options: Options, app: App, colour: boolean): Printed {
  const found = judgeAll("verify", options, app);
  const report = assemble(found);
  const nameOf = namesIn(found.map(({ judged }) => judged.topology));
  const width = widthOf(options.output === undefined ? process.stdout : undefined);
  return {
    text: render(report, { toReport: (it) => ofVerify(it, nameOf), toJson: publicReport }, options.format, {
      colour,
      quiet: options.quiet,
      width,
    }),
    exitCode: exitCode(report, options),
  };
}

export function diagram(options: Options, app: App): Printed {
  return { text: renderMermaid(judgeAll("diagram", options, app).map(({ judged }) => judged)), exitCode: 0 };
}

interface Found {
  judged: Judged;
  sourceOf: SourceOf;
}

function judgeAll(command: string, options: Options, app: App): Found[] {
  if (options.exceptions !== undefined) {
    throw new UsageError(
      `lineup ${command} takes no --exceptions: what it finds stands as it is - exceptions belong to review and drift`,
    );
  }
  const found = options.inputs.length === 0 ? judgeApp(options, app) : judgeInputs(options);
  answerable(
    found.map(({ judged }) => judged.topology),
    options,
  );
  return found;
}

function judgeInputs(options: Options): Found[] {
  const configuration = options.config === undefined ? undefined : readInput(options.config);
  return options.inputs.map((path) => {
    const model = readInput(path);
    const sourceOf = sourcesBeside(options.config ?? path);
    return { judged: judge(configuration ? withConfiguration(model, configuration) : model, options), sourceOf };
  });
}

/** Every environment of the app, as it would ship. */
function judgeApp(options: Options, app: App): Found[] {
  if (options.config !== undefined) throw new UsageError("--config goes with a plan: name the plan, too");
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
        // A stack without services, such as the one that makes the state bucket, has nothing to ask.
        .filter(({ judged }) => judged.topology.services.length > 0)
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
