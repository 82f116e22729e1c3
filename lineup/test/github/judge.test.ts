import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { temporaryFolder } from "../../../test/support/folder";
import { judge } from "../../src/github/judge";
import { publish } from "../../src/github/publish";
import { danger, review, stubbed } from "./stub-lineup";

const folder = temporaryFolder();
const lineup = stubbed(folder);
const plan = join(folder, "plan.json");
writeFileSync(plan, "{}");
function judged(program: string, kind: "review" | "drift" = "review") {
  const reports = join(folder, `reports-${basename(program)}`);
  const said = judge([kind, "staging", reports, plan, "--config", "stack"], program);
  const read = (file: string) => readFileSync(join(reports, file), "utf8");
  return { said, reports, outcome: JSON.parse(read("outcome.json")), markdown: read("report.md") };
}

function published(reports: string) {
  const files = {
    ENVIRONMENT: "staging",
    GITHUB_OUTPUT: join(reports, "output"),
    GITHUB_STEP_SUMMARY: join(reports, "summary"),
  };
  const log = jest.spyOn(console, "log").mockImplementation(() => {});
  publish([reports], files);
  const lines = log.mock.calls.map(([line]) => String(line));
  log.mockRestore();
  const outputs = readFileSync(files.GITHUB_OUTPUT, "utf8");
  const of = (name: string) => new RegExp(`^${name}<<.*\\n(.*)$`, "m").exec(outputs)?.[1];
  return { lines, of, summary: readFileSync(files.GITHUB_STEP_SUMMARY, "utf8") };
}

