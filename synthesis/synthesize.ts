import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import "./before-cdktf";
import { App, TerraformStack } from "cdktf";
import { EnvironmentStack } from "../stacks/environment-stack";
import { expectedOf } from "./expected";
import { settingsOf } from "./settings";
import { recordingSources, sourcesOf } from "./sources";

/** Looks at the folder of one synthesized stack before anything is published; throws to stop it. */
export type Inspection = (stack: string, folder: string) => void;

/**
 * Synthesizes into a folder beside `outdir` and publishes the result only when all of it is good: a stack that fails
 * leaves what was written before as it was. Terraform's own files in `outdir` (.terraform, the lock file) stay.
 */
export function synthesizeInto(outdir: string, build: (app: App) => void, ...inspections: Inspection[]): void {
  const target = resolve(outdir);
  mkdirSync(dirname(target), { recursive: true });
  const workshop = mkdtempSync(`${target}-`);
  try {
    const app = new App({ outdir: workshop });
    recordingSources(() => build(app));
    app.synth();
    const stacks = app.node.findAll().filter(TerraformStack.isStack);
    for (const stack of stacks) {
      const folder = join(workshop, "stacks", stack.node.id);
      const beside = (file: string, json: object) =>
        writeFileSync(join(folder, file), `${JSON.stringify(json, null, 2)}\n`);
      beside("sources.json", sourcesOf(stack));
      if (stack instanceof EnvironmentStack) {
        beside("settings.json", settingsOf(stack));
        beside("expected.json", expectedOf(stack.env));
      }
      for (const inspect of inspections) inspect(stack.node.id, folder);
    }
    publish(workshop, target);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/** File by file, each by a rename: whoever reads meanwhile sees the old one or the new one. */
function publish(workshop: string, target: string): void {
  for (const entry of readdirSync(workshop, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const from = join(entry.parentPath, entry.name);
    const to = join(target, relative(workshop, from));
    mkdirSync(dirname(to), { recursive: true });
    renameSync(from, to);
  }
}
