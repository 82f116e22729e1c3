import { annotation } from "./workflow-commands";

/** Something that whoever set up the workflow can put right; the message says what, what it got and the way out. */
export class StepError extends Error {}

export type Env = Record<string, string | undefined>;

/** All that are missing at once, by name. Never their values: some are secrets. */
export function required<const Name extends string>(env: Env, ...names: Name[]): Record<Name, string> {
  const missing = names.filter((name) => !env[name]);
  if (missing.length > 0) {
    throw new StepError(
      `${missing.join(", ")} must be set - a workflow sets what begins with GITHUB_, the rest is env:`,
    );
  }
  return Object.fromEntries(names.map((name) => [name, env[name]])) as Record<Name, string>;
}

/** An environment's name goes into artifact names, markers and titles, so it is a plain word or nothing. */
export function environmentName(text: string | undefined): string {
  if (text !== undefined && /^[a-z][a-z0-9-]{0,39}$/.test(text)) return text;
  throw new StepError(
    `an environment is called by small letters, digits and dashes, got ${JSON.stringify(text ?? "")}`,
  );
}

type Main = (args: string[], env: Env) => Promise<string> | string;

/** Runs a script as a step: says in one line what was done or what went wrong, and fails the step in that case. */
export async function asStep(title: string, main: Main): Promise<void> {
  try {
    console.log(`${title}: ${await main(process.argv.slice(2), process.env)}`);
  } catch (error) {
    console.log(annotation("error", title, error instanceof Error ? error.message : String(error)));
    process.exitCode = error instanceof StepError ? 2 : 1;
  }
}
