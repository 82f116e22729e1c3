import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { comment } from "./comment";
import { type Env, environmentName, required, StepError } from "./entry";
import { judge } from "./judge";
import { readReport } from "./outcome";
import { publish } from "./publish";
import { quoted } from "./workflow-commands";

/** What a format shows in the log; the files are always written. */
const SHOWN: Record<string, string | undefined> = { none: undefined, markdown: "report.md", json: "report.json" };

/** The step of action.yml, whose inputs are the environment. Returns the step's exit code. */
export async function action(env: Env, lineup: string): Promise<number> {
  const { PLAN, RUNNER_TEMP } = required(env, "PLAN", "RUNNER_TEMP");
  const environment = environmentName(env.ENVIRONMENT);
  const format = env.FORMAT || "none";
  if (!Object.hasOwn(SHOWN, format)) {
    throw new StepError(`format is one of ${Object.keys(SHOWN).join(", ")}, got ${JSON.stringify(format)}`);
  }
  const folder = join(RUNNER_TEMP, `lineup-${environment}`);
  const options = [
    ...(env.CONFIG ? ["--config", env.CONFIG] : []),
    ...(env.EXCEPTIONS ? ["--exceptions", env.EXCEPTIONS] : []),
  ];
  console.log(judge(["review", environment, folder, PLAN, ...options], lineup));
  publish([folder], env);
  show(SHOWN[format] && join(folder, SHOWN[format]));
  if (env.COMMENT === "true") {
    console.log(
      env.GITHUB_EVENT_NAME === "pull_request" ? await comment([folder], env) : "no pull request to comment on",
    );
  }
  return env.FAIL === "false" ? 0 : readReport(folder, env).outcome.exitCode;
}

function show(file: string | undefined): void {
  if (file !== undefined && existsSync(file)) console.log(quoted(readFileSync(file, "utf8")));
}
