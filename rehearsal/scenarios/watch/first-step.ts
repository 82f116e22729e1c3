import type { Policy } from "../../../watch/shipped/model";
import type { CommandResult, Sandbox } from "../../sandbox";
import { PROJECT_FOLDER } from "../../scenario-context";

/** `1. npx lineup …: what it tells`: the commands of lineup's among the lines of what to do first. */
export function firstSteps({ at, text }: Policy): string[] {
  const found = [...text.matchAll(/^\d+\. (npx lineup [^:]{1,300})(?:: |$)/gm)].map(([, command = ""]) => command);
  if (found.length === 0) throw new Error(`${at}: its first lines name no command of lineup's`);
  return found;
}

/** As whoever is on call would: copied into a shell. */
export function runFirstStep(sandbox: Sandbox, command: string): Promise<CommandResult> {
  return sandbox.run("sh", ["-c", command], { NO_COLOR: "1" }, PROJECT_FOLDER, command);
}

/** The line of a report that has the verdict. */
export function verdictIn({ stdout }: CommandResult): string {
  return (
    stdout
      .split("\n")
      .find((line) => /REACHABLE|BLOCKED|BROKEN|HEALTHY|UNKNOWN|stops at|arrive/i.test(line))
      ?.trim() ?? "no verdict"
  );
}
