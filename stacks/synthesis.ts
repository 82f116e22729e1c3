import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { App } from "cdktf";

/**
 * Synthesizes into a folder beside `outdir` and copies the result there only when all of it is good: a stack that fails
 * leaves what was written before as it was. Terraform's own files in `outdir` (.terraform, the lock file) stay.
 */
export function synthesizeInto(outdir: string, build: (app: App) => void): void {
  const target = resolve(outdir);
  mkdirSync(dirname(target), { recursive: true });
  const workshop = mkdtempSync(`${target}-`);
  try {
    const app = new App({ outdir: workshop });
    build(app);
    app.synth();
    for (const part of ["stacks", "manifest.json"]) {
      cpSync(join(workshop, part), join(target, part), { recursive: true });
    }
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}
