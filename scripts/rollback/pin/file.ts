import { readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

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

  write(text: string): void {
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
