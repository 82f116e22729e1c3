import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../support/folder";
import { itNeeds } from "../support/needs";
import {
  type Event,
  type Failure,
  missingProgram,
  OLD_COMMENT,
  OLD_ISSUES,
  type Run,
  Stage,
  THIS_RUN,
} from "./stage/words";

// Some hundred runs of a workflow.
jest.setTimeout(900_000);

const need = { missing: missingProgram && `${missingProgram} is not installed` };
const stage = new Stage(temporaryFolder(), process.env.WORKFLOWS_OF);

/** Every way in which one thing fails that is done when nothing does. */
function failuresIn({ done, ends }: Run): Failure[] {
  const jobs = [...new Set(ends.filter(({ result }) => result !== "skipped").map(({ id }) => id))];
  const steps = done.map(({ job, at, title }) => ({ job, at, title: `${job}: ${at.join(".")} ${title}` }));
  // A matrix does a step several times.
  return [
    ...jobs.map((job) => ({ job, title: `${job}: the job cannot start` })),
    ...new Map(steps.map((step) => [step.title, step])).values(),
  ];
}

const isRed = ({ ends }: Run) => ends.some(({ result }) => result === "failure");
const resultsOf = ({ ends }: Run) => ends.map(({ name, result, steps }) => ({ name, result, steps }));

/** Jobs that neither rest on the one that fails nor are rested on by it: their steps need not be done each time. */
function besides(file: string, { job }: Failure): readonly string[] {
  const halves: Record<string, [string[], string[]]> = {
    "drift.yaml": [
      ["drift", "issue", "mark"],
      ["probe", "probe-issue"],
    ],
    "deploy.yaml": [
      ["target", "review", "apply", "verify"],
      ["probe", "issue"],
    ],
  };
  const [one = [], other = []] = halves[file] ?? [];
  return one.includes(job) ? other : other.includes(job) ? one : [];
}

/** Which failures leave something that is not true, each in one line. */
async function lies(
  file: string,
  event: Event,
  isTrue: (run: Run, failure: Failure) => string | undefined,
  { issue, only = () => true }: { issue?: "open"; only?: (failure: Failure) => boolean } = {},
) {
  const well = await stage.play(file, event, undefined, issue);
  expect(resultsOf(well).filter(({ result }) => result === "failure")).toEqual([]);
  const left = failuresIn(well).filter(only);
  const found: string[] = [];
  const work = async () => {
    for (let failure = left.shift(); failure; failure = left.shift()) {
      const run = await stage.play(file, event, failure, issue, { passOver: besides(file, failure) });
      const lie = isRed(run) ? isTrue(run, failure) : "the run is green";
      if (lie) found.push(`${failure.title}: ${lie}`);
    }
  };
  // A run waits for its programs most of the time.
  await Promise.all([work(), work(), work()]);
  return found.sort();
}

itNeeds(
  need,
  "in a pull request, nothing that fails leaves the comment on another commit standing, or a required check green",
  async () => {
    const found = await lies("pr.yaml", "pull_request", ({ comment, ends }, { job }) => {
      if (job !== "check" && comment === OLD_COMMENT) return "the old comment is still there";
      if (comment !== OLD_COMMENT && !comment.includes(THIS_RUN)) return "the comment does not name this run";
      const [required] = ends.filter(({ id }) => id === "required");
      if (required && required.result !== "failure") return `the required check has ended with ${required.result}`;
      if (!required && job !== "check" && ends.some(({ id, result }) => id === "review" && result === "success"))
        return "the review is green";
      return undefined;
    });
    expect(found).toEqual([]);
  },
);

itNeeds(need, "a verdict that somebody forges in the artifact leaves the required check red", async () => {
  const forge = (artifact: string) => {
    const file = join(artifact, "outcome.json");
    if (!existsSync(file)) return;
    const said = JSON.parse(readFileSync(file, "utf8"));
    expect(said).toMatchObject({ verdict: "danger", exitCode: 1 });
    writeFileSync(file, JSON.stringify({ ...said, verdict: "safe", exitCode: 0 }));
  };
  const { ends } = await stage.play("pr.yaml", "pull_request", undefined, "closed", { forge });
  const results = Object.fromEntries(ends.map(({ id, result }) => [id, result]));
  expect(results).toMatchObject({ plan: "failure", review: "success", required: "failure" });
});

/** The jobs that what an issue says rests on, the one that writes it last. */
const CHAINS = {
  drift: ["environments", "drift", "issue"],
  probe: ["environments", "probe", "probe-issue"],
} as const;

const believed = (run: Run, failure: Failure) =>
  (Object.keys(CHAINS) as (keyof typeof CHAINS)[])
    .filter((kind) => CHAINS[kind].some((job) => job === failure.job))
    .map((kind) => believedOf(kind, run, failure))
    .find(Boolean);

function believedOf(kind: keyof typeof CHAINS, { issues, done }: Run, { job, at }: Failure): string | undefined {
  const issue = issues[kind];
  if (issue?.body === OLD_ISSUES[kind]) return `the old issue about ${kind} is still there`;
  // What fails after it was written, or after the report was kept that it is made of, does not make it wrong.
  const kept = done.findLast((step) => step.job === job && /^issue$|^actions\/upload-artifact@/.test(step.title));
  if (kept && at && (at[0] ?? 0) > (kept.at[0] ?? 0)) return undefined;
  return issue?.state === "open" && issue.body.includes(THIS_RUN) ? undefined : `no open issue says so of ${kind}`;
}

itNeeds(need, "in drift, nothing that fails leaves a closed issue closed", async () => {
  expect(await lies("drift.yaml", "schedule", believed)).toEqual([]);
});

itNeeds(
  need,
  "in drift, nothing that fails closes an open issue, or leaves what it said of another night",
  async () => {
    // Both are written by the same program: one is enough.
    const only = ({ job }: Failure) => !job.startsWith("probe");
    expect(await lies("drift.yaml", "schedule", believed, { issue: "open", only })).toEqual([]);
  },
);

itNeeds(
  need,
  "in a deploy, whatever fails makes it red, and what was applied, even in part, is looked at",
  async () => {
    // The steps of these two are those of the night, which have failed there.
    const only = ({ job, at }: Failure) => !["probe", "issue"].includes(job) || at === undefined;
    const isLookedAt = ({ ends }: Run, { job, at }: Failure) => {
      const ran = (of: string) => ends.some(({ id, result }) => id === of && result !== "skipped");
      if (job === "apply" && !ran("verify")) return "what was applied is not looked at";
      if (["apply", "verify"].includes(job) && !ran("probe")) return "what was applied is not proved";
      if (["apply", "verify", "probe"].includes(job) && !ran("issue")) return "no issue is written";
      if (
        !["apply", "verify", "probe", "issue"].includes(job) &&
        ends.some(({ id, result }) => id === "apply" && result !== "skipped")
      )
        return `${at === undefined ? "it" : "a step of it"} did not stop the apply`;
      return undefined;
    };
    expect(await lies("deploy.yaml", "push", isLookedAt, { only })).toEqual([]);
  },
);
