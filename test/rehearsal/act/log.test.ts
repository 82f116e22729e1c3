import { jobsIn } from "../../../rehearsal/pipeline/act/log";

const of = (jobID: string, job: string, more: object, matrix: object = {}) =>
  JSON.stringify({ jobID, job: `Drift/${job}      `, matrix, ...more });
const step = (name: string, more: object) => ({ step: name, stage: "Main", ...more });

const LOG = [
  '{"level":"warning","msg":"Couldn\'t get a valid docker connection"}',
  of("a", "list", { jobResult: "success" }),
  of("b", "drift of one", step("echo one\nexit 1", { stepResult: "failure" }), { environment: "one" }),
  // act may log what a step has printed after how it has ended.
  of("b", "drift of one", step("echo one\nexit 1", { raw_output: true, msg: "one\n" }), { environment: "one" }),
  of("b", "drift of one", step("echo one\nexit 1", { command: "error", arg: "it is\nbroken" }), { environment: "one" }),
  of("b", "drift of one", { jobResult: "failure" }, { environment: "one" }),
  of("b", "drift of two", step("x", { command: "summary", content: "## two\n" }), { environment: "two" }),
  of("b", "drift of two", { jobResult: "success" }, { environment: "two" }),
  of("c", "cut off", step("sleep", { raw_output: true, msg: "…\n" })),
  "Error: Job 'drift of one' failed",
].join("\n");

test("each part of a matrix is a job, with its name, its result and its words", () => {
  const jobs = jobsIn(LOG);
  expect(jobs.map(({ id, name, result }) => [id, name, result])).toEqual([
    ["a", "list", "success"],
    ["b", "drift of one", "failure"],
    ["b", "drift of two", "success"],
    ["c", "cut off", "failure"],
  ]);
  expect(jobs[1]).toMatchObject({ failed: ["Main echo one\n    one"], errors: ["it is broken"], output: "one\n" });
  expect(jobs[2]?.summary).toBe("## two\n");
});

test("a job that has not said how it ended has failed", () => {
  expect(jobsIn(LOG).find(({ id }) => id === "c")?.result).toBe("failure");
});
