import { type Command, commandsIn } from "./commands";

/** A command of a runbook that a rehearsal can run: Google's own and GitHub's need their clouds. */
export type Runnable = Command & { tool: "npm" | "lineup" | "terraform" };

/**
 * What a rehearsal runs of these pages, once each and in their order. What only looks may be run at any time; what changes
 * something belongs to its section, and is run after the fault that it repairs. A word in capital letters is left open
 * for whoever runs it, who knows the name.
 */
export function commandsToRun(pages: Iterable<readonly [string, string]>): Runnable[] {
  const seen = new Set<string>();
  return [...pages].flatMap(([page, text]) =>
    commandsIn(page, text).filter((command): command is Runnable => {
      const isNew = !seen.has(command.text);
      if (!isRunnable(command) || command.isNamed || !isNew) return false;
      seen.add(command.text);
      return true;
    }),
  );
}

function isRunnable({ tool }: Command): boolean {
  return tool === "npm" || tool === "lineup" || tool === "terraform";
}

/** The words that somebody has to fill in: `REVISION`, `ID`. */
export function openWords({ words }: Command): string[] {
  return words.flatMap((word) => word.match(/\b[A-Z]{2,}\b/g) ?? []).filter((word) => word !== "HEAD");
}
