import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { constants as os, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { programInUse } from "../facts/programs";
import { main as lineup } from "../lineup/src/cli";
import type { Caller } from "../lineup/src/commands/command";
import { plain } from "../lineup/src/text/plain";
import { thisMachine } from "./machine";
import { explainInit, findTerraform, missingFrom } from "./prerequisites";

/**
 * `npm run drift -- ENVIRONMENT [lineup drift's own options]`: synthesizes, has terraform plan and write down what it
 * refreshed, and asks lineup what changed outside Terraform. Changes nothing; the plan may hold secrets and does not outlive it.
 */
let interrupted = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    interrupted = true;
  });
}

const work = mkdtempSync(join(tmpdir(), "drift-"));
main(process.argv.slice(2))
  .catch((error: Error) => refuse(error.message))
  .then((code) => {
    process.exitCode = interrupted ? 128 + os.signals.SIGINT : code;
  })
  .finally(() => rmSync(work, { recursive: true, force: true }));

async function main([stack = "", ...options]: string[]): Promise<number> {
  const synthesis = await run(process.execPath, ["build/run.js", "main.ts"]);
  // Standard output is the report's alone.
  process.stderr.write(`${synthesis.stdout}${synthesis.stderr}`);
  if (synthesis.code !== 0) return 2;
  const outdir = resolve(process.env.CDKTF_OUTDIR ?? "cdktf.out");
  const { stacks } = JSON.parse(readFileSync(resolve(outdir, "manifest.json"), "utf8"));
  const known = Object.keys(stacks);
  if (!known.includes(stack)) {
    const wrong = stack ? `there is no stack "${stack}"` : "which stack?";
    return refuse(`${wrong} - npm run drift -- STACK, where STACK is one of: ${known.join(", ")}`);
  }
  const folder = resolve(outdir, stacks[stack].workingDirectory);
  const machine = thisMachine();
  const terraform = findTerraform(machine);
  const missing = missingFrom(machine);
  if (!terraform || missing.length > 0) return refuse(...missing);

  const init = await run(terraform, ["init", "-input=false", "-no-color"], { folder });
  if (init.code !== 0) return refuse(explainInit(init.stderr, stack) ?? init.stderr.trim());
  const [planFile, plan, log] = ["tfplan", "json", "jsonl"].map((ending) => join(work, `${stack}.${ending}`)) as [
    string,
    string,
    string,
  ];
  // Taking the lock is a write, and this changes nothing.
  const planned = await run(terraform, ["plan", "-input=false", "-lock=false", "-json", `-out=${planFile}`], {
    folder,
  });
  writeFileSync(log, planned.stdout);
  if (planned.code !== 0) return refuse(`${programInUse()} could not plan ${stack}:`, ...errorsIn(planned.stdout));
  const shown = await run(terraform, ["show", "-json", planFile], { folder });
  if (shown.code !== 0) return refuse(shown.stderr.trim());
  writeFileSync(plan, shown.stdout);
  if (interrupted) return 2;
  // The files are deleted afterwards, and reports of one stack must be comparable: they name the stack, not its file.
  const names = new Map([
    [plan, stack],
    [log, `what ${programInUse()} printed for ${stack}`],
  ]);
  const caller: Caller = { nameOf: (file) => names.get(file) ?? file };
  await lineup(["drift", plan, "--log", log, "--config", folder, ...options], caller);
  return Number(process.exitCode);
}

/** The errors in terraform's own log. */
function errorsIn(log: string): string[] {
  return log.split("\n").flatMap((line) => {
    if (!line.includes('"@level":"error"')) return [];
    const { diagnostic, "@message": message } = JSON.parse(line);
    return [`- ${plain(String(diagnostic?.summary ?? message))}`];
  });
}

function run(program: string, args: string[], { folder = "." } = {}) {
  return new Promise<{ code: number; stdout: string; stderr: string }>((done, failed) => {
    const child = spawn(program, args, { cwd: folder, stdio: ["inherit", "pipe", "pipe"] });
    const texts = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream]?.setEncoding("utf8").on("data", (text: string) => {
        texts[stream] += text;
      });
    }
    child.on("error", failed);
    child.on("close", (code, signal) => done({ code: code ?? 128 + (signal ? os.signals[signal] : 0), ...texts }));
  });
}

function refuse(...sentences: string[]): number {
  for (const sentence of sentences) process.stderr.write(`${sentence}\n`);
  return 2;
}
