import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../child";
import { Refused, type World } from "../world";
import { type Commit, git } from "./git";

/**
 * A commit in a folder of its own, which nobody else may read: plans and states hold secrets. It is removed afterwards,
 * whatever happens.
 */
export class Tree {
  private readonly folder = mkdtempSync(join(tmpdir(), "rollback-"));
  private readonly umask: number;
  readonly path = join(this.folder, "tree");
  /** Where the stacks are synthesized. */
  readonly out = join(this.folder, "out");
  readonly plan = join(this.folder, "plan");
  readonly json = join(this.folder, "plan.json");

  constructor(
    private readonly root: string,
    private readonly commit: Commit,
  ) {
    chmodSync(this.folder, 0o700);
    // What Terraform writes is readable to its owner alone.
    this.umask = process.umask(0o077);
    mkdirSync(this.out);
    // Left by a run that was killed: its folder is gone, and git still counts it.
    git(root, "worktree", "prune");
    if (git(root, "worktree", "add", "--detach", "--quiet", this.path, commit.hash) === undefined) {
      this.remove();
      throw new Refused(
        2,
        `git could not check ${commit.short} out into a work tree of its own: git worktree list tells`,
      );
    }
  }

  /** Its own packages: ours where it names the same, else installed there. */
  async hasPackages({ say }: Pick<World, "say">): Promise<void> {
    const [ours, its] = [this.root, this.path].map((folder) => textOf(join(folder, "package-lock.json")));
    if (its === undefined || !hasScript(join(this.path, "package.json"), "synth")) {
      throw new Refused(2, `${this.commit.short} is from before this environment: it has no npm run synth`);
    }
    if (its === ours && existsSync(join(this.root, "node_modules"))) {
      symlinkSync(join(this.root, "node_modules"), join(this.path, "node_modules"));
      return;
    }
    say(`${this.commit.short} has other packages than what is installed here: npm ci installs them beside it`);
    const { code } = await this.npm("ci", "--no-audit", "--no-fund");
    if (code !== 0)
      throw new Refused(2, `the packages of ${this.commit.short} could not be installed: npm has said why`);
  }

  npm(...args: string[]) {
    // What npm tells its own scripts is about this repository, and not about that one.
    const inherited = Object.entries(process.env).filter(([name]) => !/^npm_|^INIT_CWD$/i.test(name));
    const env = { ...Object.fromEntries(inherited), CDKTF_OUTDIR: this.out };
    return run("npm", args, { folder: this.path, env });
  }

  remove(): void {
    git(this.root, "worktree", "remove", "--force", this.path);
    rmSync(this.folder, { recursive: true, force: true });
    git(this.root, "worktree", "prune");
    process.umask(this.umask);
  }
}

function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function hasScript(file: string, name: string): boolean {
  try {
    return typeof JSON.parse(textOf(file) ?? "{}").scripts?.[name] === "string";
  } catch {
    return false;
  }
}
