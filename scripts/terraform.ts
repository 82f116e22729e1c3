import { constants as os } from "node:os";
import { written } from "../environments";
import { bootstrapStackOf } from "../environments/names";
import { programInUse } from "../facts/programs";
import { outliveSignals, run, wasInterrupted } from "./child";
import { thisMachine } from "./machine";
import { explainInit, findTerraform, isProtected, missingApproval, missingFrom } from "./prerequisites";
import { synthesized } from "./synthesized";

/** `npm run plan|deploy|destroy -- STACK [terraform's own arguments]`: synthesizes, then runs terraform in its folder. */
const COMMANDS: Record<string, string> = { plan: "plan", deploy: "apply", destroy: "destroy" };

outliveSignals();
main(process.argv.slice(2))
  .catch((error: Error) => refuse(error.message))
  .then((code) => {
    process.exitCode = code;
  });

async function main([verb = "", stack = "", ...args]: string[]): Promise<number> {
  const command = COMMANDS[verb];
  if (!command) return refuse(`"${verb}" is not one of ${Object.keys(COMMANDS).join(", ")}`);
  const stacks = await synthesized();
  if (typeof stacks === "number") return stacks;
  const known = stacks.get(stack);
  if (!known) {
    const wrong = stack ? `there is no stack "${stack}"` : "which stack?";
    return refuse(`${wrong} - npm run ${verb} -- STACK, where STACK is one of: ${[...stacks.keys()].join(", ")}`);
  }
  const { folder, json } = known;
  const machine = thisMachine();
  const terraform = findTerraform(machine);
  const missing = [...missingFrom(machine), ...missingApproval({ verb, stack, args, folder }, machine)];
  if (!terraform || missing.length > 0) return refuse(...missing);
  if (verb === "destroy" && isProtected(json)) {
    say(
      `${stack} is protected, ${programInUse()} will refuse - say destroyable: { reason: "..." } in ${fileOf(stack)} and deploy that first`,
    );
  }

  const init = await run(terraform, ["init", "-input=false"], { folder, hearing: true });
  if (wasInterrupted()) return init.code || 128 + os.signals.SIGINT;
  if (init.code === 0) return (await run(terraform, [command, ...args], { folder })).code;
  const explanation = explainInit(init.stderr, stack);
  return explanation ? refuse(explanation) : init.code;
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
  const [file] =
    Object.entries(written).find(([, { name }]) => stack === name || stack === bootstrapStackOf(name)) ?? [];
  return file ?? "its file below environments/";
}
