import { relative } from "node:path";

/** Jest's own results file, as far as it is read here. */
export interface JestResults {
  testResults: { name: string; status: string; assertionResults: { fullName: string; status: string }[] }[];
}

export interface CiStep {
  name: string;
  outcome: Outcome;
  reason?: string;
}

interface AllowedSkip {
  test: string;
  reason: string;
}

type Outcome = "passed" | "failed" | "skipped";
type Line = { outcome: Outcome; text: string };

const LIST = ".ci/allowed-skips.json";
const SKIPPED = / \[skipped: (.*)\]$/;

/** What .ci/run has noted. */
interface Noted {
  steps: CiStep[];
  jest: JestResults | undefined;
  allowed: AllowedSkip[];
  /** How long each step took. */
  seconds?: ReadonlyMap<string, number>;
  /** The goals that the bench missed, as it said so. */
  missed?: readonly string[];
}

/** How many times as long as the type check the tests may take. */
const TESTS = { goal: 5, of: "npm test", than: "npm run typecheck" };

/**
 * One line per step, the number of tests, and the name of each test that did not pass. A skip that is not on the list
 * counts as failed. A goal that is missed fails nothing, and is said and counted.
 */
export function summarize({ steps, jest, allowed, seconds = new Map(), missed = [] }: Noted) {
  const tests = jest ? linesOf(jest, allowed) : [{ outcome: "failed" as const, text: "npm test: wrote no results" }];
  const others = steps.filter(({ name }) => name !== "npm test");
  const lines: Line[] = others.map(({ name, outcome, reason }) => ({
    outcome,
    text: reason ? `${name}: ${reason}` : name,
  }));
  const step = steps.find(({ name }) => name === "npm test");
  if (step?.outcome !== "passed" && !tests.some(({ outcome }) => outcome === "failed")) {
    tests.push({ outcome: "failed", text: "npm test: failed, though none of its tests did" });
  }
  if (!tests.some(({ outcome }) => outcome === "passed")) {
    tests.push({ outcome: "failed", text: "npm test: no test has passed" });
  }
  const count = (outcome: Outcome) => [...lines, ...tests].filter((line) => line.outcome === outcome).length;
  const all = [...missed.map((line) => line.replace(/ {2,}/g, "  ").trim()), ...tooSlow(seconds)];
  const goals = all.length === 0 ? [] : [...all.map((line) => `missed   ${line}`), `goals missed: ${all.length}`];
  return {
    failed: count("failed"),
    text: [
      ...goals,
      ...[...lines, ...tests.filter(({ outcome }) => outcome !== "passed")].map(
        ({ outcome, text }) => `${outcome.padEnd(8)} ${text}`,
      ),
      `${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} skipped`,
    ].join("\n"),
  };
}

/** Where the tests take longer than they may. */
function tooSlow(seconds: ReadonlyMap<string, number>): string[] {
  const [tests, types] = [seconds.get(TESTS.of), seconds.get(TESTS.than)];
  if (tests === undefined || types === undefined || types === 0 || tests <= TESTS.goal * types) return [];
  const ratio = tests / types;
  const by = `MISSED by ${((ratio / TESTS.goal - 1) * 100).toFixed()} %`;
  return [
    `time of ${TESTS.of} / of ${TESTS.than}  ${ratio.toFixed(2)}  goal ${TESTS.goal}: ${by}  ${tests} / ${types} s`,
  ];
}

function linesOf({ testResults }: JestResults, allowed: AllowedSkip[]): Line[] {
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.every((test) => test.status !== "failed"),
  );
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  // A file that does not run says nothing about which tests there are.
  const known = new Set(tests.map(({ fullName }) => fullName.replace(SKIPPED, "")));
  const gone = broken.length > 0 ? [] : allowed.filter(({ test }) => !known.has(test));
  return [
    ...broken.map(({ name }): Line => ({ outcome: "failed", text: `${relative(".", name)} failed outside its tests` })),
    ...tests.map(({ fullName, status }) => lineOf(fullName, status, allowed)),
    ...gone.map(
      ({ test }): Line => ({ outcome: "failed", text: `${LIST} lists "${test}", and no test is called that` }),
    ),
  ];
}

function lineOf(fullName: string, status: string, allowed: AllowedSkip[]): Line {
  if (status === "passed") return { outcome: "passed", text: fullName };
  if (status === "failed") return { outcome: "failed", text: `test "${fullName}"` };
  const title = fullName.replace(SKIPPED, "");
  const why = SKIPPED.exec(fullName)?.[1];
  if (why && allowed.some(({ test, reason }) => test === title && reason)) {
    return { outcome: "skipped", text: `test "${title}": ${why}` };
  }
  return { outcome: "failed", text: `test "${title}" was skipped, which ${LIST} does not allow` };
}