test("a review becomes files, outputs, a summary and annotations", () => {
  const program = lineup(review("danger", { risks: [danger, { ...danger, level: "caution" }] }), 1);
  const { said, reports, outcome } = judged(program);
  expect(said).toBe("review of staging: danger, exit code 1");
  expect(outcome).toMatchObject({ kind: "review", environment: "staging", verdict: "danger", exitCode: 1 });
  const calls = readFileSync(`${program}.calls`, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(calls.map((args: string[]) => args.slice(0, 6))).toEqual(
    ["json", "sarif", "markdown", "html"].map((format) => ["review", plan, "--config", "stack", "--format", format]),
  );
  const { lines, of, summary } = published(reports);
  expect(lines).toEqual(["::error title=REDIS_REPLACED::google_redis_instance.cache: data gone"]);
  expect(["verdict", "exit_code", "danger", "caution", "create", "update"].map(of)).toEqual([
    "danger",
    "1",
    "1",
    "1",
    "1",
    "2",
  ]);
  for (const [output, file] of [
    ["html", "report.html"],
    ["sarif", "report.sarif"],
  ] as const)
    expect(of(output)).toBe(join(reports, file));
  expect(summary).toBe("## review of staging\n\n### lineup\n\n");
});

test("names of resources cannot become workflow commands", () => {
  const hostile = {
    ...danger,
    address: 'x["\n::stop-commands::t\n"]',
    code: "A,file=/etc::B",
    consequence: "%0A::error::",
  };
  const { lines } = published(judged(lineup(review("danger", { risks: [hostile] }), 1)).reports);
  expect(lines).toEqual(['::error title=A%2Cfile=/etc%3A%3AB::x[" ::stop-commands::t "]: %250A::error::']);
});

test("at most ten annotations are written", () => {
  const risks = Array.from({ length: 30 }, () => danger);
  expect(judged(lineup(review("danger", { risks }), 1)).outcome.annotations).toHaveLength(10);
});

test("drift is counted by tier", () => {
  const drifted = ["breaks", "weakens", "weakens", "noise"].map((tier) => ({ tier, address: "a", message: "moved" }));
  const json = { schema: "lineup/drift/1", verdict: "breaks", drifted, paths: [], pending: [{}], unmanaged: [] };
  const { outcome, reports } = judged(lineup(json, 1), "drift");
  expect(outcome).toMatchObject({
    verdict: "breaks",
    counts: { breaks: 1, weakens: 2, benign: 0, pending: 1, unmanaged: 0 },
    annotations: ["::error title=drift that breaks::a: moved"],
  });
  expect(existsSync(join(reports, "report.sarif"))).toBe(false);
  expect(existsSync(join(reports, "report.html"))).toBe(true);
});

test.each<[string, string, string]>([
  [
    "lineup refuses the plan",
    lineup("", 2, { stderr: "lineup: `x` | <script>\nsecond\n" }),
    "could not judge this plan",
  ],
  ["lineup crashes", lineup("", 134), "could not judge this plan"],
  ["lineup is silent and content", lineup("", 0), "could not judge this plan"],
  ["lineup writes half a file", lineup('{"schema":"lineup/rev', 0), "could not judge this plan"],
  ["it is JSON of another schema", lineup({ ...review("safe"), schema: "lineup/review/2" }, 0), "could not judge"],
  ["the verdict is none", lineup(review("fine"), 0), "could not judge this plan"],
])("where %s, nothing was judged", (_, program, sentence) => {
  const { outcome, markdown } = judged(program);
  expect(outcome).toMatchObject({ verdict: "unusable", exitCode: 2, counts: {} });
  expect(markdown).toContain(sentence);
  expect(markdown).not.toMatch(/second|<script>(?!`)/);
});

test("without a plan the report says so", () => {
  const reports = join(folder, "no-plan");
  judge(["review", "staging", reports, join(folder, "nothing.json")], lineup(review("safe"), 0));
  expect(readFileSync(join(reports, "report.md"), "utf8")).toContain("there is no plan to judge");
  expect(JSON.parse(readFileSync(join(reports, "outcome.json"), "utf8"))).toMatchObject({ exitCode: 2 });
  const empty = join(folder, "empty.json");
  writeFileSync(empty, "");
  judge(["review", "staging", reports, empty], lineup(review("safe"), 0));
  expect(JSON.parse(readFileSync(join(reports, "outcome.json"), "utf8"))).toMatchObject({ exitCode: 2 });
});

describe("a probe", () => {
  const probe = {
    schema: "lineup/probe-report/1",
    verdict: "blocked",
    project: "acme-staging",
    probes: [
      {
        service: "api",
        job: "api-probe",
        verdict: "blocked",
        phase: "tcp",
        code: "ETIMEDOUT",
        message: "no answer",
        findings: [],
      },
      { service: "web", job: "web-probe", verdict: "reachable", message: "PING answered", findings: [] },
    ],
    findings: [],
  };
  const of = (program: string, ...args: string[]) => {
    const reports = join(folder, `probe-${basename(program)}`);
    judge(["probe", "staging", reports, ...args], program);
    const read = (file: string) => readFileSync(join(reports, file), "utf8");
    return { outcome: JSON.parse(read("outcome.json")), markdown: read("report.md"), reports };
  };

  test("is run once, since each run starts containers, and written in every form", () => {
    const program = lineup(probe, 1);
    const { outcome, markdown, reports } = of(program, "--project", "acme-staging");
    expect(readFileSync(`${program}.calls`, "utf8").trim().split("\n")).toHaveLength(1);
    expect(outcome).toMatchObject({
      kind: "probe",
      verdict: "blocked",
      exitCode: 1,
      counts: { blocked: 1, reachable: 1 },
    });
    expect(outcome.annotations).toEqual(["::error title=probe%3A tcp ETIMEDOUT::api: no answer"]);
    expect(markdown).toContain("lineup probe --project acme-staging");
    expect(existsSync(join(reports, "report.html"))).toBe(true);
    expect(published(reports).of("blocked")).toBe("1");
  });

  test.each<[string, string, string[], string]>([
    ["an earlier step failed", lineup(probe, 1), [], "nothing was probed"],
    ["lineup refuses", lineup("", 2, { stderr: "lineup: no such project\n" }), ["--project", "x"], "no such project"],
    ["the exit code is another one than the verdict's", lineup(probe, 2), ["--project", "x"], "could not probe"],
  ])("where %s, nothing was judged", (_, program, args, sentence) => {
    const { outcome, markdown } = of(program, ...args);
    expect(outcome).toMatchObject({ kind: "probe", verdict: "unusable", exitCode: 2 });
    expect(markdown).toContain(sentence);
  });
});

test.each([["Staging"], ["a b"], ["../x"], ["a\n"], ["-->"], [""]])(
  "%j is refused as the name of an environment",
  (name) => {
    expect(() => judge(["review", name, folder, plan], "lineup.js")).toThrow("the name of an environment has");
  },
);
