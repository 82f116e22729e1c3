import { annotation } from "./workflow-commands";

/** An error in the setup of a workflow; the message says what is wrong, the value that was got, and the fix. */
export class StepError extends Error {}

export type Env = Record<string, string | undefined>;

/** Names all missing variables at once. Never prints values: some are secrets. */
export function required<const Name extends string>(env: Env, ...names: Name[]): Record<Name, string> {
  const missing = names.filter((name) => !env[name]);
  if (missing.length > 0) {
    throw new StepError(
      `${missing.join(", ")} must be set - the runner sets GITHUB_ variables, env: of the step sets the others`,
    );
  }
  return Object.fromEntries(names.map((name) => [name, env[name]])) as Record<Name, string>;
}

/** An environment's name goes into artifact names, markers and titles, so it is a plain word or nothing. */
export function environmentName(text: string | undefined): string {
  if (text !== undefined && /^[a-z][a-z0-9-]{0,39}$/.test(text)) return text;
  throw new StepError(
    `the name of an environment has lower-case letters, digits and dashes, got ${JSON.stringify(text ?? "")}`,
  );
}

type Main = (args: string[], env: Env) => Promise<string> | string;

/** Runs a script as a step: prints one line about the result, and fails the step on an error. */
export async function asStep(title: string, main: Main): Promise<void> {
  try {
    console.log(`${title}: ${await main(process.argv.slice(2), process.env)}`);
  } catch (error) {
    console.log(annotation("error", title, error instanceof Error ? error.message : String(error)));
    process.exitCode = error instanceof StepError ? 2 : 1;
  }
}
