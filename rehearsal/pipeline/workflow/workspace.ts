import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { assignmentsIn } from "./command-files";
import type { Done, JobPlace, StepCall } from "./steps";

export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** Starts a program in a folder and waits for its end. */
export type Start = (args: string[], env: Record<string, string>, folder: string) => Promise<Ended>;
/** Plays an action; false where it fails. */
export type Uses = (call: StepCall, workspace: Workspace) => Promise<Done> | Done;

export interface Setting {
  /** A folder of its own. */
  folder: string;
  /** What the runner sets: GITHUB_SHA, RUNNER_TEMP, PATH. */
  env: Record<string, string>;
  start: Start;
  uses: Uses;
  /** Told of each `run:` with how it has ended. */
  told?: (call: StepCall, ended: Ended) => void;
}

/** The machine of one job: its `run:` steps are done for real, by bash, in a folder. */
export class Workspace implements JobPlace {
  readonly checkout: string;
  readonly summary: string;
  private steps = 0;

  constructor(readonly setting: Setting) {
    this.checkout = join(setting.folder, "checkout");
    this.summary = join(setting.folder, "summary.md");
    mkdirSync(this.checkout, { recursive: true });
    mkdirSync(join(setting.folder, "temp"), { recursive: true });
    writeFileSync(this.summary, "");
  }

  async step(call: StepCall): Promise<Done> {
    return call.run === undefined ? this.setting.uses(call, this) : this.run(call);
  }

  private async run(call: StepCall): Promise<Done> {
    if (!["", "bash"].includes(call.shell ?? "")) throw new Error(`the shell ${call.shell} is not played`);
    this.steps += 1;
    const [output, env] = ["output", "env"].map((name) => join(this.setting.folder, `${name}-${this.steps}`));
    for (const file of [output, env]) writeFileSync(file ?? "", "");
    const ended = await this.setting.start(
      // As the runner starts it: https://docs.github.com/actions/reference/workflow-syntax#jobsjob_idstepsshell
      ["--noprofile", "--norc", "-eo", "pipefail", "-c", call.run ?? ""],
      {
        ...this.setting.env,
        ...call.env,
        ...{ GITHUB_OUTPUT: output ?? "", GITHUB_ENV: env ?? "", GITHUB_STEP_SUMMARY: this.summary },
        ...{ RUNNER_TEMP: join(this.setting.folder, "temp"), GITHUB_WORKSPACE: this.checkout },
      },
      this.checkout,
    );
    this.setting.told?.(call, ended);
    const read = (file = "") => assignmentsIn(readFileSync(file, "utf8"));
    return { ok: ended.code === 0, outputs: read(output), env: read(env) };
  }

  /** Only whether a file is there: that is all that is asked here. */
  hashFiles(patterns: string[]): string {
    const wild = patterns.find((pattern) => /[*?[]/.test(pattern));
    if (wild !== undefined) throw new Error(`hashFiles is played for names, not for patterns, got ${wild}`);
    return patterns.some((path) => existsSync(join(this.checkout, path))) ? "there" : "";
  }

  read(path: string): string {
    return readFileSync(join(this.checkout, path), "utf8");
  }
}
