/** One thing that a scenario does, and claims. */
export interface Step {
  title: string;
  /** Why it cannot be done on this machine: it is then reported as skipped, by name. */
  missing?: string | undefined;
  /** Throws where what it claims is not so. What it returns is said behind its title. */
  run: () => Promise<string | undefined>;
}

export type Outcome =
  | { is: "passed"; note: string | undefined }
  | { is: "skipped"; reason: string }
  | { is: "failed"; error: Error };

/** Somebody who looks on while the steps are taken. */
export interface Audience {
  /** Awaited: a step is not taken before somebody looks. */
  started(step: number): void | Promise<void>;
  /** A command has ended. */
  heard(line: string): void;
  ended(step: number, outcome: Outcome, seconds: number): void;
  /** No more steps are taken. */
  close(): Promise<void>;
}

export interface Performance {
  outcomes: Outcome[];
  seconds: number;
}

/** Takes the steps in turn. After a failure the rest would prove nothing, so they are not taken. */
export async function perform(steps: Step[], audience: Audience): Promise<Performance> {
  const began = Date.now();
  const outcomes: Outcome[] = [];
  for (const [index, step] of steps.entries()) {
    const start = Date.now();
    await audience.started(index);
    const outcome = await take(step);
    outcomes.push(outcome);
    audience.ended(index, outcome, (Date.now() - start) / 1000);
    if (outcome.is === "failed") break;
  }
  await audience.close();
  return { outcomes, seconds: (Date.now() - began) / 1000 };
}

async function take({ missing, run }: Step): Promise<Outcome> {
  if (missing !== undefined) return { is: "skipped", reason: missing };
  try {
    return { is: "passed", note: await run() };
  } catch (error) {
    return { is: "failed", error: error instanceof Error ? error : new Error(String(error)) };
  }
}

/** What a step says is so. */
export function claim(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new Error(`it was claimed that ${sentence}, and that is not so`);
}

/** A command's end is part of a claim, also where it is a failure. */
export function claimEnd({ command, code, stdout, stderr }: Ended, expected: number): void {
  if (code !== expected) throw new Error(`${command} ended with ${code}, not ${expected}:\n${stderr || stdout}`);
}

interface Ended {
  command: string;
  code: number;
  stdout: string;
  stderr: string;
}
