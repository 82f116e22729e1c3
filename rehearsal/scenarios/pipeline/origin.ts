import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { copyProject } from "../../project-copy";

const IDENTITY = ["-c", "user.name=somebody", "-c", "user.email=somebody@example.com", "-c", "init.defaultBranch=main"];

/** The repository on its way through the pipeline: this project as its files are now, in a history of its own. */
export class Origin {
  /** Where it is cloned from. */
  readonly bare: string;
  private readonly work: string;

  private constructor(folder: string) {
    this.bare = join(folder, "origin.git");
    this.work = join(folder, "work");
  }

  /**
   * Two files differ from what ships: the list of environments has staging alone, and the providers are locked to the
   * build that is here. `change` says what else does.
   */
  static create(folder: string, lockFile: string, change: (edit: Origin["edit"]) => void = () => {}): Origin {
    const origin = new Origin(folder);
    copyProject(origin.work, lockFile);
    origin.edit("environments/index.ts", /^.*\bproduction\b.*\n/gm, "");
    change((...args) => origin.edit(...args));
    return origin.begun();
  }

  /** Another repository, of these files. */
  static of(folder: string, files: Record<string, string | Buffer>): Origin {
    const origin = new Origin(folder);
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(origin.work, name)), { recursive: true });
      writeFileSync(join(origin.work, name), content);
    }
    return origin.begun();
  }

  private begun(): this {
    git(this.work, "init", "-q", "--bare", this.bare);
    git(this.work, "init", "-q");
    git(this.work, "add", "--all");
    git(this.work, "commit", "-q", "-m", "the beginning");
    git(this.work, "remote", "add", "origin", this.bare);
    git(this.work, "push", "-q", "origin", "HEAD:refs/heads/main");
    return this;
  }

  head(ref = "main"): string {
    return git(this.bare, "rev-parse", `${ref}^{commit}`).trim();
  }

  readonly compare = (base: string, head: string) => {
    if (base === head) return "identical";
    const common = git(this.bare, "merge-base", base, head).trim();
    return common === base ? "ahead" : common === head ? "behind" : "diverged";
  };

  /** A commit on a new branch off main. */
  branch(name: string, change: (edit: Origin["edit"]) => void): string {
    git(this.work, "checkout", "-q", "--force", "-B", name, this.head());
    change((...args) => this.edit(...args));
    git(this.work, "commit", "-q", "--all", "-m", name);
    git(this.work, "push", "-q", "--force", "origin", `HEAD:refs/heads/${name}`);
    return this.head(name);
  }

  /** What GitHub checks out for a pull request, and what it makes of main when it merges it. */
  mergeOf(commit: string, ref: string): string {
    git(this.work, "checkout", "-q", "--force", "--detach", this.head());
    git(this.work, "merge", "-q", "--no-ff", "-m", `the merge of ${commit}`, commit);
    git(this.work, "push", "-q", "--force", "origin", `HEAD:${ref}`);
    return this.head(ref);
  }

  checkout(ref: string, into: string): void {
    git(into, "clone", "-q", "--no-checkout", this.bare, ".");
    git(into, "checkout", "-q", "--detach", this.head(ref));
  }

  read(ref: string, path: string): string {
    return git(this.bare, "show", `${this.head(ref)}:${path}`);
  }

  /** Throws where there is nothing to replace: a scenario that changes nothing proves nothing. */
  private edit(path: string, from: RegExp, to: string): void {
    const file = join(this.work, path);
    const text = readFileSync(file, "utf8");
    if (!from.test(text)) throw new Error(`${path} has nothing like ${from}`);
    writeFileSync(file, text.replace(from, to));
  }
}

function git(folder: string, ...args: string[]): string {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
  const ended = spawnSync("git", [...IDENTITY, ...args], { cwd: folder, encoding: "utf8", env, maxBuffer: 1 << 28 });
  if (ended.status !== 0) throw new Error(`git ${args.join(" ")}: ${ended.stderr || ended.error}`);
  return ended.stdout;
}
