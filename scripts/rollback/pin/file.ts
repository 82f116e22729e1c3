import { readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Refused } from "../world";

/** A file of settings, written whole or not at all. */
export class SettingsFile {
  private readonly path: string;
  readonly before: string;
  private now: string;

  /** `shown` is how people call it: `environments/staging.ts`. */
  constructor(
    root: string,
    readonly shown: string,
  ) {
    // Through a link the file itself is replaced, and not the link.
    this.path = realpathSync(join(root, shown));
    this.before = readFileSync(this.path, "utf8");
    this.now = this.before;
  }

  /** What a person has written while he was asked is his: it is not replaced by what was read before. */
  write(text: string): void {
    if (readFileSync(this.path, "utf8") !== this.now) {
      throw new Refused(2, `${this.shown} was written by somebody else meanwhile: nothing was changed, run it again`);
    }
    if (text === this.now) return;
    const draft = join(dirname(this.path), `.rollback-${process.pid}.tmp`);
    try {
      writeFileSync(draft, text, { mode: statSync(this.path).mode });
      renameSync(draft, this.path);
    } finally {
      rmSync(draft, { force: true });
    }
    this.now = text;
  }

  /** False where somebody has written it meanwhile: then it stays as it is. */
  putBack(): boolean {
    if (readFileSync(this.path, "utf8") !== this.now) return false;
    this.write(this.before);
    return true;
  }
}
