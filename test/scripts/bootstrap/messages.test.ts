import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commandOf, parsed } from "../../../scripts/bootstrap/arguments";
import { explainFailed } from "../../../scripts/bootstrap/failure";
import type { Failed } from "../../../scripts/bootstrap/flow";
import { missingNumbers } from "../../../scripts/bootstrap/repository";

jest.setTimeout(60_000);

const COMMAND = "staging --repository acme/netra";

describe("somebody without credentials", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "newcomer-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const run = (script: string, ...args: string[]) => {
    const { status, stderr } = spawnSync(process.execPath, ["build/run.js", `scripts/${script}.ts`, ...args], {
      cwd: join(__dirname, "../../.."),
      encoding: "utf8",
      // Neither Google, nor GitHub, nor a machine of Google's answers for them.
      env: { PATH: process.env.PATH, HOME: folder, NO_GCE_CHECK: "true", CDKTF_OUTDIR: join(folder, "cdktf.out") },
      stdio: ["ignore", "pipe", "pipe"],
    });
    return { status, stderr };
  };

  test("is told all that bootstrap lacks at once, each with the way to get it", () => {
    const { status, stderr } = run("bootstrap", ...COMMAND.split(" "));
    expect(stderr).toContain("there are no Google Cloud credentials - run `gcloud auth application-default login`");
    expect(stderr).toContain("there is no GITHUB_TOKEN - run: export GITHUB_TOKEN=$(gh auth token)");
    expect(stderr).toContain(`approve in the command: npm run bootstrap -- ${COMMAND} -auto-approve`);
    expect(status).toBe(2);
  });

  test("is told how to sign in by doctor", () => {
    const { status, stderr } = run("doctor", "staging");
    expect(stderr).toMatch(/there are no credentials: run gcloud auth application-default login/);
    expect(status).toBe(2);
  });
});

test("numbers that are said are not asked for, and neither are those of an environment that is known", () => {
  const asked = (words: string) => missingNumbers(parsed(words.split(" ")), {});
  expect(asked(COMMAND)).toHaveLength(1);
  expect(asked(`${COMMAND} --repository-id 1 --owner-id 2`)).toEqual([]);
  expect(asked("staging")).toEqual([]);
  expect(missingNumbers(parsed(COMMAND.split(" ")), { GITHUB_TOKEN: "x" })).toEqual([]);
});

test("the command that is to be repeated names what was asked for, and never approves by itself", () => {
  const repeated = (words: string) => commandOf(parsed(words.split(" ")));
  expect(repeated(`-auto-approve ${COMMAND}`)).toBe(COMMAND);
  expect(repeated(`${COMMAND} --owner-id=2 --repository-id 1`)).toBe(`${COMMAND} --repository-id 1 --owner-id 2`);
  expect(repeated("staging")).toBe("staging");
});

test.each<[string, Failed["step"], string, number, RegExp]>([
  [
    "a role that was deleted weeks ago",
    "apply",
    "Error 400: You can't create a role_id (lineupPlan) which has been marked for deletion., failedPrecondition",
    1,
    /its id is free 37 days after it was deleted - wait until then, or give the role another id in facts\/identities\.ts/,
  ],
  [
    "a pool that is there",
    "apply",
    "Error 409: Requested entity already exists",
    1,
    /the id of something is taken: .* it takes over what is there, and says how to bring back what was deleted/,
  ],
  [
    "anything else",
    "apply",
    "Error 403: Permission denied",
    1,
    /^what was made is in the state, and is not made twice/,
  ],
  ["a lock", "apply", "Error acquiring the state lock\nLock Info:\n  ID:   1717", 1, /force-unlock 1717$/],
  ["a move that failed", "migrate", "", 1, /^the state is still in here\.tfstate, and is kept/],
  ["a plan that is not empty", "plan", "", 2, /^the plan after the apply is not empty/],
])("what fails says the way out: %s", (_, step, stderr, code, sentence) => {
  const said = explainFailed({ step, run: { code, stdout: "", stderr } }, "staging", {
    stateFile: "here.tfstate",
    command: COMMAND,
  });
  expect(said).toMatch(sentence);
  if (!said.includes("force-unlock")) expect(said).toContain(`npm run bootstrap -- ${COMMAND}`);
});
