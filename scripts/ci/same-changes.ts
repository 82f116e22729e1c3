import { readFileSync } from "node:fs";
import { objectFrom } from "../../lineup/src/github/artifact";
import { asStep, type Env, environmentName, required, StepError } from "../../lineup/src/github/entry";
import { quoted } from "../../lineup/src/github/workflow-commands";
import { CHANGES, type Changes, sha256 } from "./changes/changes";
import { differences } from "./changes/compare";

/** What was reviewed longer ago is reviewed again. Artifacts of a pull request are kept as long. */
const OLDEST_DAYS = 5;
/** Between the clocks of two runners. */
const AHEAD_MS = 5 * 60_000;

/** The way out wherever what was reviewed is missing or is not what main's plan does. */
export const BY_HAND = "start Deploy by hand on main: who approves it reads the review of that run";

/**
 * same-changes.ts ENVIRONMENT REVIEWED PLANNED: refuses unless the plan of this job does what was reviewed. REVIEWED comes
 * from another run and is not trusted: to forge it is to write what main's plan does anyway.
 */
export function sameChanges([name, reviewedFile, plannedFile]: string[], env: Env, now = Date.now()): string {
  if (!reviewedFile || !plannedFile) throw new StepError("same-changes.ts takes ENVIRONMENT REVIEWED PLANNED");
  const environment = environmentName(name);
  const { COMMIT, RUN } = required(env, "COMMIT", "RUN");
  if (env.EXPECTED_SHA256 === "") throw new StepError("EXPECTED_SHA256 is empty: the review of this run has none");
  const [reviewed, planned] = [read(reviewedFile), read(plannedFile)];
  const wrong = [
    ...different("environment", reviewed.environment, environment),
    ...different("environment of the plan", planned.environment, environment),
    ...different("commit", reviewed.commit, COMMIT),
    ...different("run", reviewed.run, RUN),
    ...different("pull request", reviewed.pullRequest, env.PULL_REQUEST || undefined),
    ...different("version of Terraform", reviewed.terraform, planned.terraform),
    ...different("sha256 of the lock file", reviewed.lockFile, planned.lockFile),
    ...(env.EXPECTED_SHA256 !== undefined
      ? different("sha256", sha256(readFileSync(reviewedFile)), env.EXPECTED_SHA256)
      : []),
    ...age(Date.parse(reviewed.made), now),
  ];
  if (wrong.length > 0) throw new StepError(`what was reviewed is refused: ${wrong.join("; ")} - ${BY_HAND}`);
  const differ = differences(reviewed.changes, planned.changes);
  if (differ.length > 0) {
    console.log(quoted(differ.map((line) => `- ${line}`).join("\n")));
    throw new StepError(
      `the plan does not do what was reviewed, in ${differ.length} places: ${differ[0]} - ${BY_HAND}`,
    );
  }
  return `the plan of ${environment} does what was reviewed: ${planned.changes.length} changes, and no other`;
}

function read(file: string): Changes {
  const { data, error } = CHANGES.safeParse(objectFrom(file));
  if (data) return data;
  throw new StepError(
    `${file} is not what plan-changes.ts writes: ${error.issues[0]?.path.join(".")} ${error.issues[0]?.message}`,
  );
}

function different(what: string, got: string | undefined, wanted: string | undefined): string[] {
  return got === wanted ? [] : [`its ${what} is ${got ?? "not there"}, and ${wanted ?? "none"} is wanted`];
}

function age(made: number, now: number): string[] {
  if (made > now + AHEAD_MS) return ["it was made in the future"];
  const days = (now - made) / 86_400_000;
  return days > OLDEST_DAYS ? [`it is ${Math.floor(days)} days old, and ${OLDEST_DAYS} are allowed`] : [];
}

if (require.main === module) asStep("same-changes", sameChanges);
