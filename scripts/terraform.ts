import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { constants as os } from "node:os";
import { resolve } from "node:path";
import { written } from "../environments";
import { programInUse } from "../facts/programs";
import { thisMachine } from "./machine";
import { explainInit, findTerraform, isProtected, missingApproval, missingFrom } from "./prerequisites";

/** `npm run plan|deploy|destroy -- STACK [terraform's own arguments]`: synthesizes, then runs terraform in its folder. */
const COMMANDS: Record<string, string> = { plan: "plan", deploy: "apply", destroy: "destroy" };

// Ctrl-C goes to the whole process group. Terraform winds down by itself and releases the lock on its state: dying
// first would hide how that went, and passing the signal on would be its second one, at which it drops everything.
let interrupted = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    interrupted = true;
  });
}

main(process.argv.slice(2))
  .catch((error: Error) => refuse(error.message))
  .then((code) => {
    process.exitCode = code;
  });

async function main([verb = "", stack = "", ...args]: string[]): Promise<number> {
  const command = COMMANDS[verb];
  if (!command) return refuse(`"${verb}" is not one of ${Object.keys(COMMANDS).join(", ")}`);
  const synthesis = await run(process.execPath, ["build/run.js", "main.ts"]);
  if (synthesis.code !== 0) return synthesis.code;

  const outdir = resolve(process.env.CDKTF_OUTDIR ?? "cdktf.out");
  const { stacks } = readJson(resolve(outdir, "manifest.json"));
  const names = Object.keys(stacks);
  if (!names.includes(stack)) {
    const wrong = stack ? `there is no stack "${stack}"` : "which stack?";
    return refuse(`${wrong} - npm run ${verb} -- STACK, where STACK is one of: ${names.join(", ")}`);
  }
  const folder = resolve(outdir, stacks[stack].workingDirectory);
  const machine = thisMachine();
  const terraform = findTerraform(machine);
  const missing = [...missingFrom(machine), ...missingApproval({ verb, stack, args, folder }, machine)];
  if (!terraform || missing.length > 0) return refuse(...missing);
  if (verb === "destroy" && isProtected(readJson(resolve(outdir, stacks[stack].synthesizedStackPath)))) {
    say(
      `${stack} is protected, ${programInUse()} will refuse - say destroyable: { reason: "..." } in ${fileOf(stack)} and deploy that first`,
    );
  }

  const init = await run(terraform, ["init", "-input=false"], { folder, hearing: true });
  if (interrupted) return init.code || 128 + os.signals.SIGINT;
  if (init.code === 0) return (await run(terraform, [command, ...args], { folder })).code;
  const explanation = explainInit(init.stderr, stack);
  return explanation ? refuse(explanation) : init.code;
}

/** Waits for the end, whatever happens meanwhile. `hearing`: stderr is read as well as shown. */
function run(program: string, args: string[], { folder = ".", hearing = false } = {}) {
  return new Promise<{ code: number; stderr: string }>((done, failed) => {
    const child = spawn(program, args, { cwd: folder, stdio: ["inherit", "inherit", hearing ? "pipe" : "inherit"] });
    let stderr = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      process.stderr.write(text);
      stderr += text;
    });
    child.on("error", failed);
    child.on("close", (code, signal) => done({ code: code ?? 128 + (signal ? os.signals[signal] : 0), stderr }));
  });
}

function refuse(...sentences: string[]): number {
  sentences.forEach(say);
  return 2;
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

/** The file to edit: environments are written by file, terraform knows them by name. */
function fileOf(stack: string): string {
  const [file] = Object.entries(written).find(([, { name }]) => stack === name || stack === `${name}-bootstrap`) ?? [];
  return file ?? "its file below environments/";
}

// biome-ignore lint/suspicious/noExplicitAny: JSON that cdktf has written a moment ago
function readJson(path: string): any {
  return JSON.parse(readFileSync(path, "utf8"));
}
