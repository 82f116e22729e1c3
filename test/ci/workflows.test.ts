import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { written } from "../../environments";
import { workflowsOf } from "../../scripts/ci/zizmor";
import { root, scriptsIn, text } from "./scripts-in";

const workflows = workflowsOf(root);
const actions = ["action.yml", ".github/actions/prepare/action.yml"];

const PINNED = /^[\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;

/** The text of each job, by its name. */
function jobsIn(file: string): [string, string][] {
  const [, jobs = ""] = text(file).split(/^jobs:\n/m);
  return jobs.split(/^(?= {2}[a-z-]+:$)/m).flatMap((job) => {
    const name = /^ {2}([a-z-]+):$/m.exec(job)?.[1];
    return name && job.startsWith("  ") && !job.startsWith("  #") ? [[`${file} ${name}`, job] as [string, string]] : [];
  });
}

const jobs = workflows.flatMap(jobsIn);

test("there are the three workflows, with the jobs they are to have", () => {
  expect(jobs.map(([name]) => name.replace(".github/workflows/", "")).sort()).toEqual([
    "deploy.yaml apply",
    "deploy.yaml issue",
    "deploy.yaml probe",
    "deploy.yaml review",
    "deploy.yaml target",
    "deploy.yaml verify",
    "drift.yaml drift",
    "drift.yaml environments",
    "drift.yaml issue",
    "drift.yaml mark",
    "drift.yaml probe",
    "drift.yaml probe-issue",
    "drift.yaml withdraw",
    "pr.yaml check",
    "pr.yaml environments",
    "pr.yaml plan",
    "pr.yaml required",
    "pr.yaml review",
    "pr.yaml synthesize",
    "pr.yaml withdraw",
  ]);
});

test.each([...workflows, ...actions])("%s pins every action by its commit, with the version", (file) => {
  const used = [...text(file).matchAll(/uses: (.+)$/gm)].map(([, action = ""]) => action);
  expect(used.filter((action) => !PINNED.test(action) && action !== "./.github/actions/prepare")).toEqual([]);
});

test.each([...workflows, ...actions])("%s puts no expression into a shell script", (file) => {
  const scripts = scriptsIn(file);
  expect(scripts.length).toBeGreaterThan(0);
  expect(scripts.filter((script) => script.includes("${{"))).toEqual([]);
});

test.each([...workflows, ...actions])("%s has valid shell scripts that call files that exist", (file) => {
  for (const script of scriptsIn(file)) {
    const { status, stderr } = spawnSync("bash", ["-n"], { input: script, encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const called = [...script.matchAll(/(?:build|scripts|lineup\/bin)\/[\w./-]+/g)].map(([path]) => path);
    expect(called.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  }
});

test.each(workflows)("%s grants permissions per job only, and never runs code of a fork with secrets", (file) => {
  expect(text(file)).toMatch(/^permissions: \{\}$/m);
  expect(text(file)).not.toMatch(/pull_request_target|workflow_run/);
});

test.each(jobs)("%s has permissions and a timeout, and keeps no credentials in the checkout", (_, job) => {
  expect(job).toMatch(/^ {4}permissions:(?: \{\}|\n(?: {6}[a-z-]+: (?:read|write) # .+\n)+)/m);
  expect(job).toMatch(/^ {4}timeout-minutes: \d+$/m);
  const checkouts = job.match(/actions\/checkout@/g) ?? [];
  expect(job.match(/persist-credentials: false/g) ?? []).toHaveLength(checkouts.length);
});

test("no job may both write to GitHub and use an identity at Google", () => {
  const both = jobs.filter(
    ([, job]) => /id-token: write/.test(job) && /(pull-requests|issues|security-events): write/.test(job),
  );
  expect(both.map(([name]) => name)).toEqual([]);
});

const jobNamed = (name: string) =>
  jobs.find(([found]) => found.endsWith(` ${name}`) || found.endsWith(name))?.[1] ?? "";
const withToken = jobs.filter(([, job]) => job.includes("google-github-actions/auth@"));

test("only branches of this repository get a plan, and so an identity, on a pull request", () => {
  const branches = "github.event.pull_request.head.repo.full_name == github.repository";
  expect(jobNamed("pr.yaml withdraw")).toContain(branches);
  for (const name of ["environments", "synthesize"]) {
    expect(jobNamed(`pr.yaml ${name}`)).toContain("needs.withdraw.result != 'skipped'");
  }
  expect(jobNamed("pr.yaml plan")).toMatch(/^ {4}needs: \[environments, synthesize\]$/m);
  for (const name of ["check", "synthesize"]) {
    expect(jobNamed(`pr.yaml ${name}`)).not.toMatch(/secrets\.|vars\.|id-token|environment:|: write/);
  }
});

describe("a job that gets a token for Google", () => {
  test("is one of these", () => {
    expect(withToken.map(([name]) => name.replace(".github/workflows/", ""))).toEqual([
      "deploy.yaml review",
      "deploy.yaml apply",
      "deploy.yaml verify",
      "deploy.yaml probe",
      "drift.yaml drift",
      "drift.yaml mark",
      "drift.yaml probe",
      "pr.yaml plan",
    ]);
  });

  test.each(withToken)(
    "%s runs main's code alone, without scripts of packages or what is for development",
    (name, job) => {
      // deploy.yaml and drift.yaml run on main only.
      if (name.includes("pr.yaml")) {
        expect(job).toMatch(
          /actions\/checkout@.+\n {8}with:\n {10}ref: \$\{\{ github\.event\.repository\.default_branch \}\}\n/,
        );
      }
      expect(job).not.toMatch(/npm (ci|install|exec)|npx|development:/);
    },
  );

  test.each(withToken)(
    "%s signs in after everything that it reads was checked, and locks the providers",
    (name, job) => {
      const [before = "", after = ""] = job.split("google-github-actions/auth@");
      expect(before).toContain("npm run synth");
      if (!/verify|drift|probe/.test(name)) expect(before).toContain("scripts/ci/check-configuration.ts");
      expect(before).not.toMatch(/terraform |lineup\/bin/);
      expect(after).not.toMatch(/download-artifact@.*\n {8}with:\n {10}name: synthesized/);
      for (const [init] of job.matchAll(/terraform .* init .*/g)) expect(init).toContain("-lockfile=readonly");
    },
  );
});

describe("the probe", () => {
  const after = jobNamed("deploy.yaml probe");
  const atNight = jobNamed("drift.yaml probe");

  test("runs in an environment of its own, beside the mark of the night alone, so that nothing else becomes its account", () => {
    const inIt = jobs.filter(([, job]) => /^ {4}environment: .*-probe$/m.test(job)).map(([name]) => name);
    expect(inIt.map((name) => name.replace(".github/workflows/", ""))).toEqual([
      "deploy.yaml probe",
      "drift.yaml mark",
      "drift.yaml probe",
    ]);
  });

  test.each([
    ["probe", "github.js judge probe", after, atNight],
    ["issue", "github.js issue reports", jobNamed("deploy.yaml issue"), jobNamed("drift.yaml probe-issue")],
  ])("does the same after a deploy as at night: %s", (_, does, one, other) => {
    const [first, second] = [one, other].map((job) =>
      (job.split(/^ {4}steps:\n/m)[1] ?? "")
        .replace(/\n\n {2}#[\s\S]*$/, "")
        .trimEnd()
        .replaceAll("env.ENVIRONMENT", "matrix.environment"),
    );
    expect(first).toContain(does);
    expect(first).toBe(second);
  });

  test("comes after apply and verify, also where one of them has failed, and not where nothing was applied", () => {
    expect(after).toMatch(/^ {4}needs: \[apply, verify\]$/m);
    expect(after).toContain(`if: \${{ !cancelled() && needs.apply.result != 'skipped' }}`);
  });

  test("fails its job with its verdict, after the report was published and kept", () => {
    for (const job of [after, atNight]) {
      expect(job).toMatch(/judge probe[\s\S]*publish reports[\s\S]*upload-artifact@[\s\S]*EXIT_CODE:-2/);
      expect(job).not.toMatch(/continue-on-error|\|\| true/);
    }
  });

  test("lets neither an inventory nor a state leave the runner", () => {
    for (const [, job] of withToken) {
      for (const [, path] of job.matchAll(/^ {10}path: (.+)$/gm))
        expect(path).toMatch(/^(reports|approved|reviewed|synthesized)$/);
    }
  });

  test("is told in an issue by a job that has no token for Google, whatever became of the probe", () => {
    for (const [name, needed] of [
      ["deploy.yaml issue", "apply.result != 'skipped'"],
      ["drift.yaml probe-issue", "environments.result == 'success'"],
    ] as const) {
      const job = jobNamed(name);
      expect(job).toMatch(/^ {4}needs: \[\w+, probe\]$/m);
      expect(job).toContain(`if: \${{ !cancelled() && needs.${needed} }}`);
      expect(job).toMatch(/^ {6}issues: write/m);
      expect(job).not.toMatch(/id-token|environment:.*-probe|vars\./);
      expect(job).toMatch(/github\.js issue reports/);
    }
  });

  test("traces with Google only where the environment is told to", () => {
    const [script = ""] = scriptsIn(".github/workflows/deploy.yaml").filter(
      (one) => one.includes("judge probe") && one.includes("TRACE"),
    );
    const folder = mkdtempSync(join(tmpdir(), "probe-"));
    const programs = { jq: "echo netra-staging", node: 'echo "$@"' };
    for (const [name, does] of Object.entries(programs))
      writeFileSync(join(folder, name), `#!/bin/sh\n${does}\n`, { mode: 0o755 });
    const said = (TRACE: string) => {
      const env = { PATH: `${folder}:${process.env.PATH}`, ENVIRONMENT: "staging", STACK: "stack", TRACE };
      return spawnSync("bash", ["-eo", "pipefail", "-c", script], { env, encoding: "utf8" }).stdout.trim();
    };
    const always =
      "lineup/bin/github.js judge probe staging reports --project netra-staging --inventory inventory.json";
    expect(["on", "off", "", "on; id"].map(said)).toEqual([`${always} --trace`, always, always, always]);
    rmSync(folder, { recursive: true });
  });
});

describe("the mark of a night", () => {
  const mark = jobNamed("drift.yaml mark");

  test("waits for the report of drift, and is left out where there is none: nobody signs in then", () => {
    expect(mark).toMatch(/^ {4}needs: \[environments, drift\]$/m);
    expect(mark).toMatch(
      /download-artifact@[\s\S]*name: drift-\$[\s\S]*google-github-actions\/auth@[\s\S]*github\.js mark /,
    );
    expect(mark).not.toMatch(/continue-on-error|\|\| true/);
  });

  test("is not waited for: what it ends with changes neither an issue nor the verdict", () => {
    for (const [name, job] of jobs) {
      if (name.includes("drift.yaml")) expect(job).not.toMatch(/^ {4}needs:.*\bmark\b/m);
    }
  });

  test("is not written as the identity of drift, which pull requests have as well", () => {
    expect(jobNamed("drift.yaml drift")).not.toContain("github.js mark");
    expect(jobNamed("drift.yaml drift")).toMatch(/^ {4}environment: .*-main$/m);
    expect(mark).toMatch(/^ {4}environment: .*-probe$/m);
  });
});

test("after a deploy the state is judged strictly", () => {
  const judged = [...jobNamed("deploy.yaml verify").matchAll(/lineup\.js verify (\S+) (\S+)/g)];
  expect(judged.map(([, what, option]) => [what, option])).toEqual([
    ["state.json", "--strict"],
    ["state.json", "--strict"],
    ["inventory.json", "--format"],
    ["inventory.json", "--format"],
  ]);
});

test("no workflow reads a secret, so none can make a plan acceptable", () => {
  for (const file of workflows) expect(text(file)).not.toMatch(/secrets\./);
});

const environments = (...args: string[]) =>
  spawnSync(process.execPath, ["build/run.js", "scripts/environments.ts", ...args], { cwd: root, encoding: "utf8" });
const names = Object.values(written).map(({ name }) => name);

describe("the list of environments is that of the app:", () => {
  test("every matrix of environments takes it from the job that prints it, and waits for that job", () => {
    const withMatrix = jobs.filter(([, job]) => /^ {8}environment: \$/m.test(job));
    expect(withMatrix).toHaveLength(7);
    for (const [, job] of withMatrix) {
      expect(job).toMatch(/^ {8}environment: \$\{\{ fromJSON\(needs\.environments\.outputs\.names\) \}\}$/m);
      expect(job).toMatch(/^ {4}needs: (environments|\[environments, [a-z]+\])$/m);
    }
  });

  test("that job writes all names into its output, as JSON", () => {
    for (const file of [".github/workflows/pr.yaml", ".github/workflows/drift.yaml"]) {
      const [script = "", ...more] = scriptsIn(file).filter((text) => text.includes("environments"));
      expect(more).toEqual([]);
      const GITHUB_OUTPUT = join(mkdtempSync(join(tmpdir(), "output-")), "output");
      const env = { ...process.env, GITHUB_OUTPUT };
      const { status, stderr } = spawnSync("bash", ["-eo", "pipefail", "-c", script], {
        cwd: root,
        env,
        encoding: "utf8",
      });
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      const [, list = ""] = /^names=(.+)\n$/.exec(readFileSync(GITHUB_OUTPUT, "utf8")) ?? [];
      expect(JSON.parse(list)).toEqual(names);
      rmSync(dirname(GITHUB_OUTPUT), { recursive: true });
    }
  });

  test.each(names)("%s can be deployed", (name) => {
    expect(environments(name)).toMatchObject({ status: 0, stdout: "", stderr: "" });
  });

  test.each(["", "stagin", "staging-bootstrap", "$(id)", "staging production"])(
    "%j cannot be deployed, and the message lists the names that can",
    (name) => {
      const stderr = `there is no environment ${JSON.stringify(name)} - give one of ${names.join(", ")}\n`;
      expect(environments(name)).toMatchObject({ status: 2, stdout: "", stderr });
    },
  );

  test("it is read without loading cdktf or zod", () => {
    const refuse = () => {
      throw new Error("must not be loaded");
    };
    jest.isolateModules(() => {
      jest.doMock("cdktf", refuse);
      jest.doMock("zod", refuse);
      expect(Object.values(require("../../environments").written)).toHaveLength(names.length);
    });
  });

  test("no job of a deployment starts before its environment is known to exist", () => {
    const [, review = ""] = jobs.find(([name]) => name.endsWith("deploy.yaml review")) ?? [];
    expect(review).toMatch(/^ {4}needs: target$/m);
    const [, target = ""] = jobs.find(([name]) => name.endsWith("deploy.yaml target")) ?? [];
    expect(target).not.toMatch(/secrets\.|vars\.|id-token|environment:/);
  });
});
